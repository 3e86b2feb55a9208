import Integers

/// The interpolation of a grid by a polynomial per cell.
///
/// Each point has a value, both slopes and the mixed derivative of the spline, so that a cell needs
/// its four corners only, and the value at a point of the grid has the bits of the grid. The mixed
/// derivative is the slope along y of the slope along x.
final class GridTable: Sendable {
  /// The coordinates of the columns and the rows.
  let x, y: GridAxis
  /// Whether the cells are bilinear: fewer than four coordinates have no cubic spline.
  let isBilinear: Bool
  /// The value of each point, row by row; shared with the grid unless the values are transformed.
  private let values: [Double]
  /// Slope along x, slope along y and mixed derivative of each point; empty if bilinear.
  private let slopes: [Double]

  /// Interpolates the transformed losses of a grid, which have a hole where they are not finite.
  ///
  /// A nil transform is the identity.
  init(_ grid: Grid, _ transform: ((Double) -> Double)?) {
    x = GridAxis(grid.x)
    y = GridAxis(grid.y)
    isBilinear = grid.x.count < 4 || grid.y.count < 4
    if transform == nil, !grid.values.contains(where: \.isInfinite) {
      values = grid.values
    } else {
      values = grid.values.map { loss in
        let value = transform?(loss) ?? loss
        return value.isFinite ? value : .nan
      }
    }
    guard !isBilinear else {
      slopes = []
      return
    }
    slopes = [Double](unsafeUninitializedCapacity: 3 * values.count) { [values] buffer, count in
      count = 3 * values.count
      values.withUnsafeBufferPointer { Self.fill(buffer, $0, grid) }
    }
  }

  /// Computes the slopes along the rows, then both derivatives along the columns.
  private static func fill(
    _ slopes: UnsafeMutableBufferPointer<Double>, _ values: UnsafeBufferPointer<Double>,
    _ grid: Grid
  ) {
    let (columns, rows) = (grid.x.count, grid.y.count)
    var rowSpline = CubicSpline(over: grid.x)
    var line = grid.x
    for row in 0..<rows {
      let first = row * columns
      for column in 0..<columns { line[column] = values[first + column] }
      rowSpline.replaceBySlopes(&line)
      for column in 0..<columns { slopes[3 * (first + column)] = line[column] }
    }
    var columnSpline = CubicSpline(over: grid.y)
    // Neighbouring columns share cache lines.
    let block = 16
    var lines = [[Double]](repeating: grid.y, count: 2 * block)
    for start in stride(from: 0, to: columns, by: block) {
      let width = min(block, columns - start)
      for row in 0..<rows {
        let first = row * columns + start
        for offset in 0..<width {
          lines[2 * offset][row] = values[first + offset]
          lines[2 * offset + 1][row] = slopes[3 * (first + offset)]
        }
      }
      for index in 0..<2 * width { columnSpline.replaceBySlopes(&lines[index]) }
      for row in 0..<rows {
        let first = row * columns + start
        for offset in 0..<width {
          slopes[3 * (first + offset) + 1] = lines[2 * offset][row]
          slopes[3 * (first + offset) + 2] = lines[2 * offset + 1][row]
        }
      }
    }
  }

  /// The number of a record from the numbers of its column and its row.
  func record<N: Number>(column: N, row: N) -> N { column + row * N(Double(x.count)) }

  /// Returns the value of a record, whose number must not be NaN.
  @inline(__always)
  func value<N: Number>(of record: N, offset: Int) -> N {
    N.piecewiseConstant(record) { self.values[Int($0) + offset] }
  }

  /// Returns a slope of a record, along x, along y or mixed; the number must not be NaN.
  @inline(__always)
  func slope<N: Number>(_ slope: Int, of record: N, offset: Int) -> N {
    N.piecewiseConstant(record) { self.slopes[3 * (Int($0) + offset) + slope] }
  }
}

/// The ascending coordinates of an axis, and the cell that contains a coordinate.
struct GridAxis: Sendable {
  private let coordinates: [Double]
  /// The inverse of the distance of two coordinates, if it is constant up to rounding.
  private let scale: Double

  /// The number of coordinates.
  var count: Int { coordinates.count }

  /// Creates an axis from ascending coordinates.
  init(_ coordinates: [Double]) {
    self.coordinates = coordinates
    let last = coordinates.count - 1
    scale = Double(last) / (coordinates[last] - coordinates[0])
  }

  /// Returns the coordinate at the start of a cell, or with the offset 1 at its end.
  ///
  /// The number of the cell must not be NaN.
  func coordinate(ofCell cell: Double, _ offset: Int) -> Double {
    coordinates[Int(cell) + offset]
  }

  /// Returns the index of the cell that contains a coordinate; NaN outside the axis.
  func cell(of coordinate: Double) -> Double {
    let last = coordinates.count - 1
    guard coordinates[0] <= coordinate, coordinate <= coordinates[last] else { return .nan }
    // The guess is exact on a uniform axis; otherwise a bisection starts beside it.
    var low = min(Int(clamping: (coordinate - coordinates[0]) * scale), last - 1)
    if coordinates[low] <= coordinate, coordinate < coordinates[low + 1] { return Double(low) }
    var high = last
    (low, high) = coordinate < coordinates[low] ? (0, low) : (low, last)
    while low + 1 < high {
      let middle = (low + high) / 2
      if coordinates[middle] <= coordinate { low = middle } else { high = middle }
    }
    return Double(low)
  }
}
