import Vectors

/// An optimizer of the catalog, or a typed update rule.
public struct OptimizerEntry: Sendable {
  /// The description of the optimizer.
  public let info: OptimizerInfo
  /// The update rule of an optimizer that is written as a rule; nil for one written in Swift.
  public let rule: Rule?
  /// The optimizer in errors about its knobs.
  private let owner: EngineError.Owner
  private let stabilityThresholdOf: @Sendable (KnobValues, Double) -> Double
  private let maxStableEtaOf: @Sendable (KnobValues, Double) -> Double
  private let effectiveStepSizeOf: @Sendable (KnobValues) -> Double
  /// Whether a step draws random numbers.
  let drawsRandomNumbers: Bool
  private let samFamilyRuleOf: @Sendable (KnobValues) -> SAMFamilyRule?
  private let evaluationsOf: @Sendable (Int, KnobValues) -> Int
  /// The simulation on any surface, with noise and schedules; slower than a specialized kernel.
  let kernel: @Sendable (ErasedSurface, RunInput) -> Trajectory
  /// The simulation on lanes; nil for an optimizer that only runs one at a time.
  private(set) var lanes: LaneOptimizer?
  /// The optimizer on problems of any dimension; nil for an optimizer that needs the plane.
  let stepper: StepperFactory?

  /// Creates the entry of an optimizer type, and of the same type on lanes.
  @inline(__always)
  init<O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>>(
    _ type: O.Type, lanes: L.Type, stepper: StepperFactory? = nil
  ) {
    self.init(type, stepper: stepper)
    self.lanes = LaneOptimizer(lanes)
  }

  /// Creates the entry of an optimizer type that only runs one at a time.
  @inline(__always)
  init<O: NamedOptimizer<Point<Double>>>(_: O.Type, stepper: StepperFactory? = nil) {
    self.stepper = stepper
    info = O.info
    rule = nil
    owner = .optimizer(O.info.id)
    stabilityThresholdOf = { knobs, norm in O.stabilityThreshold({ knobs[$0] }, gradientNorm: norm)
    }
    maxStableEtaOf = { knobs, sharpness in O.maxStableEta({ knobs[$0] }, sharpness: sharpness) }
    effectiveStepSizeOf = { knobs in O.effectiveStepSize { knobs[$0] } }
    drawsRandomNumbers = O.drawsRandomNumbers
    samFamilyRuleOf = { knobs in O.samFamilyRule { knobs[$0] } }
    evaluationsOf = { steps, knobs in O.evaluations(after: steps, { knobs[$0] }) }
    kernel = { surface, input in
      guard input.isTimeInvariant else { return simulate(varying: surface, input) { O($0) } }
      return simulate(
        surface, O { input.knobs[$0] }, from: input.start, steps: input.steps, seed: input.seed)
    }
    lanes = LaneOptimizer(rule: O.laneRule) { knob in
      Lanes { lane in O.effectiveStepSize { knob($0)[lane] } }
    }
  }

  /// Creates the entry of an update rule; `id` is nil for a typed rule.
  init(_ rule: Rule, id: String? = nil) {
    let program = RuleProgram(rule)
    let counters = RecentValues<KnobValues, EvaluationCounter>(capacity: 16, ==)
    let stepSizes = RecentValues<KnobValues, Double>(capacity: 16, ==)
    let thresholds = RecentValues<KnobValues, RuleThreshold>(capacity: 16, ==)
    info = id.map { OptimizerInfo(rule, id: $0) } ?? OptimizerInfo(rule)
    self.rule = rule
    owner = id.map(EngineError.Owner.optimizer) ?? .rule(rule.canonicalText)
    stabilityThresholdOf = { knobs, norm in
      thresholds.value(for: knobs) { RuleThreshold(program) { knobs[$0] } }
        .value(gradientNorm: norm)
    }
    maxStableEtaOf = { knobs, sharpness in
      program.maxStableEta({ knobs[$0] }, sharpness: sharpness)
    }
    effectiveStepSizeOf = { knobs in
      stepSizes.value(for: knobs) { program.effectiveStepSize { knobs[$0] } }
    }
    drawsRandomNumbers = rule.drawsRandomNumbers
    samFamilyRuleOf = { _ in nil }
    stepper = makeStepper { TypedRule(program, $0) }
    evaluationsOf = { steps, knobs in
      counters.value(for: knobs) { EvaluationCounter(program) { knobs[$0] } }
        .evaluations(after: steps)
    }
    lanes = program.runsOnLanes ? LaneOptimizer(program) : nil
    kernel = { surface, input in
      guard input.isTimeInvariant else {
        return simulate(varying: surface, input) { TypedRule(program, $0) }
      }
      return simulate(
        surface, TypedRule(program) { input.knobs[$0] }, from: input.start, steps: input.steps,
        seed: input.seed)
    }
  }

  /// Returns validated knob values; knobs without a value have their default.
  ///
  /// - Throws: `EngineError` if an id is unknown or a value out of range.
  public func knobValues(_ values: [String: Double]) throws(EngineError) -> KnobValues {
    try info.knobs.validated(values, of: owner)
  }

  /// Returns the validated knob values and schedules of a choice.
  ///
  /// - Throws: `EngineError` if an id is unknown or a value out of range.
  public func knobValues(_ choice: OptimizerChoice) throws(EngineError) -> KnobValues {
    for id in choice.schedules.keys.sorted() where !info.knobs.contains(where: { $0.id == id }) {
      throw .unknownKnob(id, of: owner, known: info.knobs.map(\.id))
    }
    return try knobValues(choice.knobs).scheduled(choice.schedules)
  }

  /// Returns the number of gradient evaluations of the first `steps` steps.
  public func evaluations(after steps: Int, _ knobs: KnobValues) -> Int {
    evaluationsOf(steps, knobs)
  }

  /// Returns the sharpness above which the optimizer is locally unstable.
  ///
  /// `gradientNorm` is ‖∇f‖ at the iterate. NaN where no closed form is known.
  public func stabilityThreshold(_ knobs: KnobValues, gradientNorm: Double) -> Double {
    stabilityThresholdOf(knobs, gradientNorm)
  }

  /// Returns the largest stable η at a minimum of this sharpness, as a function of ρ.
  ///
  /// Nil for an optimizer without a stability threshold. An optimizer without ρ
  /// ignores the argument.
  public func maxStableEta(
    _ choice: OptimizerChoice, sharpness: Double
  ) -> (@Sendable (_ rho: Double) -> Double)? {
    let knobs = KnobValues(choice.knobs)
    guard !maxStableEtaOf(knobs, sharpness).isNaN else { return nil }
    return { [maxStableEtaOf] in maxStableEtaOf(knobs.with(Knob.rho.id, at: $0), sharpness) }
  }

  /// Returns the displacement per step under a constant gradient of norm 1.
  func effectiveStepSize(_ knobs: KnobValues) -> Double { effectiveStepSizeOf(knobs) }

  /// Returns the rule as a member of the family of SAM; nil for a rule outside the family.
  public func samFamilyRule(_ knobs: KnobValues) -> SAMFamilyRule? { samFamilyRuleOf(knobs) }
}
