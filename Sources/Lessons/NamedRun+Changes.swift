import Engine

extension NamedRun {
  /// Applies the changes of this run, in order; ignores changes of other runs.
  public mutating func apply(_ changes: [SettingChange]) {
    for change in changes where change.target == .run(name) {
      switch change.setting {
      case .knob(let knob, let value): optimizer.knobs[knob] = value
      case .optimizer(let source): optimizer.replaceSource(with: source)
      }
    }
  }
}

extension OptimizerChoice {
  /// Replaces the optimizer, and drops the hyperparameters that the new optimizer does not accept.
  fileprivate mutating func replaceSource(with source: Source) {
    self.source = source
    let known = (try? Catalog.optimizer(self))?.info.knobs ?? []
    knobs = knobs.filter { id, value in
      known.contains { $0.id == id && $0.range.contains(value) }
    }
    schedules = schedules.filter { id, _ in known.contains { $0.id == id } }
  }
}
