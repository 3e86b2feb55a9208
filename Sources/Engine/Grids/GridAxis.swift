import Integers

/// The ascending coordinates of an axis, and the cell that contains a coordinate.
///
/// Plain memory, because the lookup of a coordinate is part of each evaluation of a spline.
final class GridAxis: @unchecked Sendable {  // The memory is constant.
  /// The number of coordinates.
  let count: Int
  private let coordinates: [Double]
  private let first, last: Double
  /// A row per cell: the coordinate at its start, the inverse of its width, and its number.
  ///
  /// The last coordinate has a row too, that of the last cell.
  private let cells: UnsafeMutablePointer<Double>
  /// The inverse of the distance of two coordinates.
  private let scale: Double
  /// Whether the distance is constant up to rounding.
  private let isUniform: Bool

  /// The part of a cell by which the cell of a coordinate on a uniform axis may start too late.
  ///
  /// Each coordinate of the axis lies in the cell that it starts, whatever the rounding. The cell before
  /// continues by 10⁻¹¹ of its width, where both splines agree in all digits.
  private static let tolerance = 0x1p-36

  /// Creates an axis from at least two ascending coordinates.
  init(_ coordinates: [Double]) {
    let (end, first) = (coordinates.count - 1, coordinates[0])
    let last = coordinates[end]
    let scale = Double(end) / (last - first)
    count = coordinates.count
    isUniform = coordinates.enumerated().allSatisfy { index, coordinate in
      abs((coordinate - first) * scale - Double(index)) < Self.tolerance / 2
    }
    cells = .allocate(capacity: 4 * coordinates.count)
    for index in coordinates.indices {
      let cell = min(index, end - 1)
      let start = coordinates[cell]
      (cells + 4 * index).initialize(to: start)
      (cells + 4 * index + 1).initialize(to: 1 / (coordinates[cell + 1] - start))
      (cells + 4 * index + 2).initialize(to: Double(cell))
      (cells + 4 * index + 3).initialize(to: 0)
    }
    self.coordinates = coordinates
    (self.first, self.last, self.scale) = (first, last, scale)
  }

  deinit { cells.deallocate() }

  /// Returns whether the axis contains a coordinate.
  func contains(_ coordinate: Double) -> Bool {
    first <= coordinate && coordinate <= last
  }

  /// Returns the cell of a coordinate, and the position of the coordinate in the cell.
  @inline(__always)
  func cell<N: Number>(of coordinate: N) -> GridCell<N> {
    let position =
      isUniform
      ? (coordinate - N(first)) * N(scale) + N(Self.tolerance)
      : N.piecewiseConstant(coordinate) { self.index(of: $0) }
    // Both are false for NaN.
    let (isAbove, isBelow) = (N(first.nextDown) < coordinate, coordinate < N(last.nextUp))
    let index = N.select(isAbove, N.select(isBelow, position, 0), 0)
    var row = (N(0), N(0), N(0), N(0))
    N.forEachRow(of: cells, from: index, count: 1) { row = $1 }
    // At the last coordinate the product could differ from 1 by rounding.
    let t = N.select(
      coordinate < N(last), (coordinate - row.0) * row.1, 1 + (coordinate - N(last)) * row.1)
    let inside = N.select(isAbove, N.select(isBelow, t, N(.nan)), N(.nan))
    return GridCell(number: row.2, inverseWidth: row.1, t: inside)
  }

  /// Returns the number of the last coordinate that is not larger; 0 outside the axis.
  private func index(of coordinate: Double) -> Double {
    guard contains(coordinate) else { return 0 }
    var (low, high) = (0, count - 1)
    let guess = min(Int(clamping: (coordinate - coordinates[0]) * scale), high - 1)
    if coordinates[guess] <= coordinate {
      if coordinate < coordinates[guess + 1] { return Double(guess) }
      low = guess
    } else {
      high = guess
    }
    while low + 1 < high {
      let middle = (low + high) / 2
      if coordinates[middle] <= coordinate { low = middle } else { high = middle }
    }
    return Double(low)
  }
}

/// The cell of a coordinate along one axis.
///
/// On a cell a cubic is v₀·s + v₁·t + a·s²t + b·st², where t runs from 0 to 1 and s = 1 − t: at the ends
/// exactly v₀ and v₁.
struct GridCell<N: Number> {
  /// The number of the cell.
  let number: N
  /// The inverse of the width of the cell.
  let inverseWidth: N
  /// The position in the cell, from 0 to 1; NaN outside the axis.
  let t: N

  /// Four numbers: the values or the factors of the cubics of a cell.
  typealias Four = (N, N, N, N)

  /// The factors of v₀, v₁, a and b.
  @inline(__always)
  var weights: Four {
    let s = 1 - t
    let product = s * t
    return (s, t, product * s, product * t)
  }

  /// The derivatives of the factors of a and b along t; those of v₀ and v₁ are −1 and 1.
  @inline(__always)
  var slopes: (N, N) {
    let s = 1 - t
    let product = s * t
    let twice = product + product
    return (s * s - twice, twice - t * t)
  }
}
