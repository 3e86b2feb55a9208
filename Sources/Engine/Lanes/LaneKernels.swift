import Synchronization
import Vectors

/// A simulation on lanes of one optimizer on one surface.
typealias LaneKernel = @Sendable (LaneBatch) -> Triple<LaneResult>?

/// What a sweep on lanes knows of an optimizer.
struct LaneOptimizer: Sendable {
  /// Returns the simulation on a surface; slower than a specialized kernel.
  let kernel: @Sendable (ErasedSurface) -> LaneKernel
  /// Returns the effective step size of each lane of a batch.
  let effectiveStepSizes: @Sendable (LaneBatch) -> Triple<Lanes>

  @inline(__always)
  init<O: NamedOptimizer<Point<Lanes>>>(_: O.Type) {
    kernel = { surface in
      // A rule and a formula are one sequence of instructions.
      if surface.formula != nil, let text = O.laneRule { return Self.kernel(text, on: surface) }
      return { batch in simulate(batch) { SequentialLaneRule(surface, $0) { O($0) } } }
    }
    effectiveStepSizes = { $0.knobs.map { O.effectiveStepSize($0) } }
  }

  /// Creates the lane optimizer of a typed rule.
  init(_ program: RuleProgram) {
    kernel = { RuleLaneProgram(program, on: $0, flushesMemories: true).kernel }
    let ramp = LazyValue {
      RuleLaneProgram(program, on: ErasedSurface(Ramp()), flushesMemories: true)
    }
    effectiveStepSizes = { ramp.value.effectiveStepSizes($0) }
  }

  /// Creates the lane optimizer of a built-in optimizer from its update rule; nil without a rule.
  init?(
    rule text: String?, effectiveStepSize: @escaping @Sendable ((Knob) -> Lanes) -> Lanes
  ) {
    guard let text else { return nil }
    kernel = { Self.kernel(text, on: $0) }
    effectiveStepSizes = { $0.knobs.map { effectiveStepSize($0) } }
  }

  /// Returns the simulation of a built-in optimizer by its update rule.
  private static func kernel(_ rule: String, on surface: ErasedSurface) -> LaneKernel {
    do throws(RuleError) {
      let program = RuleProgram(try Rule(rule))
      return RuleLaneProgram(program, on: surface, flushesMemories: false).kernel
    } catch {
      preconditionFailure("the update rule of a built-in optimizer: \(error)")
    }
  }
}

extension RuleLaneProgram {
  /// Returns the simulation of batches of the rule.
  fileprivate var kernel: LaneKernel { { simulate($0, self) } }
}

/// A value that is computed when it is first needed.
private final class LazyValue<Value: Sendable>: Sendable {
  private let stored = Mutex<Value?>(nil)
  private let compute: @Sendable () -> Value

  init(_ compute: @escaping @Sendable () -> Value) { self.compute = compute }

  var value: Value {
    stored.withLock { stored in
      if let stored { return stored }
      let value = compute()
      stored = value
      return value
    }
  }
}
