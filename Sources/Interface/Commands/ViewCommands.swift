import Drawing
import Engine
import Integers
import Lessons
import Scenes

extension Command {
  static let focusNext = Command(
    "focus", "focus the next run; changes then apply to that run only", .view, [.tab],
    changing: { state, _ in state.selection.focusNext(of: state.recordings.count) })

  static let focusPrevious = Command(
    "focus-previous", "focus the previous run", .view, [.backTab],
    changing: { state, _ in state.selection.focusPrevious(of: state.recordings.count) })

  static let hideRun = Command(
    "hide", "hide or show the focused run", .view, [.character("!")],
    changing: { state, _ in
      guard let run = state.selection.focusedRun else {
        state.message = "no run is focused: \(state.label(of: .focusNext)) focuses a run"
        return
      }
      state.selection.toggleHidden(run)
    })

  static let ascentStep = Command(
    "probe", "ascent step w → w+ε", .view, [.character("w")],
    changing: { state, _ in state.toggle(.ascentSteps) })

  static let contours = Command(
    "contours", "contours of the map", .view, [.character("c")],
    changing: { state, _ in state.toggle(.contours) })

  static let valley = Command(
    "valley", "valley of minima, or valley floor", .view, [.character("m")],
    changing: { state, _ in
      state.toggle(.valley)
      if state.layers.shows(.valley), state.caches.predictions.map.valleyFloor.isEmpty,
        state.surface.landmarks.valley.isEmpty
      {
        state.message = "no valley floor found near the runs"
      }
    })

  static let prediction = Command(
    "prediction", "predictions: threshold points, drift path of SAM, values", .view,
    [.character("P")],
    changing: { state, _ in
      state.toggle(.predictions)
      state.message = state.noPathReason ?? state.message
    })

  static let inspector = Command(
    "inspector", "numbers of the update; each statement of a rule", .view, [.character("I")],
    changing: { state, _ in state.layers.toggleInspector() })

  static let probe = Command(
    "read", "read x, y, loss, ‖∇f‖ and λmax under a cursor; Enter or a second click measures",
    .view,
    [.character("@")], changing: { state, _ in state.startProbe() })

  static let nextPlot = Command(
    "plot", "next plot beside the map: loss, ‖∇f‖, λmax, distance, angle, amplitude", .view,
    [.character("p")],
    changing: { state, _ in
      let plot = state.quantities.next(after: state.viewport.plot ?? .sharpness)
      state.viewport.plot = plot
      state.message = "plot: \(plot.titles[0])"
    })

  static let maximize = Command(
    "whole", "maximize the view, or restore all panes", .view, [.character("f")],
    changing: { state, _ in
      state.viewport.isMaximized.toggle()
    })

  static let big = Command(
    "big", "few and large parts for a projector, or all panes", .view, [.character("B")],
    changing: { state, _ in
      state.options.preferences.isBig.toggle()
      if state.preferences.isBig, state.largeText == nil {
        state.message = "the screen is too small for large parts"
      }
    })

  static let shorterTrail = Command(
    "shorter-trail", "shorter trails", .view, [.character("t")],
    changing: { state, _ in state.changeTrailLength(by: -1) })

  static let longerTrail = Command(
    "longer-trail", "longer trails", .view, [.character("T")],
    changing: { state, _ in state.changeTrailLength(by: 1) })

  static let field = Command(
    "field", "colours of the map: loss, λmax, ‖∇f‖, basins", .view, [.character("v")],
    changing: { state, _ in
      guard !state.isOnProblem else {
        state.message = "the map of a problem shows its loss"
        return
      }
      state.layers.selectNextField()
      let run = state.title(of: state.focusedRuns.first ?? 0)
      state.message =
        state.layers.field == .basins
        ? "the map shows the basins of attraction of \(run)"
        : "the map shows \(state.layers.field.rawValue)"
    })

  static let scale = Command(
    "scale", "scale of the map: log, linear, rank", .view, [.character("z")],
    changing: { state, _ in state.layers.selectNextScale() })

  static let panLeft = Command(
    "pan-left", "pan left", .view, [.character("h")], acceptsCount: true,
    changing: { state, count in state.pan(x: -1, y: 0, times: count ?? 1) })

  static let panDown = Command(
    "pan-down", "pan down", .view, [.character("j")], acceptsCount: true,
    changing: { state, count in state.pan(x: 0, y: -1, times: count ?? 1) })

  static let panUp = Command(
    "pan-up", "pan up", .view, [.character("k")], acceptsCount: true,
    changing: { state, count in state.pan(x: 0, y: 1, times: count ?? 1) })

  static let panRight = Command(
    "pan-right", "pan right", .view, [.character("l")], acceptsCount: true,
    changing: { state, count in state.pan(x: 1, y: 0, times: count ?? 1) })

  static let zoomIn = Command(
    "zoom-in", "zoom in", .view, [.character("="), .character("+")],
    changing: { state, _ in state.zoom(by: 1 / 1.25) })

  static let zoomOut = Command(
    "zoom-out", "zoom out", .view, [.character("-")],
    changing: { state, _ in state.zoom(by: 1.25) })

  static let resetCamera = Command(
    "fit", "reset the view to the lesson's region", .view, [.character("0")],
    changing: { state, _ in
      let region = state.openingRegion
      if state.camera.region == region {
        state.message =
          "the map shows the \(state.isOnProblem ? "paths" : "lesson's region") already"
      }
      state.camera.reset(to: region)
    })

  static let follow = Command(
    "follow", "follow the focused run, or stop following", .view, [.character("F")],
    changing: { state, _ in
      guard let run = state.focusedRuns.first else { return }
      guard !state.camera.isFollowing else {
        state.camera.isFollowing = false
        state.message = "the map no longer follows \(state.title(of: run))"
        return
      }
      guard let point = state.nonDivergedPlace(of: run) else {
        let ending = state.recordings[run].trajectory.ending
        state.message = "cannot follow \(state.title(of: run)): the run has \(ending)"
        return
      }
      state.camera.isFollowing = true
      state.message =
        state.camera.center(on: point) ?? "the map follows \(state.title(of: run))"
    })

  static let colorMap = Command(
    "color-map", "next colour map", .view, [.character("C")],
    changing: { state, _ in
      state.options.selectNextColorMap()
      state.message = "colour map: \(state.display.colorMap.rawValue)"
    })
}

extension AppState {
  /// Shows or hides an overlay.
  mutating func toggle(_ layer: MapLayer) {
    layers.toggle(layer)
    if layer == .valley || layer == .predictions { updatePredictions() }
  }

  /// Shows the overlays with some names, and hides the others.
  mutating func showOverlays(_ names: [String]) {
    layers.showOverlays(names)
    updatePredictions()
  }

  /// Switches to a view.
  mutating func show(_ view: View) {
    viewport.view = view
  }

  /// Selects a longer or, for a negative offset, a shorter trail.
  mutating func changeTrailLength(by offset: Int) {
    layers.changeTrailLength(by: offset)
    message = layers.trailLength.text
  }

  /// Moves the camera by tenths of the visible region.
  ///
  /// In the stability view the cursor moves, and in the relief view the viewpoint rotates.
  mutating func pan(x: Double, y: Double, times: Int) {
    if view == .stability, let map = layout.stability?.map, !map.isEmpty {
      let cursor =
        sweepGrids.cursor ?? stabilityPosition ?? Position(row: map.row, column: map.column)
      sweepGrids.cursor = Position(
        row: min(max(cursor.row - Int(clamping: y) * times, map.row), map.endRow - 1),
        column: min(max(cursor.column + Int(clamping: x) * times, map.column), map.endColumn - 1))
      return
    }
    if view == .relief {
      camera.orbit.rotate(yaw: 10 * x * Double(times), pitch: 5 * y * Double(times))
      return
    }
    message = camera.pan(x: x * 0.1 * Double(times), y: y * 0.1 * Double(times)) ?? message
  }

  /// Scales the visible region about its centre; in the relief view, zooms by the inverse factor.
  mutating func zoom(by factor: Double) {
    if view == .relief { return camera.orbit.zoomOut(by: factor) }
    message = camera.zoom(by: factor) ?? message
  }
}
