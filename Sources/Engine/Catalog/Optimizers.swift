extension Catalog {
  /// Visits every optimizer type; a new optimizer needs one line here.
  ///
  /// `visitSpecialized` compiles a kernel per surface, for speed; the optimizers of `visit` share one
  /// kernel that calls the surface through closures.
  @inline(__always)
  private static func visitAll<V: Visitor>(_ visitor: inout V) {
    visitor.visitSpecialized(GradientDescent<Double>.self)
    visitor.visitSpecialized(SAM<Double>.self)
    visitor.visitSpecialized(USAM<Double>.self)
    visitor.visitSpecialized(UnifiedSAM<Double>.self)
    visitor.visit(HeavyBall<Double>.self)
    visitor.visit(Nesterov<Double>.self)
    visitor.visit(AdaGrad<Double>.self)
    visitor.visit(RMSProp<Double>.self)
    visitor.visit(Adam<Double>.self)
    visitor.visit(SGD<Double>.self)
    visitor.visit(ClippedGD<Double>.self)
    visitor.visit(NormalizedSGD<Double>.self)
    visitor.visit(HeavyBallSAM<Double>.self)
    visitor.visit(ASAM<Double>.self)
    visitor.visit(StableSAM<Double>.self)
    visitor.visit(SAMOn<Double>.self)
    visitor.visit(GSAM<Double>.self)
    visitor.visit(LookSAM.self)
    visitor.visit(EfficientSAM.self)
    visitor.visit(FriendlySAM<Double>.self)
    visitor.visit(MSAM<Double>.self)
    visitor.visit(MomentumSAM<Double>.self)
    visitor.visit(RandomSmoothing.self)
    visitor.visit(OBAR<Double>.self)
    visitor.visit(NBAR<Double>.self)
    visitor.visit(DominantSGD.self)
    visitor.visit(BulkSGD.self)
    visitor.visit(PRGD.self)
  }

  /// The built-in optimizers, in display order.
  public static let optimizers: [OptimizerEntry] = {
    var entries = EntryCollector()
    visitAll(&entries)
    return entries.collected
  }()

  /// Returns the kernels of the specialized optimizers by id, specialized where `S` is concrete.
  @inline(__always)
  static func kernels<S: Surface>(on surface: S) -> [(String, Kernel)] {
    var kernels = KernelCollector(surface: surface)
    visitAll(&kernels)
    return kernels.collected
  }

  /// An operation on every optimizer type of the catalog.
  private protocol Visitor {
    mutating func visitSpecialized<O: Optimizer<Double>>(_: O.Type)
    mutating func visit<O: Optimizer<Double>>(_: O.Type)
  }

  /// Collects the catalog entries.
  private struct EntryCollector: Visitor {
    var collected: [OptimizerEntry] = []

    @inline(__always)
    mutating func visitSpecialized<O: Optimizer<Double>>(_ type: O.Type) { visit(type) }

    @inline(__always)
    mutating func visit<O: Optimizer<Double>>(_ type: O.Type) {
      collected.append(OptimizerEntry(type))
    }
  }

  /// Collects the specialized kernels on one surface.
  private struct KernelCollector<S: Surface>: Visitor {
    let surface: S
    var collected: [(String, Kernel)] = []

    @inline(__always)
    mutating func visitSpecialized<O: Optimizer<Double>>(_: O.Type) {
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

    @inline(__always)
    mutating func visit<O: Optimizer<Double>>(_: O.Type) {}
  }
}
