import Drawing
import Engine
import Export
import Interface
import Lessons
import Scenes
import Synchronization
import TerminalShell

extension Figure {
  /// Creates a figure of the state's current view.
  ///
  /// If the monitor cancels, the figure lacks its maps of outcomes.
  ///
  /// - Throws: `EngineError` if the catalog rejects a sweep of the state.
  init(_ state: AppState, _ monitor: SaveMonitor = SaveMonitor()) throws(EngineError) {
    let kind: Kind =
      switch state.view {
      case .map: .map
      case .stability: .stability
      case .sideBySide: .sideBySide
      // The figure of a split has the plots of each value below its map.
      case .plots: state.splitNote == nil ? .plots : .sideBySide
      case .relief:
        .relief(
          state.reliefViewpoint.yaw, pitch: state.reliefViewpoint.pitch,
          zoom: state.reliefViewpoint.zoom)
      case .lesson: .lesson(state.lessonText)
      }
    self.init(
      kind, title: Self.title(of: state), subtitle: state.summary,
      source: state.scenario.source, surface: state.surface, frame: state.visibleRegion,
      step: state.playhead, steps: state.experiment.steps,
      runs: state.plottedRuns)
    scale = state.heatScale
    comparison = state.comparedRuns.map { ComparedSurface($0.surface, runs: $0.runs) }
    trainingPath = state.trainingPath
    planeNote = state.planeNote
    if let note = state.trainingPathNote { subtitle = note }
    if let note = state.splitNote { subtitle = note }
    let recordings = runs.map(\.recording)
    if surface.projection == nil {
      predictions = MapPredictions(
        of: recordings, on: surface, in: frame, near: surface.info.start,
        theories: recordings.map(Theory.init))
    }
    if kind == .stability { outcomeMaps = try stabilityMaps(state, monitor) }
    (colorMap, isLight) = (state.display.colorMap, state.display.isLight)
  }

  /// Creates the figure of a lesson at its last step, on a light background.
  ///
  /// - Throws: `EngineError` if the catalog rejects the surface, an optimizer or a parameter.
  init(_ lesson: Scenario) throws(EngineError) {
    var state = try AppState(
      scenario: lesson, gallery: [], size: Size(rows: 24, columns: 80),
      display: Display(map: .paper, light: true), preferences: Preferences(), lessonIDs: [])
    state.show(step: lesson.steps, view: lesson.comparison == nil ? .map : .sideBySide)
    state.completeProblem()
    try self.init(state)
  }

  /// Returns the title of the screen, or the names of the runs in place of a bare formula, which is
  /// below the title anyway.
  private static func title(of state: AppState) -> String {
    guard state.title == state.surface.info.formula else { return state.title }
    var names: [String] = []
    for run in state.plottedRuns where !names.contains(run.shortName) {
      names.append(run.shortName)
    }
    guard names.count > 1, let last = names.last else { return names.first ?? state.title }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Returns the maps over η and ρ, with the stability boundary at the flattest minimum.
  private func stabilityMaps(
    _ state: AppState, _ monitor: SaveMonitor
  ) throws(EngineError) -> [OutcomeMap] {
    var maps: [OutcomeMap] = []
    let sweeps = state.stabilitySweeps(columns: 128, rows: 96)
    let counter = CellCounter(total: sweeps.reduce(0) { $0 + $1.sweep.count }, monitor)
    for (index, sweep) in sweeps {
      let computed = try SweepPlan(sweep).cells(
        Array(0..<sweep.count), isCancelled: monitor.isCancelled, onProgress: counter.add)
      guard let cells = computed else { return maps }
      let (run, recording) = (runs[index], runs[index].recording)
      let start: Double? =
        switch sweep.y.parameter {
        case .startX: recording.run.start.x
        case .startY: recording.run.start.y
        default: nil
        }
      // On a map shared with other runs, a run without ρ is at the bottom.
      let marks = state.settings(of: state.visibleRuns[index]).map { settings in
        Point(
          sweep.x.position(settings.value(of: .eta) ?? recording.knobs[.eta]),
          sweep.y.position(start ?? settings.value(of: .rho) ?? sweep.y.low))
      }
      maps.append(
        OutcomeMap(
          SweepMap(run.name, sweep, cells), boundaryLine: sweep.flattestBoundary(on: surface),
          currentRuns: marks.map { (run, $0) }))
    }
    return maps
  }
}

/// A counter of computed cells, which reports the fraction of all cells.
private final class CellCounter: Sendable {
  private let done = Atomic(0)
  private let total: Int
  private let monitor: SaveMonitor

  init(total: Int, _ monitor: SaveMonitor) {
    self.total = total
    self.monitor = monitor
  }

  @Sendable func add(_ count: Int) {
    let sum = done.add(count, ordering: .relaxed).newValue
    monitor.report(Double(sum) / Double(max(total, 1)))
  }
}
