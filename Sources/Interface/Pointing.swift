import Drawing
import Engine

/// A map held by the mouse: where it was taken, and what it showed then.
struct Grip: Sendable, Equatable {
  let position: Position
  let map: Rect
  let camera: Frame
  let orbit: Orbit
  /// Whether the mouse has moved since, so that its release is no click.
  var isDragging = false
}

extension AppState {
  /// A click places the start, focuses a run or jumps on the map of η and ρ; a drag pans; the wheel
  /// zooms.
  mutating func point(_ mouse: Mouse) -> [Effect] {
    switch (mode, mouse.action) {
    case (.watching, .press), (.placing, .press): return press(at: mouse.position)
    case (_, .drag): drag(to: mouse.position)
    case (.watching, .release), (.placing, .release): return release()
    case (.watching, .wheelUp): zoom(by: 1 / 1.25)
    case (.watching, .wheelDown): zoom(by: 1.25)
    default: break
    }
    return []
  }

  private mutating func press(at position: Position) -> [Effect] {
    let layout = layout
    grip = nil
    if let run = layout.card(at: position) { focus = focus == run ? nil : run }
    if mode == .watching, layout.stability?.contains(position.row, position.column) == true {
      return jump(to: position)
    }
    if let map = layout.map(at: position) ?? layout.relief,
      map.contains(position.row, position.column)
    {
      grip = Grip(position: position, map: map, camera: camera, orbit: orbit)
    }
    return []
  }

  /// Moves what is shown so that the place that was taken stays under the mouse; the relief turns.
  private mutating func drag(to position: Position) {
    guard var grip, grip.isDragging || position != grip.position else { return }
    grip.isDragging = true
    self.grip = grip
    isFollowing = false
    let columns = Double(position.column - grip.position.column)
    let rows = Double(position.row - grip.position.row)
    if grip.map == layout.relief {
      var turned = grip.orbit
      turned.turn(yaw: -3 * columns, pitch: 3 * rows)
      orbit = turned
      return
    }
    let (x, y) = (grip.camera.x, grip.camera.y)
    center(
      on: Point(
        x.middle - columns / Double(grip.map.columns) * x.length,
        y.middle + rows / Double(grip.map.rows) * y.length))
  }

  private mutating func release() -> [Effect] {
    defer { grip = nil }
    guard let grip, !grip.isDragging, grip.map != layout.relief,
      let plane = Projection(camera, onto: grip.map).point(at: grip.position)
    else { return [] }
    mode = .watching
    var next = experiment
    next.place(at: plane)
    return set(next)
  }

  /// Brings the followed run back to the middle when it comes near the border.
  ///
  /// A map that moved with every step would not be calm.
  mutating func keepInSight() {
    guard isFollowing, let run = focused.first, let point = place(of: run) else { return }
    let (x, y) = (camera.x.scaled(by: 0.6), camera.y.scaled(by: 0.6))
    if !x.contains(point.x) || !y.contains(point.y) { center(on: point) }
  }
  /// Where a run is now; nil once it has left the plane.
  func place(of run: Int) -> Point<Double>? {
    let point = point(of: run)
    return point.isFinite && point.norm < Trajectory.escape ? point : nil
  }
}
