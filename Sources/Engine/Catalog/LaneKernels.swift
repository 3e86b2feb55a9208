extension Catalog {
  /// The kernels on lanes: the optimizers that sweeps are made of, specialized where `S` is known.
  ///
  /// Only rules without memory; the others are simulated one by one.
  @inline(__always)
  static func laneKernels<S: Surface>(on surface: S) -> [String: LaneKernel] {
    [
      "gd": { [surface] in simulate(surface, $0, GradientDescent<Lanes>.init) },
      "sam": { [surface] in simulate(surface, $0, SAM<Lanes>.init) },
      "unified": { [surface] in simulate(surface, $0, UnifiedSAM<Lanes>.init) },
      "usam": { [surface] in simulate(surface, $0, USAM<Lanes>.init) },
    ]
  }
}

/// A simulation on lanes with both types fixed.
typealias LaneKernel = @Sendable (LaneCourse) -> Pair<LaneFinish>?
