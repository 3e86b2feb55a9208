/// The interpolation of a grid by a bicubic polynomial per cell.
///
/// Each point has a value, both slopes and the mixed derivative of the spline, so that a cell needs
/// its four corners only, and the value at a point of the grid has the bits of the grid. The mixed
/// derivative is the slope along y of the slope along x. The cells of a small grid have their polynomials
/// in memory; those of a large grid are computed from the corners, with the same bits.
final class GridTable: @unchecked Sendable {  // The memory is constant.
  /// The coordinates of the columns and the rows.
  let x, y: GridAxis
  /// Whether the cells are bilinear: fewer than four coordinates have no cubic spline.
  let isBilinear: Bool
  /// Four rows of four coefficients per cell, cell by cell; nil for a large grid.
  private let coefficients: UnsafeMutablePointer<Double>?
  /// The value of each point, row by row; shared with the grid unless the values are transformed.
  private let values: [Double]
  /// Slope along x, slope along y and mixed derivative of each point; empty if not needed.
  private let slopes: [Double]

  /// The maximum number of cells with coefficients in memory, 128 bytes per cell.
  static let maxCells = 1 << 18

  /// Interpolates the transformed losses of a grid, which have a hole where they are not finite.
  ///
  /// A nil transform is the identity.
  init(_ grid: Grid, maxCells: Int, _ transform: ((Double) -> Double)?) {
    let (x, y) = (GridAxis(grid.x), GridAxis(grid.y))
    let isBilinear = x.count < 4 || y.count < 4
    let values: [Double]
    if transform == nil, !grid.values.contains(where: \.isInfinite) {
      values = grid.values
    } else {
      values = grid.values.map { loss in
        let value = transform?(loss) ?? loss
        return value.isFinite ? value : .nan
      }
    }
    var slopes: [Double] = []
    if !isBilinear {
      slopes = [Double](unsafeUninitializedCapacity: 3 * values.count) { buffer, count in
        count = 3 * values.count
        values.withUnsafeBufferPointer { Self.fill(buffer, $0, grid) }
      }
    }
    (self.x, self.y, self.isBilinear, self.values) = (x, y, isBilinear, values)
    let cells = (x.count - 1) * (y.count - 1)
    guard cells <= maxCells else {
      coefficients = nil
      self.slopes = slopes
      return
    }
    // An access to a cell reads two lines of the cache.
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: 16 * cells * MemoryLayout<Double>.stride, alignment: 64)
    typealias Rows = GridPolynomial<Double>.Rows
    let rows = memory.bindMemory(to: Rows.self, capacity: cells)
    let corners = GridCorners(
      values: values, slopes: slopes, width: x.count, isBilinear: isBilinear)
    var cell = 0
    for row in 0..<y.count - 1 {
      for column in 0..<x.count - 1 {
        let polynomial = GridPolynomial<Double>(
          corners, point: Double(row * x.count + column),
          x: 1 / (grid.x[column + 1] - grid.x[column]), y: 1 / (grid.y[row + 1] - grid.y[row]))
        (rows + cell).initialize(to: polynomial.rows)
        cell += 1
      }
    }
    coefficients = memory.assumingMemoryBound(to: Double.self)
    self.slopes = []
  }

  deinit { coefficients?.deallocate() }

  /// Calls `body` with each row of the coefficients of a cell, in order.
  @inline(__always)
  func forEachRow<N: Number>(
    _ x: GridCell<N>, _ y: GridCell<N>, _ body: (_ index: Int, _ row: GridCell<N>.Four) -> Void
  ) {
    if let coefficients {
      let cell = x.number + y.number * N(Double(self.x.count - 1))
      N.forEachRow(of: coefficients, from: cell, count: 4, body)
    } else {
      let rows = rows(x, y)
      body(0, rows.0)
      body(1, rows.1)
      body(2, rows.2)
      body(3, rows.3)
    }
  }

  /// Computes the coefficients of a cell.
  ///
  /// Out of line, because the many numbers would take registers from the cells in memory.
  @inline(never)
  private func rows<N: Number>(
    _ x: GridCell<N>, _ y: GridCell<N>
  ) -> GridPolynomial<N>.Rows {
    GridPolynomial(
      GridCorners(values: values, slopes: slopes, width: self.x.count, isBilinear: isBilinear),
      point: x.number + y.number * N(Double(self.x.count)), x: x.inverseWidth, y: y.inverseWidth
    ).rows
  }

  /// The memory of `fill`; each piece of the work writes its own slopes.
  private struct Buffers: @unchecked Sendable {  // No two threads write the same number.
    let slopes: UnsafeMutableBufferPointer<Double>
    let values: UnsafeBufferPointer<Double>
  }

  /// Computes the slopes along the rows, then both derivatives along the columns.
  private static func fill(
    _ slopes: UnsafeMutableBufferPointer<Double>, _ values: UnsafeBufferPointer<Double>,
    _ grid: Grid
  ) {
    let buffers = Buffers(slopes: slopes, values: values)
    // A thread takes longer to create than to fill a small grid.
    let cores = values.count < 1 << 16 ? 1 : availableCores
    forEachBlock(of: grid.y.count, size: 64, on: cores) { fillRows(buffers, grid, $0) }
    // Neighbouring columns share cache lines.
    forEachBlock(of: grid.x.count, size: 16, on: cores) { fillColumns(buffers, grid, $0) }
  }

  /// Calls `body` with consecutive ranges of up to `size` indices, on several threads.
  private static func forEachBlock(
    of count: Int, size: Int, on cores: Int, _ body: @escaping @Sendable (Range<Int>) -> Void
  ) {
    _ = parallelMap((count + size - 1) / size, on: cores, {}) { piece, _ in
      body(piece * size..<min((piece + 1) * size, count))
    }
  }

  private static func fillRows(_ buffers: Buffers, _ grid: Grid, _ rows: Range<Int>) {
    let columns = grid.x.count
    var spline = CubicSpline(over: grid.x)
    var line = grid.x
    for row in rows {
      let first = row * columns
      for column in 0..<columns { line[column] = buffers.values[first + column] }
      spline.replaceBySlopes(&line)
      for column in 0..<columns { buffers.slopes[3 * (first + column)] = line[column] }
    }
  }

  private static func fillColumns(_ buffers: Buffers, _ grid: Grid, _ columns: Range<Int>) {
    var spline = CubicSpline(over: grid.y)
    var lines = [[Double]](repeating: grid.y, count: 2 * columns.count)
    for row in grid.y.indices {
      let first = row * grid.x.count + columns.lowerBound
      for offset in 0..<columns.count {
        lines[2 * offset][row] = buffers.values[first + offset]
        lines[2 * offset + 1][row] = buffers.slopes[3 * (first + offset)]
      }
    }
    for index in lines.indices { spline.replaceBySlopes(&lines[index]) }
    for row in grid.y.indices {
      let first = row * grid.x.count + columns.lowerBound
      for offset in 0..<columns.count {
        buffers.slopes[3 * (first + offset) + 1] = lines[2 * offset][row]
        buffers.slopes[3 * (first + offset) + 2] = lines[2 * offset + 1][row]
      }
    }
  }
}

/// The values and the derivatives of the points of a grid.
private struct GridCorners {
  let values, slopes: [Double]
  /// The number of columns.
  let width: Int
  let isBilinear: Bool
}

/// The coefficients of a cell: a row for each factor along y.
private struct GridPolynomial<N: Number> {
  typealias Four = GridCell<N>.Four

  typealias Rows = (Four, Four, Four, Four)

  let rows: Rows

  /// Computes the coefficients of the cell at a point, given the inverses of its widths.
  init(_ corners: GridCorners, point: N, x inverseX: N, y inverseY: N) {
    let (width, height) = (1 / inverseX, 1 / inverseY)
    func value(_ offset: Int) -> N {
      N.piecewiseConstant(point) { corners.values[Int($0) + offset] }
    }
    func slope(_ component: Int, _ offset: Int) -> N {
      N.piecewiseConstant(point) { corners.slopes[3 * (Int($0) + offset) + component] }
    }
    let (low, high) = (0, corners.width)
    guard !corners.isBilinear else {
      let zeros = (N(0), N(0), N(0), N(0))
      rows = (
        (value(low), value(low + 1), 0, 0), (value(high), value(high + 1), 0, 0), zeros, zeros
      )
      return
    }
    /// Values and slopes at both ends as coefficients.
    func cubic(_ start: N, _ end: N, _ startSlope: N, _ endSlope: N) -> Four {
      (start, end, startSlope - (end - start), (end - start) - endSlope)
    }
    func values(_ offset: Int) -> Four {
      cubic(
        value(offset), value(offset + 1), slope(0, offset) * width, slope(0, offset + 1) * width)
    }
    func slopes(_ offset: Int) -> Four {
      let area = width * height
      return cubic(
        slope(1, offset) * height, slope(1, offset + 1) * height, slope(2, offset) * area,
        slope(2, offset + 1) * area)
    }
    let (start, end) = (values(low), values(high))
    let (startSlopes, endSlopes) = (slopes(low), slopes(high))
    let columns = (
      cubic(start.0, end.0, startSlopes.0, endSlopes.0),
      cubic(start.1, end.1, startSlopes.1, endSlopes.1),
      cubic(start.2, end.2, startSlopes.2, endSlopes.2),
      cubic(start.3, end.3, startSlopes.3, endSlopes.3)
    )
    rows = (
      start, end, (columns.0.2, columns.1.2, columns.2.2, columns.3.2),
      (columns.0.3, columns.1.3, columns.2.3, columns.3.3)
    )
  }
}
