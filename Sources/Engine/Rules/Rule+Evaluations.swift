import Synchronization

extension Rule {
  /// Returns the number of gradients and Hessian–vector products of the first `steps` steps.
  ///
  /// `knob` returns the value of each knob, which is the same in every step.
  public func evaluations(after steps: Int, _ knob: (Knob) -> Double) -> Int {
    EvaluationCounter(RuleProgram(self), knob).evaluations(after: steps)
  }

  /// Returns the different numbers of evaluations among the first 64 steps, in ascending order.
  ///
  /// `knob` returns the value of each knob.
  public func evaluationsPerStep(_ knob: (Knob) -> Double) -> [Int] {
    Set(EvaluationCounter(RuleProgram(self), knob).evaluationsOfFirstSteps()).sorted()
  }
}

/// Counts the evaluations of the steps of a rule with given values of its knobs.
///
/// A branch that the step and the knobs decide counts only where it is taken. A sum is stored every
/// `stride` steps, so a request for a step repeats less than `stride` steps.
final class EvaluationCounter: Sendable {
  private static let stride = 64

  private let rule: TypedRule<Point<Double>>
  /// The evaluations of each step; nil if the step decides.
  private let constant: Int?
  private let state: Mutex<State>

  private struct State: Sendable {
    var sums = [0]
    var memory: TypedRule<Point<Double>>.Memory
  }

  init(_ program: RuleProgram, _ knob: (Knob) -> Double) {
    rule = TypedRule(program, knob)
    constant =
      program.hasClockBranches
      ? nil : program.instructions.count { $0.operation.isCounted }
    state = Mutex(State(memory: rule.initialMemory(at: .zero, seed: 0)))
  }

  /// Returns the evaluations of the first `steps` steps.
  func evaluations(after steps: Int) -> Int {
    if let constant { return steps * constant }
    return state.withLock { state in
      while state.sums.count <= steps / Self.stride {
        let first = (state.sums.count - 1) * Self.stride
        let sum = evaluations(of: first..<first + Self.stride, &state.memory)
        state.sums.append(state.sums[state.sums.count - 1] + sum)
      }
      let index = steps / Self.stride
      return state.sums[index] + evaluations(of: index * Self.stride..<steps, &state.memory)
    }
  }

  /// Returns the evaluations of each of the first `stride` steps; of one step if all are equal.
  func evaluationsOfFirstSteps() -> [Int] {
    if let constant { return [constant] }
    return state.withLock { state in
      (0..<Self.stride).map { evaluations(of: $0..<$0 + 1, &state.memory) }
    }
  }

  private func evaluations(
    of steps: Range<Int>, _ memory: inout TypedRule<Point<Double>>.Memory
  ) -> Int {
    steps.reduce(0) { sum, step in
      let isNeeded = rule.neededValues(&memory, step: step + 1, like: .zero)
      return sum
        + rule.program.instructions.count { isNeeded[$0.value] && $0.operation.isCounted }
    }
  }
}
