import Engine
import Lessons

extension Command {
  static let addRun = Command(
    "add-run", "add a run with an optimizer from a list", .settings, [.character("A")],
    changing: { state, _ in
      guard state.recordings.count < AppState.maxRuns else {
        state.message =
          "at most \(AppState.maxRuns) runs; \(state.label(of: .removeRun)) removes the focused run"
        return
      }
      state.playback.pause()
      state.input.mode = .picker(Picker(optimizers: Catalog.optimizers.map(\.info)))
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

  /// Adds a run of an optimizer under a new name, for comparison with the focused or first run.
  ///
  /// Start, noise and seed are those of that run; η and ρ are those of that run or of the first run
  /// that has them.
  mutating func addRun(_ id: String) -> [Effect] {
    var next = experiment
    let names = Set(next.namedRuns.map(\.name))
    let name = [id] + (2...maxRunsPlusOne).map { "\(id)\($0)" }
    guard let free = name.first(where: { !names.contains($0) }),
      let entry = try? Catalog.optimizer(id)
    else { return [] }
    let model = experiment.namedRuns[selection.focusedRun ?? 0]
    var choice = OptimizerChoice(id)
    for knob in [Knob.eta, .rho] where entry.info.knobs.contains(where: { $0.id == knob.id }) {
      choice.knobs[knob.id] =
        ([model] + experiment.namedRuns).lazy
        .compactMap { $0.value(of: knob) }.first
    }
    next.namedRuns.append(
      NamedRun(
        name: free, optimizer: choice, start: model.start, seed: model.seed, noise: model.noise))
    return commit(next)
  }

  private var maxRunsPlusOne: Int { Self.maxRuns + 1 }
}
