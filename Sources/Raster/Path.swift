import Integers

/// A path of lines and curves, in figure units.
public struct Path: Sendable, Hashable {
  /// A part of a path.
  public enum Element: Sendable, Hashable {
    /// Starts a subpath.
    case move(FigurePoint)
    /// A line to a point.
    case line(FigurePoint)
    /// A cubic Bézier curve with its two control points and its end.
    case curve(FigurePoint, FigurePoint, FigurePoint)
    /// A line to the start of the subpath.
    case close
    /// A circle of its own.
    case circle(FigurePoint, radius: Double)
    /// A rectangle of its own.
    case box(Box)
  }

  /// The parts in order.
  public private(set) var elements: [Element]

  /// Creates a path of parts.
  public init(_ elements: [Element] = []) { self.elements = elements }

  /// Creates the outline of a box.
  public init(_ box: Box) { elements = [.box(box)] }

  /// Creates a circle.
  public init(circleAt center: FigurePoint, radius: Double) {
    elements = [.circle(center, radius: radius)]
  }

  /// Creates polylines; a polyline of one point is a dot.
  public init(_ polylines: [[FigurePoint]], isClosed: Bool = false) {
    elements = []
    for polyline in polylines {
      guard let first = polyline.first else { continue }
      elements.append(.move(first))
      if polyline.count == 1 { elements.append(.line(first)) }
      elements += polyline.dropFirst().map { .line($0) }
      if isClosed { elements.append(.close) }
    }
  }

  /// Creates line segments from their offsets to a point.
  public init(at point: FigurePoint, _ lines: [((Double, Double), (Double, Double))]) {
    self.init(
      lines.map { from, to in
        [point + FigurePoint(from.0, from.1), point + FigurePoint(to.0, to.1)]
      })
  }

  /// Whether nothing is drawn.
  public var isEmpty: Bool { elements.isEmpty }

  /// Appends parts.
  mutating func append(_ more: Path) { elements += more.elements }

  /// Returns the path with each point mapped; circles and boxes are scaled by `factor`.
  func mapped(scaledBy factor: Double, _ map: (FigurePoint) -> FigurePoint) -> Path {
    Path(
      elements.map { element in
        switch element {
        case .move(let p): .move(map(p))
        case .line(let p): .line(map(p))
        case .curve(let a, let b, let p): .curve(map(a), map(b), map(p))
        case .close: .close
        case .circle(let center, let radius): .circle(map(center), radius: radius * factor)
        case .box(let box):
          .box(
            Box(
              x: map(FigurePoint(box.x, box.y)).x, y: map(FigurePoint(box.x, box.y)).y,
              width: box.width * factor, height: box.height * factor))
        }
      })
  }
}

/// A polyline of pixels, and whether its end is joined to its start.
struct Polyline {
  var points: [FigurePoint]
  var isClosed = false
}

extension Path {
  /// The control points of a quarter of a circle of radius 1, by which the error is below 0.03 %.
  private static let quarter = 0.5522847498

  /// Returns the path as polylines, which are at most 0.05 from the curves; in pixels.
  ///
  /// Points that are not finite, or farther than a million from the origin, are left out.
  func flattened(_ placement: Placement) -> [Polyline] {
    var lines: [Polyline] = []
    var line = Polyline(points: [])
    func finish(isClosed: Bool = false) {
      line.isClosed = isClosed
      if !line.points.isEmpty { lines.append(line) }
      line = Polyline(points: [])
    }
    func append(_ point: FigurePoint) {
      if point.isFinite, abs(point.x) < 1e6, abs(point.y) < 1e6 { line.points.append(point) }
    }
    for element in elements {
      switch element {
      case .move(let point):
        finish()
        append(placement(point))
      case .line(let point): append(placement(point))
      case .curve(let a, let b, let end):
        guard let start = line.points.last else { continue }
        Self.curve(start, placement(a), placement(b), placement(end)).forEach(append)
      case .close: finish(isClosed: true)
      case .circle(let center, let radius):
        finish()
        let points = Self.circlePoints(at: placement(center), radius: placement.scale * radius)
        points.forEach(append)
        finish(isClosed: true)
      case .box(let box):
        finish()
        for corner in box.corners { append(placement(corner)) }
        finish(isClosed: true)
      }
    }
    finish()
    return lines
  }

  /// Returns the points of a Bézier curve after its start.
  private static func curve(
    _ p0: FigurePoint, _ p1: FigurePoint, _ p2: FigurePoint, _ p3: FigurePoint
  ) -> [FigurePoint] {
    // The distance between a curve and n chords is at most ¾ of the second difference over n².
    let bend = max((p0 - 2 * p1 + p2).length, (p1 - 2 * p2 + p3).length)
    guard bend.isFinite else { return [p3] }
    let count = min(max(Int(clamping: (15 * bend).squareRoot().rounded(.up)), 1), 64)
    return (1...count).map { index in
      let t = Double(index) / Double(count)
      let s = 1 - t
      return (s * s * s) * p0 + (3 * s * s * t) * p1 + (3 * s * t * t) * p2 + (t * t * t) * p3
    }
  }

  /// Returns the corners of a polygon close to a circle, clockwise on the screen.
  static func circlePoints(at center: FigurePoint, radius r: Double) -> [FigurePoint] {
    let corners = [
      FigurePoint(r, 0), FigurePoint(0, r), FigurePoint(-r, 0), FigurePoint(0, -r),
    ]
    return corners.flatMap { corner in
      let next = corner.rotated
      return curve(
        center + corner, center + corner + quarter * next, center + next + quarter * corner,
        center + next)
    }
  }
}
