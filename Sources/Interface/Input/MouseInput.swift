import Drawing
import Engine

/// A mouse drag: the pressed cell, and the map with its region and viewpoint at that time.
struct DragState: Sendable, Equatable {
  let position: Position
  let map: Rect
  let camera: Region
  let orbit: Orbit
  /// Whether the mouse has moved since the press, so its release is not a click.
  var isDragging = false
}

extension AppState {
  /// Handles a mouse action.
  ///
  /// A click places the start, focuses a run, or sets η and ρ on the stability map. A drag pans the
  /// map or rotates the relief, and the wheel zooms.
  mutating func handleMouse(_ mouse: Mouse) -> [Effect] {
    switch (mode, mouse.action) {
    case (.normal, .press), (.placingStart, .press): return handlePress(at: mouse.position)
    case (_, .drag): handleDrag(to: mouse.position)
    case (.normal, .release), (.placingStart, .release): return handleRelease()
    case (.normal, .wheelUp): zoom(by: 1 / 1.25)
    case (.normal, .wheelDown): zoom(by: 1.25)
    default: break
    }
    return []
  }

  private mutating func handlePress(at position: Position) -> [Effect] {
    let layout = layout
    drag = nil
    if let run = layout.run(at: position) { focusedRun = focusedRun == run ? nil : run }
    if mode == .normal, layout.stability?.contains(position.row, position.column) == true {
      return setKnobs(to: position)
    }
    if let map = layout.map(at: position) ?? layout.relief,
      map.contains(position.row, position.column)
    {
      drag = DragState(position: position, map: map, camera: camera, orbit: orbit)
    }
    return []
  }

  /// Pans the map to keep the pressed point under the mouse, or rotates the relief.
  private mutating func handleDrag(to position: Position) {
    guard var drag, drag.isDragging || position != drag.position else { return }
    drag.isDragging = true
    self.drag = drag
    isFollowing = false
    let columns = Double(position.column - drag.position.column)
    let rows = Double(position.row - drag.position.row)
    if drag.map == layout.relief {
      var rotated = drag.orbit
      rotated.rotate(yaw: -3 * columns, pitch: 3 * rows)
      orbit = rotated
      return
    }
    let (x, y) = (drag.camera.x, drag.camera.y)
    center(
      on: Point(
        x.middle - columns / Double(drag.map.columns) * x.length,
        y.middle + rows / Double(drag.map.rows) * y.length))
  }

  private mutating func handleRelease() -> [Effect] {
    defer { drag = nil }
    guard let drag, !drag.isDragging, drag.map != layout.relief,
      let point = Projection(camera, onto: drag.map).point(at: drag.position)
    else { return [] }
    mode = .normal
    var next = experiment
    next.setStart(at: point)
    return commit(next)
  }

  /// Centres the map on the followed run when the run comes near the border.
  ///
  /// Recentring at every step would make the map restless.
  mutating func recenterOnFollowedRun() {
    guard isFollowing, let run = focusedRuns.first, let point = nonDivergedPoint(of: run) else {
      return
    }
    let (x, y) = (camera.x.scaled(by: 0.6), camera.y.scaled(by: 0.6))
    if !x.contains(point.x) || !y.contains(point.y) { center(on: point) }
  }

  /// Returns the iterate of a run at the playhead; nil once the run has diverged.
  func nonDivergedPoint(of run: Int) -> Point<Double>? {
    let point = point(of: run)
    return point.isFinite && point.norm < Trajectory.divergenceNorm ? point : nil
  }
}
