import Integers

/// The interpolation of a grid by a polynomial per cell.
///
/// A point stores the value, both slopes and the mixed derivative of the spline, so that a cell needs
/// its four corners only, and the value at a point of the grid has the bits of the grid. The mixed
/// derivative is the slope along y of the slope along x.
final class GridTable: Sendable {
  /// The coordinates of the columns and the rows.
  let x, y: GridAxis
  /// Whether the cells are bilinear: fewer than four coordinates have no cubic spline.
  let isBilinear: Bool
  /// Value, slope along x, slope along y and mixed derivative of each point, row by row.
  private let records: [SIMD4<Double>]

  /// Interpolates the grid of the given values, which have a hole where they are not finite.
  init(_ grid: Grid, _ transform: (Double) -> Double) {
    x = GridAxis(grid.x)
    y = GridAxis(grid.y)
    isBilinear = grid.x.count < 4 || grid.y.count < 4
    var records = grid.values.map { loss in
      let value = transform(loss)
      return SIMD4(value.isFinite ? value : .nan, 0, 0, 0)
    }
    if !isBilinear {
      Self.fillSlopes(&records, grid)
    }
    self.records = records
  }

  private static func fillSlopes(_ records: inout [SIMD4<Double>], _ grid: Grid) {
    let (columns, rows) = (grid.x.count, grid.y.count)
    var rowSpline = CubicSpline(over: grid.x)
    var line = grid.x
    for row in 0..<rows {
      let first = row * columns
      for column in 0..<columns { line[column] = records[first + column][0] }
      rowSpline.replaceBySlopes(&line)
      for column in 0..<columns { records[first + column][1] = line[column] }
    }
    var columnSpline = CubicSpline(over: grid.y)
    // Neighbouring columns share cache lines.
    let block = 16
    var lines = [[Double]](repeating: grid.y, count: 2 * block)
    for start in stride(from: 0, to: columns, by: block) {
      let width = min(block, columns - start)
      for row in 0..<rows {
        for offset in 0..<width {
          let record = records[row * columns + start + offset]
          lines[2 * offset][row] = record[0]
          lines[2 * offset + 1][row] = record[1]
        }
      }
      for index in 0..<2 * width { columnSpline.replaceBySlopes(&lines[index]) }
      for row in 0..<rows {
        for offset in 0..<width {
          records[row * columns + start + offset][2] = lines[2 * offset][row]
          records[row * columns + start + offset][3] = lines[2 * offset + 1][row]
        }
      }
    }
  }

  /// The number of a record from the numbers of its column and its row; NaN outside the grid.
  func record<N: Number>(column: N, row: N) -> N { column + row * N(Double(x.count)) }

  /// Returns one component of a record; NaN if the number of the record is NaN.
  @inline(__always)
  func component<N: Number>(_ component: Int, of record: N, offset: Int) -> N {
    N.piecewiseConstant(record) { number in
      number.isNaN ? .nan : self.records[Int(clamping: number) + offset][component]
    }
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

  /// Returns the coordinate at the start of a cell; NaN for NaN.
  func start(ofCell cell: Double) -> Double {
    cell.isNaN ? .nan : coordinates[Int(clamping: cell)]
  }

  /// Returns the width of a cell; NaN for NaN.
  func width(ofCell cell: Double) -> Double {
    cell.isNaN ? .nan : coordinates[Int(clamping: cell) + 1] - coordinates[Int(clamping: cell)]
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
