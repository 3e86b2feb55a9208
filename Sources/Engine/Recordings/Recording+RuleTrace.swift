import Synchronization

extension Recording {
  /// Returns the values of the rule's statements in the step from iterate `step` to the next.
  ///
  /// Nil for an optimizer that is not written as a rule. `step` is clamped to the steps taken. A
  /// recording has no memories; the run is repeated from a step nearby where they are known.
  public func ruleTrace(at step: Int) -> RuleTrace? {
    guard let rule = optimizer.rule else { return nil }
    let replay = Self.recentReplays.value(for: run) { RuleReplay(self, rule) }
    return replay.trace(at: min(max(step, 0), lastStep))
  }

  /// The last replays: a frame of the screen asks for the same run again.
  private static let recentReplays = RecentValues<Run, RuleReplay>(capacity: 4, ==)
}

/// A repetition of a run with a rule, which stores the memories every `stride` steps.
private final class RuleReplay: Sendable {
  private let recording: Recording
  private let rule: Rule
  private let program: RuleProgram
  private let stride: Int
  private let states: Mutex<[State]>

  /// The state before a step: what the step depends on besides the iterate.
  private struct State: Sendable {
    var step = 0
    var memory: TypedRule<Point<Double>>.Memory
    var noise: NoiseGenerator
  }

  init(_ recording: Recording, _ rule: Rule) {
    self.recording = recording
    self.rule = rule
    program = RuleProgram(rule)
    let run = recording.run
    stride = max(1024, recording.lastStep / 1000)
    // The seeds are those of `simulate`.
    var seeds = SplitMix64(seed: run.seed, stream: 1)
    let optimizer = TypedRule<Point<Double>>(program) {
      recording.knobs.value($0, at: 0, of: run.steps)
    }
    let memory = optimizer.initialMemory(
      at: run.start, seed: run.noise == .none ? run.seed : seeds.next())
    states = Mutex([State(memory: memory, noise: NoiseGenerator(run.noise, seed: run.seed))])
  }

  func trace(at step: Int) -> RuleTrace {
    var state = state(before: step)
    let memories = program.memories.map { memory -> RuleTrace.Value in
      memory.register.isVector
        ? .vector(state.memory.vectors[memory.register.index])
        : .number(state.memory.numbers[memory.register.index])
    }
    var objective = NoisyObjective(recording.surface.erasedSurface)
    objective.noise = state.noise.next()
    return RuleTrace(
      rule, at: recording.trajectory.points[step], number: step + 1,
      knobs: rule.knobs.map { ($0, recording.knobs.value($0, at: step, of: recording.run.steps)) },
      memories: memories, generator: state.memory.generator, on: objective)
  }

  private func state(before step: Int) -> State {
    states.withLock { states in
      // The stored states are those of the multiples of the stride, in order.
      var state = states[min(step / stride, states.count - 1)]
      while state.step < step {
        advance(&state)
        if state.step == states.count * stride { states.append(state) }
      }
      return state
    }
  }

  private func advance(_ state: inout State) {
    let step = state.step
    let optimizer = TypedRule<Point<Double>>(program) {
      recording.knobs.value($0, at: step, of: recording.run.steps)
    }
    var objective = NoisyObjective(recording.surface.erasedSurface)
    objective.noise = state.noise.next()
    var w = recording.trajectory.points[step]
    _ = optimizer.step(&w, &state.memory, on: objective)
    state.step += 1
  }
}
