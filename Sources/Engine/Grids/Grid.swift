/// Losses on a rectangular grid of points, such as a loss landscape computed from a network.
///
/// A loss that is not finite marks a hole: a point without a loss.
///
/// ```swift
/// let grid = try Grid(x: [0, 1, 2], y: [0, 1], values: [0, 1, 4, 1, 2, 5])
/// print(grid.value(column: 2, row: 1))  // 5.0
/// ```
public final class Grid: Sendable, Hashable {
  /// The x coordinates of the columns, ascending.
  public let x: [Double]
  /// The y coordinates of the rows, ascending.
  public let y: [Double]
  /// The losses, row by row: the loss in column i and row j has the index j·`x.count` + i.
  public let values: [Double]
  /// Whether the losses are a profile: those along one direction, the same for every y.
  public let isProfile: Bool
  /// A hash of all bits, so that a grid is compared in constant time if it differs.
  private let digest: UInt64

  /// Creates a grid from its axes and losses.
  ///
  /// - Throws: `GridError` if an axis has fewer than two coordinates, a coordinate is not finite, the
  ///   coordinates do not ascend, or the number of losses is not the product of both counts.
  public convenience init(x: [Double], y: [Double], values: [Double]) throws(GridError) {
    try self.init(x: x, y: y, values: values, isProfile: false)
  }

  /// Creates the grid of a profile: losses along one direction, which do not depend on y.
  ///
  /// The grid has five equal rows up to y = ±2·10⁸, beyond the norm at which runs diverge.
  ///
  /// - Throws: `GridError` as for a grid.
  public convenience init(profile values: [Double], x: [Double]) throws(GridError) {
    let y = [-2e8, -1e8, 0, 1e8, 2e8]
    try self.init(
      x: x, y: y, values: (0..<y.count).flatMap { _ in values }, isProfile: true)
  }

  private init(
    x: [Double], y: [Double], values: [Double], isProfile: Bool
  ) throws(GridError) {
    for (name, axis) in [("x", x), ("y", y)] {
      guard axis.count >= 2 else { throw .tooShort(axis: name, count: axis.count) }
      guard let index = axis.firstIndex(where: { !$0.isFinite }) else {
        let descent = axis.indices.dropFirst().first { axis[$0] <= axis[$0 - 1] }
        guard let descent else { continue }
        throw .notAscending(axis: name, index: descent)
      }
      throw .notFinite(axis: name, index: index)
    }
    let (count, overflow) = x.count.multipliedReportingOverflow(by: y.count)
    guard !overflow, count == values.count else {
      throw .wrongCount(columns: x.count, rows: y.count, values: values.count)
    }
    self.x = x
    self.y = y
    self.values = values
    self.isProfile = isProfile
    var digest: UInt64 = UInt64(x.count)
    for list in [x, y, values] {
      for value in list { digest = (digest ^ value.bitPattern) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
    }
    self.digest = digest
  }

  /// The loss at a point of the grid.
  public func value(column: Int, row: Int) -> Double { values[row * x.count + column] }

  /// The point with the smallest loss; nil without a loss.
  public var lowestPoint: Point<Double>? {
    values.indices.lazy.filter { self.values[$0].isFinite }
      .min { self.values[$0] < self.values[$1] }.map(point)
  }

  /// The point with an index in `values`; on a profile y is 0.
  func point(_ index: Int) -> Point<Double> {
    Point(x[index % x.count], isProfile ? 0 : y[index / x.count])
  }

  /// The number of points without a loss.
  public var holeCount: Int { values.count { !$0.isFinite } / (isProfile ? y.count : 1) }

  /// Returns whether both grids have the same bits.
  public static func == (a: Grid, b: Grid) -> Bool {
    a === b
      || a.digest == b.digest && a.isProfile == b.isProfile && a.x == b.x && a.y == b.y
        && a.values.elementsEqual(b.values) { $0.bitPattern == $1.bitPattern }
  }

  /// Hashes the digest of the grid.
  public func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}

/// Axes and losses that do not form a grid; the description says what is wrong.
public enum GridError: Error, Sendable, Equatable, CustomStringConvertible {
  /// An axis has fewer than two coordinates.
  case tooShort(axis: String, count: Int)
  /// A coordinate is NaN or ±∞.
  case notFinite(axis: String, index: Int)
  /// A coordinate is not larger than the one before.
  case notAscending(axis: String, index: Int)
  /// The number of losses is not the number of points.
  case wrongCount(columns: Int, rows: Int, values: Int)

  /// One line without a final period.
  public var description: String {
    switch self {
    case .tooShort(let axis, let count):
      "the \(axis) axis has \(count) coordinate\(count == 1 ? "" : "s"); a grid needs at least 2"
    case .notFinite(let axis, let index):
      "coordinate \(index + 1) of the \(axis) axis is not a finite number"
    case .notAscending(let axis, let index):
      "the \(axis) axis does not ascend: coordinate \(index + 1) is not larger than the one before"
    case .wrongCount(let columns, let rows, let values):
      "\(columns) x and \(rows) y coordinates do not match \(values) losses"
    }
  }
}
