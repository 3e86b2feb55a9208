extension Recording {
  /// The state of the run at a step, classified from the steps up to that step.
  ///
  /// Every `WindowSize.stride` steps the last `WindowSize.count` iterates are classified. A state
  /// is replaced when the classifications at `StateEvidence.steps` agree on another state, to avoid
  /// flicker; the first state is `descending`. An iterate without a loss makes the run undefined at
  /// once, and for `StateEvidence.definedSteps`.
  public func state(at step: Int) -> State {
    if let ambient { return state(of: ambient, at: min(max(step, 0), lastStep)) }
    if let diverged = trajectory.divergedAt, step >= diverged { return finalState(at: diverged) }
    if let undefined = undefinedState(at: step) { return undefined }
    var classified: [Int: State?] = [:]
    let latest = step / WindowSize.stride * WindowSize.stride
    for at in stride(from: latest, to: 0, by: -WindowSize.stride) {
      let established = establishedState(at: at) { earlier in
        if let state = classified[earlier] { return state }
        let state = classify(at: earlier)
        classified[earlier] = .some(state)
        return state
      }
      if let established { return established }
    }
    return .descending
  }

  /// The state at the last step as in a map: the latest state on which two classifications in a row
  /// agree, `aperiodic` for both quasi-periodic and chaotic motion.
  public var stateInMap: State {
    if let ambient { return state(of: ambient, at: lastStep) }
    if let diverged = trajectory.divergedAt { return finalState(at: diverged) }
    if let undefined = surface.undefinedState(at: trajectory.points[lastStep]) { return undefined }
    var debounce = StateDebounce()
    let latest = lastStep / WindowSize.stride * WindowSize.stride
    for at in stride(from: latest, through: 0, by: -WindowSize.stride) {
      debounce.add(classifier(at: at, comparesCourse: false).state, at: at)
      if let state = debounce.state { return state }
    }
    return .descending
  }

  /// All states of the run in order, each with its first step.
  public func stateChanges() -> [(step: Int, state: State)] {
    if let ambient { return stateChanges(of: ambient) }
    var changes: [(step: Int, state: State)] = []
    func append(_ state: State, at step: Int) {
      if state != changes.last?.state { changes.append((step, state)) }
    }
    let end = trajectory.divergedAt ?? lastStep + 1
    let classified = stride(from: 0, to: end, by: WindowSize.stride).map(classify)
    var established = State.descending
    var undefined: (step: Int, state: State)?
    for step in 0..<end {
      if step > 0, step.isMultiple(of: WindowSize.stride) {
        established =
          establishedState(at: step) { classified[$0 / WindowSize.stride] } ?? established
      }
      if let state = surface.undefinedState(at: trajectory.points[step]) {
        undefined = (step, state)
      }
      if let undefined, StateEvidence.definedSteps(upTo: step).contains(undefined.step) {
        append(undefined.state, at: step)
      } else {
        append(established, at: step)
      }
    }
    if let diverged = trajectory.divergedAt { append(finalState(at: diverged), at: diverged) }
    return changes
  }

  /// The first step ≥ `from` at which the state matches a state name; nil if there is no such step.
  ///
  /// Agrees with `stateChanges()`, but skips the full classification where the name is ruled out.
  public func firstStep(of name: String, from: Int = 0) -> Int? {
    if state(at: from).matches(name) { return from }
    if ambient != nil {
      return stateChanges().first { $0.step > from && $0.state.matches(name) }?.step
    }
    let end = trajectory.divergedAt ?? lastStep + 1
    guard from < end else { return nil }
    let earliest = StateEvidence.definedSteps(upTo: from).lowerBound
    if trajectory.points[earliest..<end].contains(where: { surface.value($0).isNaN }) {
      return stateChanges().first { $0.step > from && $0.state.matches(name) }?.step
    }
    let first = (from / WindowSize.stride + 1) * WindowSize.stride
    let found = stride(from: first, to: end, by: WindowSize.stride).first { at in
      classifier(at: at).mayMatch(name)
        && establishedState(at: at, where: { $0.matches(name) }, classify) != nil
    }
    if let found { return found }
    return trajectory.divergedAt.flatMap { finalState(at: $0).matches(name) ? $0 : nil }
  }

  /// The state of a run without a loss at the latest steps; nil if their losses are numbers.
  private func undefinedState(at step: Int) -> State? {
    StateEvidence.definedSteps(upTo: step).reversed().lazy
      .compactMap { surface.undefinedState(at: trajectory.points[$0]) }.first
  }

  /// The state that the classifications up to a step establish; nil if the earlier state persists.
  private func establishedState(
    at step: Int, where isSought: (State) -> Bool = { _ in true }, _ classify: (Int) -> State?
  ) -> State? {
    guard let state = classify(step), isSought(state) else { return nil }
    let isEstablished = StateEvidence.steps(for: state, at: step).dropFirst()
      .allSatisfy { classify($0) == state }
    return isEstablished ? state : nil
  }

  /// The state from the step on at which the simulation stopped.
  private func finalState(at step: Int) -> State {
    trajectory.undefinedLoss?.state ?? .diverged(step: step)
  }

  private func classify(at step: Int) -> State? { classifier(at: step).state }

  private func classifier(
    at step: Int, comparesCourse: Bool = true
  ) -> StateClassifier<RunWindow> {
    StateClassifier(
      RunWindow(trajectory, surface, at: step),
      of: surface.classifiedRun(
        isRandom: run.isRandom(with: optimizer),
        comparesCourse: comparesCourse),
      stepSize: optimizer.effectiveStepSize(knobs))
  }
}

extension AnySurface {
  /// The functions with which runs on this surface are classified.
  func classifiedRun(isRandom: Bool, comparesCourse: Bool) -> ClassifiedRun {
    ClassifiedRun(
      value: value, gradient: gradient, hessian: hessian, isRandom: isRandom,
      comparesCourse: comparesCourse)
  }
}
