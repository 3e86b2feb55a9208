/// A loss surface f: ℝ² → ℝ, defined by one formula.
///
/// Only `value(_:)` is required. By default the gradient and the Hessian are computed from the
/// formula by dual numbers (forward-mode automatic differentiation), exact up to rounding. A
/// hand-written `gradient(_:)` is faster; the tests compare it with the default.
///
/// ```swift
/// struct Bowl: Surface {
///   func value<N: Number>(_ p: Point<N>) -> N { p.x * p.x + 2 * p.y * p.y }
/// }
/// let bowl = Bowl()
/// print(bowl.value(Point(1.0, 1.0)))  // 3.0
/// print(bowl.gradient(Point(1.0, 1.0)).y)  // 4.0
/// print(bowl.hessian(Point(1.0, 1.0)).maxEigenvalue)  // 4.0
/// ```
public protocol Surface: Sendable {
  /// Returns the loss f(p).
  ///
  /// `N` is `Double` for one point, `Lanes` for one point per lane, or `Dual` for a point with
  /// derivatives, so the formula must use only the operations of `Number`: no `if` on a value, no
  /// conversion to `Double`. Outside the domain of f the result is NaN, and ±∞ on overflow; an
  /// implementation must not trap. Coordinates and loss are dimensionless.
  func value<N: Number>(_ p: Point<N>) -> N

  /// Returns the gradient ∇f(p) = (∂f/∂x, ∂f/∂y).
  ///
  /// The default evaluates `value(_:)` on dual numbers, at about three times the cost of a value.
  /// NaN or ±∞ where the derivative is undefined or infinite, such as ‖p‖ at 0.
  func gradient<N: Number>(_ p: Point<N>) -> Point<N>

  /// Returns the Hessian ∇²f(p).
  ///
  /// The default evaluates `gradient(_:)` on dual numbers, at about three times the cost of a
  /// gradient. NaN or ±∞ where a second derivative is undefined or infinite.
  func hessian(_ p: Point<Double>) -> Hessian

  /// Returns why the loss at a point is NaN; the result has no meaning where the loss is a number.
  ///
  /// The default is `formula`.
  func undefinedLoss(at p: Point<Double>) -> UndefinedLoss

  /// Whether label noise applies: whether f is a loss of a residual, as in `ResidualSurface`.
  ///
  /// False by default.
  var hasLabels: Bool { get }

  /// Returns the loss with the label shifted by `label`: ℓ(r(p) − label).
  ///
  /// Without labels, the default, returns `value(p)`.
  func value<N: Number>(_ p: Point<N>, label: N) -> N

  /// Returns the gradient of the loss with the label shifted by `label`.
  ///
  /// The default evaluates `value(_:label:)` on dual numbers; without labels, returns `gradient(p)`.
  func gradient<N: Number>(_ p: Point<N>, label: N) -> Point<N>

  /// Returns the Hessian of the loss with the label shifted by `label`.
  ///
  /// The default evaluates `gradient(_:label:)` on dual numbers; without labels, returns
  /// `hessian(p)`.
  func hessian(_ p: Point<Double>, label: Double) -> Hessian

  /// The minima, saddles and valleys of minima known in closed form; empty by default.
  var landmarks: Landmarks { get }

  /// Whether f is quadratic, so that every stability threshold is exact; false by default.
  var isQuadratic: Bool { get }

  /// c₃ of ℓ′(u) = u − c₃u³ + … if f = ℓ(xy) with ℓ convex and 1-Lipschitz.
  ///
  /// Nil, the default, for other surfaces. The predictions on ℓ(xy) depend on f through c₃ alone.
  var productLossCubicCoefficient: Double? { get }
}

/// A surface of the catalog, with an id and parameters.
///
/// To add a surface, add one file to `Surfaces` and one line to `Catalog/Surfaces.swift`.
public protocol NamedSurface: Surface {
  /// The id, formula, parameters, view and source for catalogs, help and the screen.
  static var info: SurfaceInfo { get }

  /// Creates the surface from its parameters.
  ///
  /// `value` returns the value of each knob in `info.knobs`, within the range of the knob.
  init(_ value: (Knob) -> Double)
}

extension Surface {
  /// Returns the gradient by dual numbers.
  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let f = value(Point(Dual(p.x, dx: 1, dy: 0), Dual(p.y, dx: 0, dy: 1)))
    return Point(f.dx, f.dy)
  }

  /// Returns the Hessian by dual numbers through `gradient(_:)`.
  @inline(__always)
  public func hessian(_ p: Point<Double>) -> Hessian {
    let g = gradient(Point(Dual(p.x, dx: 1, dy: 0), Dual(p.y, dx: 0, dy: 1)))
    return Hessian(xx: g.x.dx, xy: g.x.dy, yy: g.y.dy)
  }

  /// The formula has no value.
  public func undefinedLoss(at _: Point<Double>) -> UndefinedLoss { .formula }

  /// No landmarks.
  public var landmarks: Landmarks { Landmarks() }

  /// False: the Hessian may vary.
  public var isQuadratic: Bool { false }

  /// Nil: f is not known to be ℓ(xy).
  public var productLossCubicCoefficient: Double? { nil }
}

/// The description of a surface for catalogs, help and the screen.
public struct SurfaceInfo: Sendable {
  /// The id in commands and files, such as `hyperbola`.
  public let id: String
  /// The formula in mathematical notation, with the symbols of the knobs.
  public let formula: String
  /// The parameters, in display order.
  public let knobs: [Knob]
  /// The region shown by default.
  public let frame: Region
  /// The default start of a run.
  public let start: Point<Double>
  /// The purpose of the surface and a warning about its step size, in one or two sentences.
  public let about: String
  /// The publication, or the purpose of a surface designed for Ravine; empty for a typed formula.
  public let source: String

  /// Creates the description of a surface.
  public init(
    id: String, formula: String, knobs: [Knob] = [], frame: Region, start: Point<Double>,
    about: String, source: String = ""
  ) {
    self.id = id
    self.formula = formula
    self.knobs = knobs
    self.frame = frame
    self.start = start
    self.about = about
    self.source = source
  }
}

/// A closed axis-aligned rectangle of the plane.
public struct Region: Sendable, Hashable {
  /// The range of x.
  public var x: ClosedRange<Double>
  /// The range of y.
  public var y: ClosedRange<Double>

  /// Creates the rectangle `x` × `y`.
  public init(x: ClosedRange<Double>, y: ClosedRange<Double>) {
    self.x = x
    self.y = y
  }
}

extension Region {
  /// The length of the diagonal.
  var diagonal: Double {
    Point(x.upperBound - x.lowerBound, y.upperBound - y.lowerBound).norm
  }

  /// Returns whether `p` lies in the rectangle, boundary included.
  func contains(_ p: Point<Double>) -> Bool { x.contains(p.x) && y.contains(p.y) }

  /// Returns the point at the fractions `u` of the width and `v` of the height.
  func point(_ u: Double, _ v: Double) -> Point<Double> {
    Point(
      x.lowerBound + u * (x.upperBound - x.lowerBound),
      y.lowerBound + v * (y.upperBound - y.lowerBound))
  }

  /// Returns the region extended to contain `p` with a margin of a tenth of the diagonal.
  ///
  /// Unchanged if `p` is not finite.
  func including(_ p: Point<Double>) -> Region {
    guard p.isFinite else { return self }
    let margin = 0.1 * diagonal
    return Region(
      x: min(x.lowerBound, p.x - margin)...max(x.upperBound, p.x + margin),
      y: min(y.lowerBound, p.y - margin)...max(y.upperBound, p.y + margin))
  }
}

/// The stationary points and valleys of a surface that are known in closed form.
public struct Landmarks: Sendable {
  /// The isolated minima.
  public var minima: [Point<Double>]
  /// The saddles.
  public var saddles: [Point<Double>]
  /// The valley of minima, as parametric curves.
  public var valley: [Curve]

  /// Creates landmarks, by default none.
  public init(
    minima: [Point<Double>] = [], saddles: [Point<Double>] = [], valley: [Curve] = []
  ) {
    self.minima = minima
    self.saddles = saddles
    self.valley = valley
  }

  /// A parametric curve t ↦ point.
  public struct Curve: Sendable {
    /// The range of the parameter t.
    public let range: ClosedRange<Double>
    /// The point as a function of t in `range`.
    public let point: @Sendable (Double) -> Point<Double>

    /// Creates the curve t ↦ `point(t)` over a range of t.
    public init(
      _ range: ClosedRange<Double>, _ point: @escaping @Sendable (Double) -> Point<Double>
    ) {
      self.range = range
      self.point = point
    }
  }
}
