/// A point or vector of the plane, such as the parameters w = (x, y) or a gradient.
public struct Point<N: Number>: Sendable {
  /// The first coordinate.
  public var x: N
  /// The second coordinate.
  public var y: N

  /// Creates a point from its coordinates.
  @inline(__always)
  public init(_ x: N, _ y: N) {
    self.x = x
    self.y = y
  }

  /// Returns the sum of two vectors.
  @inline(__always)
  public static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }

  /// Returns the difference of two vectors.
  @inline(__always)
  public static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }

  /// Returns a vector multiplied by a scalar.
  @inline(__always)
  public static func * (scale: N, p: Point) -> Point { Point(scale * p.x, scale * p.y) }

  /// Returns the vector of opposite direction.
  @inline(__always)
  public static prefix func - (p: Point) -> Point { Point(-p.x, -p.y) }

  /// Returns the dot product ⟨self, other⟩.
  @inline(__always)
  public func dot(_ other: Point) -> N { x * other.x + y * other.y }

  /// Returns the point of the transformed coordinates.
  @inline(__always)
  public func map(_ transform: (N) -> N) -> Point { Point(transform(x), transform(y)) }

  /// Returns the point of the coordinates of `self` and `other`, combined in pairs.
  @inline(__always)
  public func zip(_ other: Point, _ combine: (N, N) -> N) -> Point {
    Point(combine(x, other.x), combine(y, other.y))
  }
}

extension Point: VectorSpace {}

extension Point: Equatable where N: Equatable {}
extension Point: Hashable where N: Hashable {}

extension Point where N == Double {
  /// The origin.
  public static let zero = Point(0, 0)

  /// Whether both coordinates are finite.
  public var isFinite: Bool { x.isFinite && y.isFinite }

  /// Whether a coordinate is NaN.
  var isNaN: Bool { x.isNaN || y.isNaN }
}
