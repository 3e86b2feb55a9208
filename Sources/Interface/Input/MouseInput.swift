import Drawing
import Engine

extension AppState {
  /// Handles a mouse action.
  ///
  /// A click places the start, focuses a run, or sets η and ρ on the stability map. A drag pans the
  /// map or rotates the relief, and the wheel zooms.
  mutating func handleMouse(_ mouse: Mouse) -> [Effect] {
    switch (input.mode, mouse.action) {
    case (.normal, .press), (.placingStart, .press): return handlePress(at: mouse.position)
    case (.probing(let probe), .press): moveProbe(to: mouse.position, probe)
    case (_, .drag):
      message = camera.drag(to: mouse.position, relief: layout.relief) ?? message
    case (.normal, .release), (.placingStart, .release): return handleRelease()
    case (.reading(let page), .wheelUp): return handlePageKey(.up, in: page)
    case (.reading(let page), .wheelDown): return handlePageKey(.down, in: page)
    case (.reading, .press): input.mode = .normal
    case (.normal, .wheelUp): zoom(by: 1 / 1.25)
    case (.normal, .wheelDown): zoom(by: 1.25)
    default: break
    }
    return []
  }

  private mutating func handlePress(at position: Position) -> [Effect] {
    let layout = layout
    camera.press(at: position, in: nil)
    if !isComparing, let pane = layout.runPane(at: position) {
      selection.toggleFocus(of: runsOfPanes(layout, under: panels)[pane].run)
    }
    if input.mode == .normal, layout.stability?.map.contains(position.row, position.column) == true
    {
      return setKnobs(to: position)
    }
    if let map = layout.map(at: position) ?? layout.relief,
      map.contains(position.row, position.column)
    {
      camera.press(at: position, in: map)
    }
    return []
  }

  private mutating func handleRelease() -> [Effect] {
    guard let point = camera.release(relief: layout.relief) else { return [] }
    input.mode = .normal
    var next = experiment
    next.setStart(at: point)
    return commit(next)
  }

  /// Keeps the followed run inside the map.
  mutating func recenterOnFollowedRun() {
    guard camera.isFollowing, let run = focusedRuns.first,
      let point = nonDivergedPlace(of: run)
    else { return }
    message = camera.follow(point) ?? message
  }

  /// Returns the point of the map at which a run is drawn; nil once the run has diverged.
  func nonDivergedPlace(of run: Int) -> Point<Double>? {
    let point = point(of: run)
    guard point.isFinite, point.norm < Trajectory.divergenceNorm else { return nil }
    return surface.place(of: point)
  }
}
