extension Recording {
  /// The state of the run at a step, classified from the steps up to that step.
  ///
  /// Every `WindowSize.stride` steps the last `WindowSize.count` iterates are classified. The state
  /// is the latest on which two classifications in a row agree, to avoid flicker, and `descending`
  /// before the first agreement.
  public func state(at step: Int) -> State {
    if let diverged = trajectory.divergedAt, step >= diverged { return .diverged(step: diverged) }
    var debounce = StateDebounce()
    let latest = step / WindowSize.stride * WindowSize.stride
    for at in stride(from: latest, through: 0, by: -WindowSize.stride) {
      debounce.add(classify(at: at), at: at)
      if let state = debounce.state { return state }
    }
    return .descending
  }

  /// All states of the run in order, each with its first step.
  public func stateChanges() -> [(step: Int, state: State)] {
    var changes: [(step: Int, state: State)] = [(0, .descending)]
    let end = trajectory.divergedAt ?? lastStep + 1
    var earlier = State.descending
    for at in stride(from: 0, to: end, by: WindowSize.stride) {
      let now = classify(at: at)
      if now == earlier, now != changes[changes.count - 1].state { changes.append((at, now)) }
      earlier = now
    }
    if let diverged = trajectory.divergedAt {
      if diverged == 0 { changes.removeAll() }
      changes.append((diverged, .diverged(step: diverged)))
    }
    return changes
  }

  /// The first step ≥ `from` at which the state matches a state name; nil if there is no such step.
  ///
  /// Agrees with `stateChanges()`, but skips the full classification where the name is ruled out.
  public func firstStep(of name: String, from: Int = 0) -> Int? {
    if name == State.diverged(step: 0).name { return trajectory.divergedAt.map { max($0, from) } }
    let end = trajectory.divergedAt ?? lastStep + 1
    guard from < end else { return state(at: from).matches(name) ? from : nil }
    if state(at: from).matches(name) { return from }
    let first = (from / WindowSize.stride + 1) * WindowSize.stride
    return stride(from: first, to: end, by: WindowSize.stride).first { at in
      let classifier = classifier(at: at)
      guard classifier.mayMatch(name) else { return false }
      let state = classifier.state
      return state.matches(name) && state == classify(at: at - WindowSize.stride)
    }
  }

  private func classify(at step: Int) -> State { classifier(at: step).state }

  private func classifier(at step: Int) -> StateClassifier<RunWindow> {
    StateClassifier(
      RunWindow(trajectory, surface, at: step), gradient: surface.gradient,
      hessian: surface.hessian, stepSize: optimizer.effectiveStepSize(knobs))
  }
}
