extension Catalog {
  /// The kernels on lanes: the optimizers that sweeps are made of, specialized where `S` is known.
  ///
  /// Only rules without memory; the others are simulated one by one.
  @inline(__always)
  static func laneKernels<S: Surface>(on surface: S) -> [String: LaneKernel] {
    [
      "gd": { [surface] in simulate($0) { SequentialLaneRule(surface, $0, GradientDescent.init) } },
      "sam": { [surface] in simulate($0) { SequentialLaneRule(surface, $0, SAM.init) } },
      "unified": { [surface] in simulate($0) { SequentialLaneRule(surface, $0, UnifiedSAM.init) } },
      "usam": { [surface] in simulate($0) { SequentialLaneRule(surface, $0, USAM.init) } },
    ]
  }

  /// The same on a formula.
  static func laneKernels(on surface: FormulaSurface) -> [String: LaneKernel] {
    [
      "gd": { [surface] in simulate($0) { FusedLaneRule(surface, $0, GradientDescent.init) } },
      "sam": { [surface] in simulate($0) { FusedLaneRule(surface, $0, SAM.init) } },
      "unified": { [surface] in simulate($0) { FusedLaneRule(surface, $0, UnifiedSAM.init) } },
      "usam": { [surface] in simulate($0) { FusedLaneRule(surface, $0, USAM.init) } },
    ]
  }
}

/// A simulation on lanes with both types fixed.
typealias LaneKernel = @Sendable (LaneBatch) -> Triple<LaneResult>?
