extension Catalog {
  /// Visits every optimizer type; a new optimizer type needs one line here.
  ///
  /// The optimizers of `visitSpecialized` have kernels compiled per surface, for speed; those of
  /// `visit` share kernels that call the surface through closures. An optimizer is named once per
  /// number type: one run and one run per lane. An optimizer on `Double` alone has an update rule for
  /// its sweeps.
  @inline(__always)
  private static func visitAll<V: Visitor>(_ visitor: inout V) {
    visitor.visitSpecialized(GradientDescent.self, lanes: GradientDescent.self)
    visitor.visitSpecialized(SAM.self, lanes: SAM.self)
    visitor.visitSpecialized(USAM.self, lanes: USAM.self)
    visitor.visitSpecialized(UnifiedSAM.self, lanes: UnifiedSAM.self)
    visitor.visit(HeavyBall.self, lanes: HeavyBall.self)
    visitor.visit(Nesterov.self, lanes: Nesterov.self)
    visitor.visit(AdaGrad.self, lanes: AdaGrad.self)
    visitor.visit(RMSProp.self, lanes: RMSProp.self)
    visitor.visit(Adam.self, lanes: Adam.self)
    visitor.visit(SGD.self, lanes: SGD.self)
    visitor.visit(ClippedGD.self, lanes: ClippedGD.self)
    visitor.visit(NormalizedSGD.self, lanes: NormalizedSGD.self)
    visitor.visit(HeavyBallSAM.self, lanes: HeavyBallSAM.self)
    visitor.visit(ASAM.self, lanes: ASAM.self)
    visitor.visit(StableSAM.self, lanes: StableSAM.self)
    visitor.visit(SAMOn.self, lanes: SAMOn.self)
    visitor.visit(GSAM.self, lanes: GSAM.self)
    visitor.visit(LookSAM.self)
    visitor.visit(EfficientSAM.self)
    visitor.visit(FriendlySAM.self, lanes: FriendlySAM.self)
    visitor.visit(MSAM.self, lanes: MSAM.self)
    visitor.visit(MomentumSAM.self, lanes: MomentumSAM.self)
    visitor.visit(RandomSmoothing.self)
    visitor.visit(OBAR.self, lanes: OBAR.self)
    visitor.visit(NBAR.self, lanes: NBAR.self)
    visitor.visit(DominantSGD.self)
    visitor.visit(BulkSGD.self)
    visitor.visit(PRGD.self)
  }

  /// The built-in optimizers, in display order: the types, then the rules of the folder `Rules`.
  public static let optimizers: [OptimizerEntry] = {
    var entries = EntryCollector()
    visitAll(&entries)
    return entries.collected + optimizersOfRules
  }()

  /// The optimizers of the folder `Rules`, by id; a test holds that every file is valid.
  private static let optimizersOfRules = ruleFiles.compactMap { id, text in
    (try? Rule(text)).map { OptimizerEntry($0, id: id) }
  }

  /// Returns the kernels of the specialized optimizers by id, specialized where `S` is concrete.
  @inline(__always)
  static func kernels<S: Surface>(on surface: S) -> [(String, Kernel)] {
    var kernels = KernelCollector(surface: surface)
    visitAll(&kernels)
    return kernels.collected
  }

  /// Returns the lane kernels of the specialized optimizers, specialized where `S` is concrete.
  @inline(__always)
  static func laneKernels<S: Surface>(on surface: S) -> [String: LaneKernel] {
    var kernels = LaneKernelCollector(surface: surface)
    visitAll(&kernels)
    return kernels.collected
  }
}

/// An operation on every optimizer type of the catalog.
private protocol Visitor {
  mutating func visitSpecialized<
    O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>
  >(_: O.Type, lanes: L.Type) where L.Memory == Void
  mutating func visit<O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>>(
    _: O.Type, lanes: L.Type)
  mutating func visit<O: NamedOptimizer<Point<Double>>>(_: O.Type)
}

/// A visitor that ignores the optimizers without specialized kernels.
private protocol SpecializedVisitor: Visitor {}

extension SpecializedVisitor {
  @inline(__always)
  mutating func visit<O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>>(
    _: O.Type, lanes: L.Type
  ) {}

  @inline(__always)
  mutating func visit<O: NamedOptimizer<Point<Double>>>(_: O.Type) {}
}

/// Collects the catalog entries.
private struct EntryCollector: Visitor {
  var collected: [OptimizerEntry] = []

  @inline(__always)
  mutating func visitSpecialized<
    O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>
  >(_ type: O.Type, lanes: L.Type) where L.Memory == Void {
    visit(type, lanes: lanes)
  }

  @inline(__always)
  mutating func visit<O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>>(
    _ type: O.Type, lanes: L.Type
  ) {
    collected.append(OptimizerEntry(type, lanes: lanes))
  }

  @inline(__always)
  mutating func visit<O: NamedOptimizer<Point<Double>>>(_ type: O.Type) {
    collected.append(OptimizerEntry(type))
  }
}

/// Collects the specialized kernels on one surface.
private struct KernelCollector<S: Surface>: SpecializedVisitor {
  let surface: S
  var collected: [(String, Kernel)] = []

  @inline(__always)
  mutating func visitSpecialized<
    O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>
  >(_: O.Type, lanes: L.Type) where L.Memory == Void {
    collected.append(
      (
        O.info.id,
        { [surface] input in
          simulate(
            surface, O { input.knobs[$0] }, from: input.start, steps: input.steps,
            seed: input.seed)
        }
      ))
  }
}

/// Collects the specialized lane kernels on one surface.
private struct LaneKernelCollector<S: Surface>: SpecializedVisitor {
  let surface: S
  var collected: [String: LaneKernel] = [:]

  @inline(__always)
  mutating func visitSpecialized<
    O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>
  >(_: O.Type, lanes: L.Type) where L.Memory == Void {
    collected[L.info.id] = { [surface] in
      simulate($0) { SequentialLaneRule(surface, $0) { L($0) } }
    }
  }
}
