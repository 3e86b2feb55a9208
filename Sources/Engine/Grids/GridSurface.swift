/// The surface that interpolates losses on a grid.
///
/// The losses are interpolated by bicubic splines with two continuous derivatives, not-a-knot at the
/// borders of the grid and of holes; with fewer than four coordinates on an axis, bilinearly. At the
/// points of the grid the loss is the loss of the grid, bit for bit. The loss is NaN outside the grid
/// and in cells with a hole at a corner.
///
/// With `Interpolation.logarithmic` the splines interpolate ln f, whose exponential is positive: a
/// spline through losses that span decades would oscillate around the smallest. The loss at a point
/// of the grid is then exact up to rounding.
public struct GridSurface: Surface {
  private let table: GridTable
  private let isLogarithmic: Bool

  /// How the losses between the points of a grid are computed.
  public enum Interpolation: String, Sendable, Hashable, CaseIterable {
    /// Splines through the losses.
    case linear
    /// The exponentials of splines through the logarithms of the losses, which must be positive.
    case logarithmic = "log"
  }

  /// Interpolates a grid; a loss that is not finite, or has no logarithm, is a hole.
  public init(_ grid: Grid, _ interpolation: Interpolation) {
    isLogarithmic = interpolation == .logarithmic
    table = GridTable(grid, isLogarithmic ? { Double.log($0) } : nil)
  }

  /// Returns the loss at `p`.
  public func value<N: Number>(_ p: Point<N>) -> N {
    let spline = cell(at: p).value
    return isLogarithmic ? N.exp(spline) : spline
  }

  /// Returns the gradient at `p`.
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let cell = cell(at: p)
    let slopes = cell.slopes
    guard isLogarithmic else { return slopes }
    let loss = N.exp(cell.value)
    return Point(loss * slopes.x, loss * slopes.y)
  }

  /// Returns whether the point lies outside the grid or beside a hole.
  public func undefinedLoss(at p: Point<Double>) -> UndefinedLoss {
    table.x.cell(of: p.x).isNaN || table.y.cell(of: p.y).isNaN ? .leftData : .hole
  }

  private func cell<N: Number>(at p: Point<N>) -> GridCell<N> {
    let column = N.piecewiseConstant(p.x) { table.x.cell(of: $0) }
    let row = N.piecewiseConstant(p.y) { table.y.cell(of: $0) }
    // NaN outside the grid. Numbers that are checked once need no check for each part of a record.
    let isInside = column + row < N(.infinity)
    func checked(_ number: N) -> N { N.select(isInside, number, 0) }
    let record = table.record(column: checked(column), row: checked(row))
    let first = corner(record, 0)
    return GridCell(
      x: span(p.x, table.x, checked(column)), y: span(p.y, table.y, checked(row)),
      isBilinear: table.isBilinear,
      corners: (
        GridCorner(
          value: N.select(isInside, first.value, N(.nan)), dx: first.dx, dy: first.dy,
          dxy: first.dxy),
        corner(record, 1), corner(record, table.x.count), corner(record, table.x.count + 1)
      ))
  }

  private func span<N: Number>(_ coordinate: N, _ axis: GridAxis, _ cell: N) -> CellSpan<N> {
    let start = N.piecewiseConstant(cell) { axis.coordinate(ofCell: $0, 0) }
    let end = N.piecewiseConstant(cell) { axis.coordinate(ofCell: $0, 1) }
    return CellSpan(coordinate, from: start, width: end - start)
  }

  private func corner<N: Number>(_ record: N, _ offset: Int) -> GridCorner<N> {
    let value = table.value(of: record, offset: offset)
    guard !table.isBilinear else { return GridCorner(value: value, dx: 0, dy: 0, dxy: 0) }
    return GridCorner(
      value: value,
      dx: table.slope(0, of: record, offset: offset),
      dy: table.slope(1, of: record, offset: offset),
      dxy: table.slope(2, of: record, offset: offset))
  }
}

/// The value and the derivatives of a spline at a corner of a cell.
private struct GridCorner<N: Number> {
  let value, dx, dy, dxy: N
}

/// A coordinate in a cell: the Hermite polynomials of the cell along one axis and their derivatives.
///
/// At the ends of the cell the polynomials are exactly 0 or 1.
private struct CellSpan<N: Number> {
  let width: N
  private let t: N
  private let s: N

  init(_ coordinate: N, from start: N, width: N) {
    self.width = width
    t = (coordinate - start) / width
    s = 1 - t
  }

  /// The weights of the value and of the slope at the start.
  var start: (value: N, slope: N) { (s * s * (1 + 2 * t), s * s * t * width) }
  /// The weights of the value and of the slope at the end.
  var end: (value: N, slope: N) { (t * t * (1 + 2 * s), -(t * t * s * width)) }
  /// The derivatives of `start`.
  var startSlope: (value: N, slope: N) { (-6 * t * s / width, s * (1 - 3 * t)) }
  /// The derivatives of `end`.
  var endSlope: (value: N, slope: N) { (6 * t * s / width, t * (1 - 3 * s)) }
  /// The weights of the values at both ends of a line.
  var line: (start: N, end: N) { (s, t) }
}

/// A cell of a grid with the position of a point in it.
private struct GridCell<N: Number> {
  let x, y: CellSpan<N>
  let isBilinear: Bool
  let corners: (GridCorner<N>, GridCorner<N>, GridCorner<N>, GridCorner<N>)

  /// The spline at the point.
  var value: N {
    guard !isBilinear else {
      let (a, b) = (x.line, y.line)
      return b.start * (a.start * corners.0.value + a.end * corners.1.value)
        + b.end * (a.start * corners.2.value + a.end * corners.3.value)
    }
    return sum(x.start, x.end, y.start, y.end)
  }

  /// The derivatives of the spline along both axes.
  var slopes: Point<N> {
    guard !isBilinear else {
      let (a, b) = (x.line, y.line)
      return Point(
        (b.start * (corners.1.value - corners.0.value)
          + b.end * (corners.3.value - corners.2.value)) / x.width,
        (a.start * (corners.2.value - corners.0.value)
          + a.end * (corners.3.value - corners.1.value)) / y.width)
    }
    return Point(
      sum(x.startSlope, x.endSlope, y.start, y.end),
      sum(x.start, x.end, y.startSlope, y.endSlope))
  }

  private typealias Weights = (value: N, slope: N)

  private func sum(_ left: Weights, _ right: Weights, _ low: Weights, _ high: Weights) -> N {
    func row(_ a: GridCorner<N>, _ b: GridCorner<N>, _ weights: Weights) -> N {
      let values = left.value * a.value + left.slope * a.dx
      let slopes = left.value * a.dy + left.slope * a.dxy
      let endValues = right.value * b.value + right.slope * b.dx
      let endSlopes = right.value * b.dy + right.slope * b.dxy
      return weights.value * (values + endValues) + weights.slope * (slopes + endSlopes)
    }
    return row(corners.0, corners.1, low) + row(corners.2, corners.3, high)
  }
}
