import Drawing
import Engine
import Export
import Interface

extension Figure {
  /// What the screen shows of a state, as a figure.
  ///
  /// - Throws: `EngineError` if the catalogue does not know what the state names.
  init(_ state: AppState) throws(EngineError) {
    let kind: Kind =
      switch state.view {
      case .map: .map
      case .stability: .stability
      case .sideBySide: .sideBySide
      case .plots: .plots
      case .relief:
        .relief(
          state.reliefViewpoint.yaw, pitch: state.reliefViewpoint.pitch,
          zoom: state.reliefViewpoint.zoom)
      case .lesson: .lesson(state.lessonText)
      }
    self.init(
      kind, title: state.scenario.title, lesson: state.scenario.lesson,
      source: state.scenario.source, surface: state.surface, frame: state.visibleRegion,
      step: state.playhead, steps: state.experiment.steps,
      actors: state.styledRuns.map {
        PlottedRun(name: $0.title, recording: $0.recording, color: $0.color, glyph: $0.glyph)
      })
    scale = state.heatScale
    computePredictions()
    if kind == .stability { outcomeMaps = try stabilityMaps(state) }
    (colorMap, isLight) = (state.display.colorMap, state.display.isLight)
  }

  /// The maps of η and ρ, with the limit that theory gives at the flattest minimum, as on the screen.
  private func stabilityMaps(_ state: AppState) throws(EngineError) -> [OutcomeMap] {
    let flattest = surface.landmarks.minima.first.map { surface.hessian($0).maxEigenvalue }
    var maps: [OutcomeMap] = []
    for (actor, sweep) in state.stabilitySweeps(columns: 128, rows: 96) {
      let cells = try SweepPlan(sweep).cells(Array(0..<sweep.count)) ?? []
      let (actor, run) = (runs[actor], runs[actor].recording)
      let limit = flattest.flatMap { Sweep.maxStableEta(sweep.base.optimizer, sharpness: $0) }
      let start = sweep.y.parameter == .startY ? run.run.start.y : nil
      let hasRho = run.optimizer.info.knobs.contains { $0.id == Knob.rho.id }
      // A run without a ρ stands at the foot of a map that it shares with others.
      let y = start ?? (hasRho ? run.knobs[.rho] : sweep.y.low)
      maps.append(
        OutcomeMap(
          SweepMap(actor.name, sweep, cells), line: limit.map(sweep.line) ?? [],
          here: (actor, Point(sweep.x.position(run.knobs[.eta]), sweep.y.position(y)))))
    }
    return maps
  }

  /// Asks theory where the runs go and stop.
  private mutating func computePredictions() {
    let recordings = runs.map(\.recording)
    let near = recordings.lazy.filter { $0.trajectory.divergedAt == nil }
      .compactMap { $0.trajectory.points.last }.first { $0.isFinite }
    if let floor = surface.valleyFloor(near: near ?? surface.info.start, in: frame) {
      predictions.valleyFloor = floor.samples.map(\.point)
      predictions.stoppingPoints = Theory.thresholdPoints(on: floor, for: recordings).map {
        ($0.run, $0.point)
      }
    }
    predictions.predictedPaths = recordings.enumerated().compactMap { index, recording in
      let way = Theory.driftPath(recording).map(\.point)
      return way.count > 1 ? (index, way) : nil
    }
  }
}
