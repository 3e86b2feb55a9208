import Vectors

extension Catalog {
  /// Visits every optimizer type; a new optimizer type needs one line here.
  ///
  /// The optimizers of `visitSpecialized` have kernels compiled per surface, for speed; those of
  /// `visit` share kernels that call the surface through closures. An optimizer is named once per
  /// vector type: one run in the plane, one run per lane and one run on a problem of any dimension.
  /// An optimizer on `Double` alone has an update rule for its sweeps; an optimizer without
  /// `coordinates` needs the plane.
  @inline(__always)
  private static func visitAll<V: Visitor>(_ visitor: inout V) {
    visitor.visitSpecialized(
      GradientDescent.self, lanes: GradientDescent.self, coordinates: GradientDescent.self)
    visitor.visitSpecialized(SAM.self, lanes: SAM.self, coordinates: SAM.self)
    visitor.visitSpecialized(USAM.self, lanes: USAM.self, coordinates: USAM.self)
    visitor.visitSpecialized(UnifiedSAM.self, lanes: UnifiedSAM.self, coordinates: UnifiedSAM.self)
    visitor.visit(HeavyBall.self, lanes: HeavyBall.self, coordinates: HeavyBall.self)
    visitor.visit(Nesterov.self, lanes: Nesterov.self, coordinates: Nesterov.self)
    visitor.visit(AdaGrad.self, lanes: AdaGrad.self, coordinates: AdaGrad.self)
    visitor.visit(RMSProp.self, lanes: RMSProp.self, coordinates: RMSProp.self)
    visitor.visit(Adam.self, lanes: Adam.self, coordinates: Adam.self)
    visitor.visit(SGD.self, lanes: SGD.self, coordinates: SGD.self)
    visitor.visit(ClippedGD.self, lanes: ClippedGD.self, coordinates: ClippedGD.self)
    visitor.visit(NormalizedSGD.self, lanes: NormalizedSGD.self, coordinates: NormalizedSGD.self)
    visitor.visit(HeavyBallSAM.self, lanes: HeavyBallSAM.self, coordinates: HeavyBallSAM.self)
    visitor.visit(ASAM.self, lanes: ASAM.self, coordinates: ASAM.self)
    visitor.visit(StableSAM.self, lanes: StableSAM.self, coordinates: StableSAM.self)
    visitor.visit(SAMOn.self, lanes: SAMOn.self)
    visitor.visit(GSAM.self, lanes: GSAM.self, coordinates: GSAM.self)
    visitor.visit(LookSAM.self, coordinates: LookSAM.self)
    visitor.visit(EfficientSAM.self, coordinates: EfficientSAM.self)
    visitor.visit(FriendlySAM.self, lanes: FriendlySAM.self, coordinates: FriendlySAM.self)
    visitor.visit(MSAM.self, lanes: MSAM.self, coordinates: MSAM.self)
    visitor.visit(MomentumSAM.self, lanes: MomentumSAM.self, coordinates: MomentumSAM.self)
    visitor.visit(RandomSmoothing.self)
    visitor.visit(OBAR.self, lanes: OBAR.self)
    visitor.visit(NBAR.self, lanes: NBAR.self)
    visitor.visit(DominantSGD.self, coordinates: DominantSGD.self)
    visitor.visit(BulkSGD.self, coordinates: BulkSGD.self)
    visitor.visit(PRGD.self, coordinates: PRGD.self)
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
    O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>,
    C: NamedOptimizer<Coordinates>
  >(_: O.Type, lanes: L.Type, coordinates: C.Type) where L.Memory == Void
  mutating func visit<
    O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>,
    C: NamedOptimizer<Coordinates>
  >(_: O.Type, lanes: L.Type, coordinates: C.Type)
  mutating func visit<O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>>(
    _: O.Type, lanes: L.Type)
  mutating func visit<O: NamedOptimizer<Point<Double>>, C: NamedOptimizer<Coordinates>>(
    _: O.Type, coordinates: C.Type)
  mutating func visit<O: NamedOptimizer<Point<Double>>>(_: O.Type)
}

/// A visitor that ignores the optimizers without specialized kernels.
private protocol SpecializedVisitor: Visitor {}

extension SpecializedVisitor {
  @inline(__always)
  mutating func visit<
    O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>,
    C: NamedOptimizer<Coordinates>
  >(_: O.Type, lanes: L.Type, coordinates: C.Type) {}

  @inline(__always)
  mutating func visit<O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>>(
    _: O.Type, lanes: L.Type
  ) {}

  @inline(__always)
  mutating func visit<O: NamedOptimizer<Point<Double>>, C: NamedOptimizer<Coordinates>>(
    _: O.Type, coordinates: C.Type
  ) {}

  @inline(__always)
  mutating func visit<O: NamedOptimizer<Point<Double>>>(_: O.Type) {}
}

/// Collects the catalog entries.
private struct EntryCollector: Visitor {
  var collected: [OptimizerEntry] = []

  @inline(__always)
  mutating func visitSpecialized<
    O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>,
    C: NamedOptimizer<Coordinates>
  >(_ type: O.Type, lanes: L.Type, coordinates: C.Type) where L.Memory == Void {
    visit(type, lanes: lanes, coordinates: coordinates)
  }

  @inline(__always)
  mutating func visit<
    O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>,
    C: NamedOptimizer<Coordinates>
  >(_ type: O.Type, lanes: L.Type, coordinates: C.Type) {
    collected.append(OptimizerEntry(type, lanes: lanes, stepper: makeStepper { C($0) }))
  }

  @inline(__always)
  mutating func visit<O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>>(
    _ type: O.Type, lanes: L.Type
  ) {
    collected.append(OptimizerEntry(type, lanes: lanes))
  }

  @inline(__always)
  mutating func visit<O: NamedOptimizer<Point<Double>>, C: NamedOptimizer<Coordinates>>(
    _ type: O.Type, coordinates: C.Type
  ) {
    collected.append(OptimizerEntry(type, stepper: makeStepper { C($0) }))
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
    O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>,
    C: NamedOptimizer<Coordinates>
  >(_: O.Type, lanes: L.Type, coordinates: C.Type) where L.Memory == Void {
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
    O: NamedOptimizer<Point<Double>>, L: NamedOptimizer<Point<Lanes>>,
    C: NamedOptimizer<Coordinates>
  >(_: O.Type, lanes: L.Type, coordinates: C.Type) where L.Memory == Void {
    collected[L.info.id] = { [surface] in
      simulate($0) { SequentialLaneRule(surface, $0) { L($0) } }
    }
  }
}
