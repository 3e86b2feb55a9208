/// The simulations on lanes, by optimizer id.
enum LaneKernels {
  /// Returns the lane kernels of the optimizers for sweeps, specialized where `S` is concrete.
  ///
  /// Only rules without memory run on lanes; sweeps simulate other optimizers one run at a time.
  @inline(__always)
  static func kernels<S: Surface>(on surface: S) -> [String: LaneKernel] {
    [
      "gd": { [surface] in simulate($0) { SequentialLaneRule(surface, $0, GradientDescent.init) } },
      "sam": { [surface] in simulate($0) { SequentialLaneRule(surface, $0, SAM.init) } },
      "unified": { [surface] in simulate($0) { SequentialLaneRule(surface, $0, UnifiedSAM.init) } },
      "usam": { [surface] in simulate($0) { SequentialLaneRule(surface, $0, USAM.init) } },
    ]
  }

  /// Returns the lane kernels on a formula, which evaluate three vectors per operation.
  static func kernels(on surface: FormulaSurface) -> [String: LaneKernel] {
    [
      "gd": { [surface] in simulate($0) { FusedLaneRule(surface, $0, GradientDescent.init) } },
      "sam": { [surface] in simulate($0) { FusedLaneRule(surface, $0, SAM.init) } },
      "unified": { [surface] in simulate($0) { FusedLaneRule(surface, $0, UnifiedSAM.init) } },
      "usam": { [surface] in simulate($0) { FusedLaneRule(surface, $0, USAM.init) } },
    ]
  }
}

/// A simulation on lanes, specialized for one surface and one optimizer.
typealias LaneKernel = @Sendable (LaneBatch) -> Triple<LaneResult>?
