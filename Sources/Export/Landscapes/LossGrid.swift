public import Engine

/// Losses on a grid, to be written for another program.
///
/// ```swift
/// let grid = LossGrid(surface, over: surface.info.frame, columns: 101, rows: 101)
/// let bytes = grid.npz
/// ```
public struct LossGrid: Sendable {
  /// The x coordinates of the columns, ascending.
  public let x: [Double]
  /// The y coordinates of the rows, ascending.
  public let y: [Double]
  /// The losses, row by row; NaN at points without a loss.
  public let values: [Double]
  /// Further arrays of an npz file, such as the path of a run, by name.
  public var arrays: [(name: String, values: [Double])] = []

  /// The losses at the points of a grid, row by row.
  public init(x: [Double], y: [Double], values: [Double]) {
    (self.x, self.y, self.values) = (x, y, values)
  }

  /// Samples a surface at equal distances from border to border of a region.
  ///
  /// There are at least 2 columns and 2 rows.
  public init(_ surface: AnySurface, over region: Region, columns: Int, rows: Int) {
    x = Self.positions(columns, in: region.x)
    y = Self.positions(rows, in: region.y)
    var row = [Double](repeating: 0, count: x.count)
    var values: [Double] = []
    for coordinate in y {
      surface.values(x, coordinate, &row)
      values += row
    }
    self.values = values
  }

  /// Returns equally spaced numbers from border to border of a range, at least two.
  public static func positions(_ count: Int, in range: ClosedRange<Double>) -> [Double] {
    let last = max(count, 2) - 1
    return (0...last).map {
      let fraction = Double($0) / Double(last)
      return range.lowerBound * (1 - fraction) + range.upperBound * fraction
    }
  }

  /// The losses of a file, at the points of the file.
  public init(_ grid: Grid) {
    x = grid.x
    y = grid.isProfile ? [0] : grid.y
    values = grid.isProfile ? Array(grid.values.prefix(grid.x.count)) : grid.values
  }

  /// Whether the losses are those of a profile: a single row.
  var isProfile: Bool { y.count == 1 }

  /// The number of cells with a corner without a loss.
  public var openCellCount: Int {
    var count = 0
    for row in y.indices.dropLast() {
      for column in x.indices.dropLast() where !isClosed(column, row) { count += 1 }
    }
    return count
  }

  /// Whether all corners of a cell have a loss; false outside the grid.
  func isClosed(_ column: Int, _ row: Int) -> Bool {
    guard 0..<x.count - 1 ~= column, 0..<y.count - 1 ~= row else { return false }
    let first = row * x.count + column
    return [first, first + 1, first + x.count, first + x.count + 1].allSatisfy {
      values[$0].isFinite
    }
  }

  /// A line per point, row by row; a loss that is not a number is `nan`, and a profile has no y.
  public var csv: String {
    var text = isProfile ? "x,loss\n" : "x,y,loss\n"
    let columns = x.map(formatExact)
    for (row, y) in y.enumerated() {
      let y = isProfile ? "" : formatExact(y) + ","
      for (column, x) in columns.enumerated() {
        let loss = values[row * columns.count + column]
        text += "\(x),\(y)\(loss.isNaN ? "nan" : formatExact(loss))\n"
      }
    }
    return text
  }
}
