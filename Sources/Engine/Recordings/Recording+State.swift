extension Recording {
  /// What the run is doing at a step, judged by the steps up to it alone.
  ///
  /// Every `WindowSize.stride` steps the last `WindowSize.count` iterates are judged. The state is the
  /// latest verdict that two judgements in a row agreed on, so that it does not flicker; before
  /// there is one the run is descending.
  public func state(at step: Int) -> State {
    if let diverged = trajectory.divergedAt, step >= diverged { return .diverged(step: diverged) }
    var agreement = StateDebounce()
    let latest = step / WindowSize.stride * WindowSize.stride
    for at in stride(from: latest, through: 0, by: -WindowSize.stride) {
      agreement.add(classify(at: at), at: at)
      if let state = agreement.state { return state }
    }
    return .descending
  }

  /// The states of the whole run: each with the first step at which it holds.
  public func stateChanges() -> [(step: Int, state: State)] {
    var spans: [(step: Int, state: State)] = [(0, .descending)]
    let end = trajectory.divergedAt ?? lastStep + 1
    var earlier = State.descending
    for at in stride(from: 0, to: end, by: WindowSize.stride) {
      let now = classify(at: at)
      if now == earlier, now != spans[spans.count - 1].state { spans.append((at, now)) }
      earlier = now
    }
    if let diverged = trajectory.divergedAt {
      if diverged == 0 { spans.removeAll() }
      spans.append((diverged, .diverged(step: diverged)))
    }
    return spans
  }

  /// The first step, not before `from`, at which the run is in a state by a lesson's word for it.
  ///
  /// The same step as among `states()`, without judging in full where the word is ruled out.
  func firstStep(of word: String, from: Int = 0) -> Int? {
    if word == State.diverged(step: 0).name { return trajectory.divergedAt.map { max($0, from) } }
    let end = trajectory.divergedAt ?? lastStep + 1
    guard from < end else { return state(at: from).matches(word) ? from : nil }
    if state(at: from).matches(word) { return from }
    let first = (from / WindowSize.stride + 1) * WindowSize.stride
    return stride(from: first, to: end, by: WindowSize.stride).first { at in
      let judgement = classifier(at: at)
      guard judgement.mayMatch(word) else { return false }
      let state = judgement.state
      return state.matches(word) && state == classify(at: at - WindowSize.stride)
    }
  }

  private func classify(at step: Int) -> State { classifier(at: step).state }

  private func classifier(at step: Int) -> StateClassifier<RunWindow> {
    let memory = optimizer.info.knobs.contains(.beta) ? knobs[.beta] : 0
    return StateClassifier(
      RunWindow(trajectory, surface, at: step), surface, rate: knobs[.eta] / (1 - memory))
  }
}
