/// A loss surface over the plane: one formula, from which slope and curvature follow.
///
/// Write `height` once over any `Number`; `slope` follows exactly by dual numbers, the Hessian by
/// dual numbers through `slope`. Where a surface is hot, write `slope` by hand too: a law in the
/// tests holds it to the formula.
public protocol Surface: Sendable {
  func value<N: Number>(_ p: Point<N>) -> N
  func gradient<N: Number>(_ p: Point<N>) -> Point<N>
  func hessian(_ p: Point<Double>) -> Hessian

  /// Whether there is a label to move; see `ResidualSurface`.
  var hasLabels: Bool { get }

  /// Height, slope and curvature with the label moved by `label`; without labels, those of the
  /// surface itself.
  func value<N: Number>(_ p: Point<N>, label: N) -> N
  func gradient<N: Number>(_ p: Point<N>, label: N) -> Point<N>
  func hessian(_ p: Point<Double>, label: Double) -> Hessian

  /// What is known of the surface beforehand, in closed form.
  var landmarks: Landmarks { get }
}

/// A surface of the catalogue: it has an id, a card and knobs.
///
/// To add one: one file here, one line in `Catalog/Surfaces.swift`.
public protocol NamedSurface: Surface {
  static var info: SurfaceInfo { get }

  /// The surface with these values of its knobs.
  init(_ value: (Knob) -> Double)
}

extension Surface {
  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let f = value(Point(Dual(p.x, dx: 1, dy: 0), Dual(p.y, dx: 0, dy: 1)))
    return Point(f.dx, f.dy)
  }

  /// The Hessian, by dual numbers through `slope`.
  @inline(__always)
  public func hessian(_ p: Point<Double>) -> Hessian {
    let g = gradient(Point(Dual(p.x, dx: 1, dy: 0), Dual(p.y, dx: 0, dy: 1)))
    return Hessian(xx: g.x.dx, xy: g.x.dy, yy: g.y.dy)
  }

  public var landmarks: Landmarks { Landmarks() }
}

/// What a user reads about a surface.
public struct SurfaceInfo: Sendable {
  public let id: String
  /// The formula as text, in the letters of its knobs.
  public let formula: String
  public let knobs: [Knob]
  /// The part of the plane that shows it best.
  public let frame: Region
  /// A start from which something happens.
  public let start: Point<Double>
  /// What it is for, and what to beware of: a sentence or two.
  public let about: String
  /// Where it comes from, or what it was made for; empty for a formula that was typed.
  public let source: String

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

/// A rectangle of the plane.
public struct Region: Sendable, Hashable {
  public var x: ClosedRange<Double>
  public var y: ClosedRange<Double>

  public init(x: ClosedRange<Double>, y: ClosedRange<Double>) {
    self.x = x
    self.y = y
  }
}

extension Region {
  var diagonal: Double {
    Point(x.upperBound - x.lowerBound, y.upperBound - y.lowerBound).norm
  }

  func contains(_ p: Point<Double>) -> Bool { x.contains(p.x) && y.contains(p.y) }

  /// The point at these fractions of width and height.
  func point(_ u: Double, _ v: Double) -> Point<Double> {
    Point(
      x.lowerBound + u * (x.upperBound - x.lowerBound),
      y.lowerBound + v * (y.upperBound - y.lowerBound))
  }

  /// The frame grown to hold this point with a margin of a tenth of its size.
  func including(_ p: Point<Double>) -> Region {
    guard p.isFinite else { return self }
    let margin = 0.1 * diagonal
    return Region(
      x: min(x.lowerBound, p.x - margin)...max(x.upperBound, p.x + margin),
      y: min(y.lowerBound, p.y - margin)...max(y.upperBound, p.y + margin))
  }
}

/// Points and curves of a surface that are known in closed form.
public struct Landmarks: Sendable {
  public var minima: [Point<Double>]
  public var saddles: [Point<Double>]
  /// Pieces of the valley of minima, each a curve t ↦ point over a range of t.
  public var valley: [Curve]

  public init(
    minima: [Point<Double>] = [], saddles: [Point<Double>] = [], valley: [Curve] = []
  ) {
    self.minima = minima
    self.saddles = saddles
    self.valley = valley
  }

  /// A parametric curve.
  public struct Curve: Sendable {
    public let range: ClosedRange<Double>
    public let point: @Sendable (Double) -> Point<Double>

    public init(
      _ range: ClosedRange<Double>, _ point: @escaping @Sendable (Double) -> Point<Double>
    ) {
      self.range = range
      self.point = point
    }
  }
}
