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
    self.init(grid, interpolation, maxCells: GridTable.maxCells)
  }

  /// Interpolates a grid, with coefficients in memory for at most `maxCells` cells.
  init(_ grid: Grid, _ interpolation: Interpolation, maxCells: Int) {
    isLogarithmic = interpolation == .logarithmic
    table = GridTable(grid, maxCells: maxCells, isLogarithmic ? { Double.log($0) } : nil)
  }

  /// Returns the loss at `p`.
  public func value<N: Number>(_ p: Point<N>) -> N {
    let spline = value(table.x.cell(of: p.x), table.y.cell(of: p.y))
    return isLogarithmic ? N.exp(spline) : spline
  }

  /// Returns the gradient at `p`.
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let (x, y) = (table.x.cell(of: p.x), table.y.cell(of: p.y))
    let slopes = slopes(x, y)
    guard isLogarithmic else { return slopes }
    let loss = N.exp(value(x, y))
    return Point(loss * slopes.x, loss * slopes.y)
  }

  /// Returns whether the point lies outside the grid or beside a hole.
  public func undefinedLoss(at p: Point<Double>) -> UndefinedLoss {
    table.x.contains(p.x) && table.y.contains(p.y) ? .hole : .leftData
  }

  @inline(__always)
  private func value<N: Number>(_ x: GridCell<N>, _ y: GridCell<N>) -> N {
    let (weights, factors) = (x.weights, y.weights)
    var value = N(0)
    table.forEachRow(x, y) { index, row in
      switch index {
      case 0: value = dot(row, weights) * factors.0
      case 1: value = value + dot(row, weights) * factors.1
      case 2: value = value + dot(row, weights) * factors.2
      default: value = value + dot(row, weights) * factors.3
      }
    }
    return value
  }

  @inline(__always)
  private func slopes<N: Number>(_ x: GridCell<N>, _ y: GridCell<N>) -> Point<N> {
    let (weights, slopes) = (x.weights, x.slopes)
    let (factors, factorSlopes) = (y.weights, y.slopes)
    var (alongX, alongY) = (N(0), N(0))
    // The derivatives of the first two factors along y are −1 and 1.
    table.forEachRow(x, y) { index, row in
      let (value, slope) = (dot(row, weights), slope(row, slopes))
      switch index {
      case 0: (alongX, alongY) = (slope * factors.0, value)
      case 1: (alongX, alongY) = (alongX + slope * factors.1, value - alongY)
      case 2: (alongX, alongY) = (alongX + slope * factors.2, alongY + value * factorSlopes.0)
      default: (alongX, alongY) = (alongX + slope * factors.3, alongY + value * factorSlopes.1)
      }
    }
    return Point(alongX * x.inverseWidth, alongY * y.inverseWidth)
  }
}

/// Returns a cubic from its coefficients and their factors.
@inline(__always)
private func dot<N: Number>(_ a: GridCell<N>.Four, _ b: GridCell<N>.Four) -> N {
  (a.0 * b.0 + a.1 * b.1) + (a.2 * b.2 + a.3 * b.3)
}

/// Returns the derivative of a cubic from its coefficients and the derivatives of their factors.
@inline(__always)
private func slope<N: Number>(_ a: GridCell<N>.Four, _ slopes: (N, N)) -> N {
  (a.1 - a.0) + (a.2 * slopes.0 + a.3 * slopes.1)
}
