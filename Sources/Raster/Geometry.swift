/// A point of a figure, in its units.
public struct FigurePoint: Sendable, Hashable {
  /// The abscissa, to the right.
  public var x: Double
  /// The ordinate, downwards.
  public var y: Double

  /// Creates a point.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  static func + (a: FigurePoint, b: FigurePoint) -> FigurePoint {
    FigurePoint(a.x + b.x, a.y + b.y)
  }

  static func - (a: FigurePoint, b: FigurePoint) -> FigurePoint {
    FigurePoint(a.x - b.x, a.y - b.y)
  }

  static func * (factor: Double, a: FigurePoint) -> FigurePoint {
    FigurePoint(factor * a.x, factor * a.y)
  }

  /// The distance from the origin.
  var length: Double { (x * x + y * y).squareRoot() }

  /// The point rotated about the origin by a quarter turn.
  var rotated: FigurePoint { FigurePoint(-y, x) }

  var isFinite: Bool { x.isFinite && y.isFinite }
}

/// A rectangle of a figure, in its units.
public struct Box: Sendable, Hashable {
  /// The upper left corner and the size.
  public var x, y, width, height: Double

  /// Creates a rectangle.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The abscissa of the right side.
  public var right: Double { x + width }
  /// The ordinate of the lower side.
  public var bottom: Double { y + height }

  /// The corners in order.
  var corners: [FigurePoint] {
    [
      FigurePoint(x, y), FigurePoint(right, y), FigurePoint(right, bottom), FigurePoint(x, bottom),
    ]
  }

  /// Returns the box shrunk at each side, at least 1 × 1.
  public func inset(
    left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0
  ) -> Box {
    Box(
      x: x + left, y: y + top, width: max(width - left - right, 1),
      height: max(height - top - bottom, 1))
  }

  /// Whether a point lies in the box or on its border.
  public func contains(_ point: FigurePoint) -> Bool {
    point.x >= x && point.x <= right && point.y >= y && point.y <= bottom
  }
}

/// A scaling followed by a translation: figure units to pixels.
struct Placement {
  var scale: Double
  var origin: FigurePoint

  func callAsFunction(_ point: FigurePoint) -> FigurePoint { scale * point + origin }

  /// Returns the placement of a part with its own origin.
  func moved(by offset: FigurePoint) -> Placement {
    Placement(scale: scale, origin: self(offset))
  }
}
