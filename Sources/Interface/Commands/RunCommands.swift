import Engine
import Lessons

extension Command {
  static let addRun = Command(
    "add-run", "add a run: an optimizer from a list, or a typed rule", .settings, [.character("A")],
    changing: { state, _ in
      guard state.recordings.count < AppState.maxRuns else {
        state.message =
          "at most \(AppState.maxRuns) runs; \(state.label(of: .removeRun)) removes the focused run"
        return
      }
      state.playback.pause()
      state.input.mode = .picker(
        Picker(optimizers: Catalog.optimizers.map(\.info), rules: state.namedRules))
    })

  static let removeRun = Command(
    "remove-run", "remove the focused run", .settings, [.character("d")]
  ) { state, _ in
    guard let focus = state.selection.focusedRun else {
      state.message = "no run is focused: \(state.label(of: .focusNext)) focuses a run"
      return []
    }
    guard state.recordings.count > 1 else {
      state.message = "cannot remove the last run"
      return []
    }
    var next = state.experiment
    next.namedRuns.remove(at: focus)
    return state.commit(next)
  }
}

extension AppState {
  /// The maximum number of runs.
  static let maxRuns = Limits.runs

  /// The update rules with an id: those of the lesson, then those of the user.
  var namedRules: [NamedRule] {
    scenario.rules
      + preferences.rules.filter { rule in !scenario.rules.contains { $0.id == rule.id } }
  }

  /// Adds and focuses a run of an optimizer under a new name, beside the focused or first run.
  ///
  /// Start, noise and seed are those of that run; η and ρ are those of that run or of the first run
  /// that has them.
  mutating func addRun(_ source: OptimizerChoice.Source, named name: String? = nil) -> [Effect] {
    var next = experiment
    let names = Set(next.namedRuns.map(\.name))
    let base = name ?? source.validRunName
    let candidates = [base] + (2...maxRunsPlusOne).map { "\(base)\($0)" }
    guard let free = candidates.first(where: { !names.contains($0) }),
      let entry = try? Catalog.optimizer(OptimizerChoice(source))
    else { return [] }
    let model = experiment.namedRuns[selection.focusedRun ?? 0]
    let choice = OptimizerChoice(source, knobs: inheritedKnobs(of: entry.info))
    next.namedRuns.append(
      NamedRun(
        name: free, optimizer: choice, start: model.start, seed: model.seed, noise: model.noise))
    let effects = commit(next)
    if experiment == next { selection.focus(on: next.namedRuns.count - 1) }
    return effects
  }

  /// Returns η and ρ of the focused run, or else of the first run that has them, for a new run.
  func inheritedKnobs(of optimizer: OptimizerInfo) -> [String: Double] {
    let models = [experiment.namedRuns[selection.focusedRun ?? 0]] + experiment.namedRuns
    let knobs = [Knob.eta, .rho].filter { knob in optimizer.knobs.contains { $0.id == knob.id } }
    return Dictionary(
      uniqueKeysWithValues: knobs.compactMap { knob in
        models.lazy.compactMap { $0.value(of: knob) }.first.map { (knob.id, $0) }
      })
  }

  private var maxRunsPlusOne: Int { Self.maxRuns + 1 }
}
