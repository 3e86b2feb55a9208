import Drawing
import Engine

/// The visible region of the map and the viewpoint of the relief, with the drag that moves either.
struct Camera: Sendable, Equatable {
  /// The region of the plane that the map shows.
  var region: Region
  /// The viewpoint of the relief.
  var orbit = Orbit()
  /// Whether the camera follows the focused run.
  var isFollowing = false
  private var drag: Drag?

  init(_ region: Region) { self.region = region }

  /// A drag: the pressed cell, and the map with its region and viewpoint at that time.
  private struct Drag: Sendable, Equatable {
    let position: Position
    let map: Rect
    let region: Region
    let orbit: Orbit
    /// Whether the mouse has moved since the press, so its release is not a click.
    var isDragging = false
  }

  /// Shows a region, stops following, and resets the viewpoint.
  mutating func reset(to region: Region) {
    self.region = region
    isFollowing = false
    orbit = Orbit()
  }

  /// The region rounded to 10⁻⁵ of its sides, below the resolution of the screen.
  ///
  /// Its text is short, and the region that is parsed from its text is equal.
  var roundedRegion: Region { Region(x: region.x.rounded, y: region.y.rounded) }

  /// Moves the region by fractions of its sides; returns a message if the region cannot move.
  mutating func pan(x: Double, y: Double) -> String? {
    isFollowing = false
    return center(
      on: Point(region.x.middle + x * region.x.length, region.y.middle + y * region.y.length))
  }

  /// Scales the region about its centre; returns a message at the limit of the resolution.
  mutating func zoom(by factor: Double) -> String? {
    let (x, y) = (region.x.scaled(by: factor), region.y.scaled(by: factor))
    guard x.isUsable, y.isUsable else {
      return "cannot zoom \(factor < 1 ? "in" : "out") further"
    }
    region = Region(x: x, y: y)
    return nil
  }

  /// Centres the region on a point; returns a message if the region cannot move.
  mutating func center(on point: Point<Double>) -> String? {
    let (x, y) = (region.x.centered(on: point.x), region.y.centered(on: point.y))
    guard x.isUsable, y.isUsable else { return "cannot pan further" }
    region = Region(x: x, y: y)
    return nil
  }

  /// Centres the region on a followed point near the border; returns a message on failure.
  ///
  /// Recentring at every step would make the map restless.
  mutating func follow(_ point: Point<Double>) -> String? {
    let (x, y) = (region.x.scaled(by: 0.6), region.y.scaled(by: 0.6))
    return x.contains(point.x) && y.contains(point.y) ? nil : center(on: point)
  }

  /// Starts a drag at a cell of a map or of the relief; nil without a map only ends a drag.
  mutating func press(at position: Position, in map: Rect?) {
    drag = map.map { Drag(position: position, map: $0, region: region, orbit: orbit) }
  }

  /// Pans the map to keep the pressed point under the mouse, or rotates the relief.
  ///
  /// Returns a message if the region cannot move.
  mutating func drag(to position: Position, relief: Rect?) -> String? {
    guard var drag, drag.isDragging || position != drag.position else { return nil }
    drag.isDragging = true
    self.drag = drag
    isFollowing = false
    let columns = Double(position.column - drag.position.column)
    let rows = Double(position.row - drag.position.row)
    if drag.map == relief {
      orbit = drag.orbit
      orbit.rotate(yaw: -3 * columns, pitch: 3 * rows)
      return nil
    }
    let (x, y) = (drag.region.x, drag.region.y)
    return center(
      on: Point(
        x.middle - columns / Double(drag.map.columns) * x.length,
        y.middle + rows / Double(drag.map.rows) * y.length))
  }

  /// Ends a drag; returns the point of the plane if the mouse has only clicked the map.
  mutating func release(relief: Rect?) -> Point<Double>? {
    defer { drag = nil }
    guard let drag, !drag.isDragging, drag.map != relief else { return nil }
    return Projection(region, onto: drag.map).point(at: drag.position)
  }
}
