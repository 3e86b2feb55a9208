/// The one place where generic code meets a run-time choice.
///
/// A kernel — surface × optimizer, simulated whole — is fast only where the compiler sees both
/// types. So each catalogue entry instantiates its kernels here, at registration, and keeps them as
/// closures over a whole run, not over a gradient.
public final class AnySurface: Sendable {
  public let choice: SurfaceChoice
  public let info: SurfaceInfo
  public let landmarks: Landmarks
  public let value: @Sendable (Point<Double>) -> Double
  public let gradient: @Sendable (Point<Double>) -> Point<Double>
  public let hessian: @Sendable (Point<Double>) -> Hessian
  /// The heights at (x, y) for each x, into a buffer of as many values: a row of a map at once.
  public let values: @Sendable (_ xs: [Double], _ y: Double, inout [Double]) -> Void
  /// The slope by dual numbers through the formula of the height: what `slope` is held to.
  let autodiffGradient: @Sendable (Point<Double>) -> Point<Double>
  /// Whether it has a label for label noise to move.
  public let hasLabels: Bool
  let batchEvaluator: BatchEvaluator<Double>
  let laneBatchEvaluator: BatchEvaluator<Lanes>
  private let erasedSurface: ErasedSurface
  private let kernels: [String: Kernel]
  let laneKernels: [String: LaneKernel]

  convenience init<S: Surface>(_ surface: S, _ card: SurfaceInfo, _ choice: SurfaceChoice) {
    self.init(surface, card, choice, Catalog.laneKernels(on: surface))
  }

  init<S: Surface>(
    _ surface: S, _ card: SurfaceInfo, _ choice: SurfaceChoice, _ laneKernels: [String: LaneKernel]
  ) {
    self.choice = choice
    self.info = card
    landmarks = surface.landmarks
    hasLabels = surface.hasLabels
    erasedSurface = ErasedSurface(surface)
    value = { surface.value($0) }
    gradient = { surface.gradient($0) }
    hessian = { surface.hessian($0) }
    autodiffGradient = { p in
      let f = surface.value(Point(Dual(p.x, dx: 1, dy: 0), Dual(p.y, dx: 0, dy: 1)))
      return Point(f.dx, f.dy)
    }
    values = { xs, y, into in
      for (index, x) in xs.enumerated() { into[index] = surface.value(Point(x, y)) }
    }
    batchEvaluator = BatchEvaluator(surface)
    laneBatchEvaluator = BatchEvaluator(surface)
    kernels = Dictionary(uniqueKeysWithValues: Catalog.kernels(on: surface))
    self.laneKernels = laneKernels
  }

  /// The trajectory of this optimizer from this start.
  ///
  /// - Throws: `EngineError` if there is no such optimizer, a knob is unknown or out of range, or
  ///   there is no label for label noise.
  public func trajectory(
    _ optimizer: OptimizerChoice, from start: Point<Double>, steps: Int, noise: Noise = .none,
    seed: UInt64 = 0
  ) throws(EngineError) -> Trajectory {
    let entry = try Catalog.optimizer(optimizer.id)
    if case .label = noise, !hasLabels { throw .noLabel(info.id) }
    let course = RunInput(
      knobs: try entry.knobValues(optimizer), start: start, steps: steps, seed: seed, noise: noise)
    if course.isTimeInvariant, let kernel = kernels[optimizer.id] { return kernel(course) }
    return entry.kernel(erasedSurface, course)
  }
}

/// A simulation with both types fixed.
typealias Kernel = @Sendable (RunInput) -> Trajectory

/// An optimizer of the catalogue, by its card.
public struct OptimizerEntry: Sendable {
  public let info: OptimizerInfo
  private let stabilityThresholdOf: @Sendable (KnobValues, Double) -> Double
  private let evaluationsOf: @Sendable (Int, KnobValues) -> Int
  /// The simulation on any surface, with noise and schedules too: slower than a kernel of its own.
  let kernel: @Sendable (ErasedSurface, RunInput) -> Trajectory

  @inline(__always)
  init<O: Optimizer<Double>>(_: O.Type) {
    info = O.info
    stabilityThresholdOf = { knobs, norm in O.stabilityThreshold({ knobs[$0] }, gradientNorm: norm)
    }
    evaluationsOf = { steps, knobs in O.evaluations(after: steps, { knobs[$0] }) }
    kernel = { surface, course in
      guard course.isTimeInvariant else { return simulate(varying: surface, O.self, course) }
      return simulate(
        surface, O { course.knobs[$0] }, from: course.start, steps: course.steps, seed: course.seed)
    }
  }

  /// The given values, checked against the knobs of the card; the others keep their initial value.
  public func knobValues(_ given: [String: Double]) throws(EngineError) -> KnobValues {
    try info.knobs.validated(given, of: .optimizer(info.id))
  }

  /// The values and schedules of a choice, checked likewise.
  public func knobValues(_ choice: OptimizerChoice) throws(EngineError) -> KnobValues {
    for id in choice.schedules.keys.sorted() where !info.knobs.contains(where: { $0.id == id }) {
      throw .unknownKnob(id, of: .optimizer(info.id), known: info.knobs.map(\.id))
    }
    return try knobValues(choice.knobs).scheduled(choice.schedules)
  }

  /// Gradients paid for the first `steps` steps with these knobs.
  public func evaluations(after steps: Int, _ knobs: KnobValues) -> Int {
    evaluationsOf(steps, knobs)
  }

  /// The sharpness above which it is locally unstable, or NaN where theory gives no value.
  public func stabilityThreshold(_ knobs: KnobValues, gradientNorm: Double) -> Double {
    stabilityThresholdOf(knobs, gradientNorm)
  }
}

/// A surface of the catalogue, by its card.
public struct SurfaceEntry: Sendable {
  public let info: SurfaceInfo
  private let build: @Sendable (KnobValues, SurfaceChoice) -> AnySurface

  init<S: NamedSurface>(_: S.Type) {
    info = S.info
    build = { knobs, choice in AnySurface(S { knobs[$0] }, S.info, choice) }
  }

  /// The surface with these values of its knobs; the others keep their initial value.
  public func surface(_ given: [String: Double] = [:]) throws(EngineError) -> AnySurface {
    let knobs = try info.knobs.validated(given, of: .surface(info.id))
    return build(knobs, .named(info.id, knobs: given))
  }
}

extension [Knob] {
  func validated(
    _ given: [String: Double], of owner: EngineError.Owner
  ) throws(EngineError) -> KnobValues {
    for (id, value) in given.sorted(by: { $0.key < $1.key }) {
      guard let knob = first(where: { $0.id == id }) else {
        throw .unknownKnob(id, of: owner, known: map(\.id))
      }
      guard knob.range.contains(value) else { throw .outOfRange(knob, value, of: owner) }
    }
    return KnobValues(given)
  }
}

/// What is there to choose from.
public enum Catalog {
  public static func optimizer(_ id: String) throws(EngineError) -> OptimizerEntry {
    guard let entry = optimizers.first(where: { $0.info.id == id }) else {
      throw .unknownOptimizer(id)
    }
    return entry
  }

  /// The chosen surface, ready to be evaluated.
  public static func surface(_ choice: SurfaceChoice) throws(EngineError) -> AnySurface {
    switch choice {
    case .named(let id, let knobs):
      guard let entry = surfaces.first(where: { $0.info.id == id }) else {
        throw .unknownSurface(id)
      }
      return try entry.surface(knobs)
    case .formula(let text, let parameters):
      do throws(FormulaError) {
        let formula = try Formula(text, parameters: parameters)
        let surface = formula.surface
        return AnySurface(surface, formula.info, choice, Catalog.laneKernels(on: surface))
      } catch { throw .formula(error) }
    }
  }
}
