import Drawing
import Engine

extension Command {
  static let focusNext = Command(
    "focus", "focus the next run; its knobs alone are turned", .view, [.tab],
    changing: { state, _ in
      let next = state.focusedRun.map { $0 + 1 } ?? 0
      state.focusedRun = next < state.recordings.count ? next : nil
    })

  static let focusPrevious = Command(
    "focus-previous", "focus the run before", .view, [.backTab],
    changing: { state, _ in
      let former = (state.focusedRun ?? state.recordings.count) - 1
      state.focusedRun = former >= 0 ? former : nil
    })

  static let hideRun = Command(
    "hide", "hide or show the focused run", .view, [.character("!")],
    changing: { state, _ in
      guard let focus = state.focusedRun else {
        state.message = "\(state.label(of: .focusNext)) focuses a run first"
        return
      }
      state.hiddenRuns.formSymmetricDifference([focus])
    })

  static let ascentStep = Command(
    "probe", "show the look uphill w → w+ε", .view, [.character("w")],
    changing: { state, _ in state.toggle(.ascentStep) })

  static let contours = Command(
    "contours", "lines of equal loss", .view, [.character("c")],
    changing: { state, _ in state.toggle(.contours) })

  static let valley = Command(
    "valley", "the valley of minima", .view, [.character("m")],
    changing: { state, _ in
      state.toggle(.valley)
      if state.overlays.contains(.valley), state.predictionOverlay.valleyFloor == nil,
        state.surface.landmarks.valley.isEmpty
      {
        state.message = "there is no valley floor near the runs"
      }
    })

  static let prediction = Command(
    "prediction", "what theory predicts: where runs stop, SAM's way, laws on the cards", .view,
    [.character("P")],
    changing: { state, _ in
      state.toggle(.prediction)
      state.message = state.noPathReason ?? state.message
    })

  static let inspector = Command(
    "inspector", "this step written out in numbers", .view, [.character("I")],
    changing: { state, _ in state.toggle(.inspector) })

  static let maximize = Command(
    "whole", "the view alone, or all of the screen again", .view, [.character("f")],
    changing: { state, _ in
      state.isMaximized.toggle()
    })

  static let shorterTrail = Command(
    "shorter-trail", "shorter trails", .view, [.character("t")],
    changing: { state, _ in state.changeTrailLength(by: -1) })

  static let longerTrail = Command(
    "longer-trail", "longer trails", .view, [.character("T")],
    changing: { state, _ in state.changeTrailLength(by: 1) })

  static let field = Command(
    "field", "what the colours tell: loss, λmax, ‖∇f‖, where starts end", .view, [.character("v")],
    changing: { state, _ in
      let fields = Field.allCases
      let at = fields.firstIndex(of: state.field) ?? 0
      state.field = fields[(at + 1) % fields.count]
      state.message =
        state.field == .basins
        ? "the colours tell where a start of \(state.title(of: state.focusedRuns.first ?? 0)) ends"
        : "the colours tell \(state.field.rawValue)"
    })

  static let scale = Command(
    "scale", "scale of the map: log, linear, rank", .view, [.character("z")],
    changing: { state, _ in
      state.scale =
        switch state.scale {
        case .log: .linear
        case .linear: .rank
        case .rank: .log
        }
    })

  static let panLeft = Command(
    "pan-left", "pan left", .view, [.character("h")], counts: true,
    changing: { state, count in state.pan(x: -1, y: 0, times: count ?? 1) })

  static let panDown = Command(
    "pan-down", "pan down", .view, [.character("j")], counts: true,
    changing: { state, count in state.pan(x: 0, y: -1, times: count ?? 1) })

  static let panUp = Command(
    "pan-up", "pan up", .view, [.character("k")], counts: true,
    changing: { state, count in state.pan(x: 0, y: 1, times: count ?? 1) })

  static let panRight = Command(
    "pan-right", "pan right", .view, [.character("l")], counts: true,
    changing: { state, count in state.pan(x: 1, y: 0, times: count ?? 1) })

  static let zoomIn = Command(
    "zoom-in", "zoom in", .view, [.character("="), .character("+")],
    changing: { state, _ in state.zoom(by: 1 / 1.25) })

  static let zoomOut = Command(
    "zoom-out", "zoom out", .view, [.character("-")],
    changing: { state, _ in state.zoom(by: 1.25) })

  static let resetCamera = Command(
    "fit", "the lesson's part of the plane", .view, [.character("0")],
    changing: { state, _ in
      if state.camera == state.scenario.view { state.message = "this is the lesson's part" }
      state.isFollowing = false
      state.camera = state.scenario.view
      state.orbit = Orbit()
    })

  static let follow = Command(
    "follow", "follow the focused run, or stop following", .view, [.character("F")],
    changing: { state, _ in
      guard let run = state.focusedRuns.first else { return }
      guard !state.isFollowing else {
        state.isFollowing = false
        state.message = "the map stays here"
        return
      }
      guard let point = state.nonDivergedPoint(of: run) else {
        state.message = "that run has left the plane"
        return
      }
      state.isFollowing = true
      state.center(on: point)
      state.message = "the map follows \(state.title(of: run))"
    })

  static let colorMap = Command(
    "color-map", "next colour map", .view, [.character("C")],
    changing: { state, _ in
      let maps = Display.ColorMap.allCases
      let at = maps.firstIndex(of: state.display.colorMap) ?? 0
      state.display.colorMap = maps[(at + 1) % maps.count]
      state.message = "colours: \(state.display.colorMap.rawValue)"
    })
}

extension AppState {
  mutating func toggle(_ overlay: Overlay) {
    overlays.formSymmetricDifference([overlay])
    if overlay == .valley || overlay == .prediction { updatePredictions() }
  }

  mutating func show(_ view: View) {
    self.view = view
  }

  mutating func changeTrailLength(by offset: Int) {
    let trails = TrailLength.allCases
    let at = trails.firstIndex(of: trailLength) ?? 0
    trailLength = trails[min(max(at + offset, 0), trails.count - 1)]
    message =
      switch trailLength {
      case .none: "trails: none"
      case .full: "trails: whole"
      default: "trails: the last \(trailLength.rawValue) steps"
      }
  }

  /// Moves the camera by tenths of what it shows.
  ///
  /// In relief the eye goes round instead.
  mutating func pan(x: Double, y: Double, times: Int) {
    if view == .stability, let rect = layout.stability {
      let here =
        stabilityCursor ?? stabilityPosition ?? Position(row: rect.row, column: rect.column)
      stabilityCursor = Position(
        row: min(max(here.row - Int(y) * times, rect.row), max(rect.endRow - 2, rect.row)),
        column: min(max(here.column + Int(x) * times, rect.column), rect.endColumn - 1))
      return
    }
    if view == .relief {
      orbit.rotate(yaw: 10 * x * Double(times), pitch: 5 * y * Double(times))
      return
    }
    isFollowing = false
    let share = 0.1 * Double(times)
    center(
      on: Point(
        camera.x.middle + x * share * camera.x.length, camera.y.middle + y * share * camera.y.length
      ))
  }

  mutating func zoom(by factor: Double) {
    if view == .relief {
      orbit.zoom = min(max(orbit.zoom / factor, 0.25), 8)
      return
    }
    let (x, y) = (camera.x.scaled(by: factor), camera.y.scaled(by: factor))
    guard x.isUsable, y.isUsable else {
      message = "the map goes no \(factor < 1 ? "nearer" : "further")"
      return
    }
    camera = Region(x: x, y: y)
  }

  mutating func center(on point: Point<Double>) {
    let (x, y) = (camera.x.centered(on: point.x), camera.y.centered(on: point.y))
    guard x.isUsable, y.isUsable else {
      message = "the map goes no further"
      return
    }
    camera = Region(x: x, y: y)
  }
}

extension ClosedRange where Bound == Double {
  var length: Double { upperBound - lowerBound }
  var middle: Double { 0.5 * (lowerBound + upperBound) }

  func scaled(by factor: Double) -> ClosedRange {
    let half = 0.5 * length * factor
    return middle - half...middle + half
  }

  func centered(on center: Double) -> ClosedRange {
    center - 0.5 * length...center + 0.5 * length
  }

  /// Whether it is wide enough to tell points apart and near enough to compute with.
  var isUsable: Bool {
    let far = Swift.max(lowerBound.magnitude, upperBound.magnitude)
    return far <= Trajectory.divergenceNorm && length > far * 1e-9 && length > 1e-12
  }
}
