/// An optimizer with its memory, one step at a time on a problem.
///
/// A copy continues independently of the original.
protocol ProblemStepper: Sendable {
  /// Updates `w` by one step and returns the ascent point.
  mutating func step(_ w: inout Coordinates, on objective: ProblemObjective) -> Coordinates

  /// Replaces the hyperparameters and keeps the memory.
  mutating func set(_ knob: (Knob) -> Double)
}

/// Creates the stepper of an optimizer before its first step from a point.
typealias StepperFactory =
  @Sendable (_ knob: (Knob) -> Double, _ start: Coordinates, _ seed: UInt64) -> any ProblemStepper

/// Returns the factory of an optimizer, which `make` creates from its hyperparameters.
@inline(__always)
func makeStepper<O: Optimizer<Coordinates>>(
  _ make: @escaping @Sendable ((Knob) -> Double) -> O
) -> StepperFactory {
  { knob, start, seed in OptimizerStepper(make: make, knob, start, seed) }
}

/// The stepper of one type of optimizer.
private struct OptimizerStepper<O: Optimizer<Coordinates>>: ProblemStepper {
  private let make: @Sendable ((Knob) -> Double) -> O
  private var optimizer: O
  private var memory: O.Memory

  init(
    make: @escaping @Sendable ((Knob) -> Double) -> O, _ knob: (Knob) -> Double,
    _ start: Coordinates, _ seed: UInt64
  ) {
    self.make = make
    optimizer = make(knob)
    memory = optimizer.initialMemory(at: start, seed: seed)
  }

  mutating func step(_ w: inout Coordinates, on objective: ProblemObjective) -> Coordinates {
    optimizer.step(&w, &memory, on: objective)
  }

  mutating func set(_ knob: (Knob) -> Double) { optimizer = make(knob) }
}
