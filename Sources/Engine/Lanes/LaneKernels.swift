/// A simulation on lanes of one optimizer on one surface.
typealias LaneKernel = @Sendable (LaneBatch) -> Triple<LaneResult>?

/// What a sweep on lanes knows of an optimizer.
struct LaneOptimizer: Sendable {
  /// The simulation on any surface; slower than a specialized kernel.
  let kernel: @Sendable (ErasedSurface, LaneBatch) -> Triple<LaneResult>?
  /// The effective step size of each lane.
  let effectiveStepSize: @Sendable ((Knob) -> Lanes) -> Lanes

  @inline(__always)
  init<O: NamedOptimizer<Point<Lanes>>>(_: O.Type) {
    kernel = { surface, batch in simulate(batch) { SequentialLaneRule(surface, $0) { O($0) } } }
    effectiveStepSize = { O.effectiveStepSize($0) }
  }

  /// Creates the lane optimizer of a typed rule.
  init(_ program: RuleProgram) {
    kernel = { surface, batch in
      simulate(batch) {
        SequentialLaneRule(surface, $0) { TypedRule<Point<Lanes>>(program, $0) }
      }
    }
    effectiveStepSize = { program.effectiveStepSize($0) }
  }
}
