import Vectors

/// A surface chosen at run time, with type-erased evaluation and specialized simulations.
///
/// A simulation is fast only if the compiler sees the types of surface and optimizer. The
/// initializer therefore instantiates one kernel per specialized optimizer and stores the kernels as
/// closures over a whole run instead of a single gradient.
///
/// ```swift
/// let surface = try Catalog.surface(.named("hyperbola"))
/// let sam = OptimizerChoice("sam", knobs: ["rho": 0.1])
/// let trajectory = try surface.trajectory(sam, from: Point(3, 0.34), steps: 1000)
/// ```
public final class AnySurface: Sendable {
  /// The choice from which the surface was created.
  public let choice: SurfaceChoice
  /// The description of the surface.
  public let info: SurfaceInfo
  /// The minima, saddles and valleys known in closed form.
  public let landmarks: Landmarks
  /// The loss f; NaN outside the domain.
  public let value: @Sendable (Point<Double>) -> Double
  /// The gradient ∇f.
  public let gradient: @Sendable (Point<Double>) -> Point<Double>
  /// The Hessian ∇²f.
  public let hessian: @Sendable (Point<Double>) -> Hessian
  /// Returns why the loss at a point is NaN.
  public let undefinedLoss: @Sendable (Point<Double>) -> UndefinedLoss
  /// Evaluates f at (x, y) for each x of a row and writes the values to a buffer.
  ///
  /// The buffer must have at least as many elements as `xs`.
  public let values: @Sendable (_ xs: [Double], _ y: Double, inout [Double]) -> Void
  /// The gradient by dual numbers through `value`, the reference for hand-written gradients.
  let autodiffGradient: @Sendable (Point<Double>) -> Point<Double>
  private let traits: SurfaceTraits
  /// The formula of a user-defined surface; nil for other surfaces.
  public let formula: Formula?
  /// The problem and the plane of a problem of many parameters; nil for other surfaces.
  public let projection: ProblemProjection?
  let batchEvaluator: BatchEvaluator<Double>
  let laneBatchEvaluator: BatchEvaluator<Lanes>
  let erasedSurface: ErasedSurface
  private let kernels: [String: Kernel]
  /// The simulations on lanes, by optimizer id.
  let laneKernels: [String: LaneKernel]

  /// Whether label noise applies to the surface.
  public var hasLabels: Bool { traits.hasLabels }
  /// Whether f is quadratic, so that every stability threshold is exact.
  public var isQuadratic: Bool { traits.isQuadratic }
  /// c₃ of ℓ′(u) = u − c₃u³ + … if f = ℓ(xy); nil for other surfaces.
  public var productLossCubicCoefficient: Double? { traits.productLossCubicCoefficient }

  /// Creates a surface whose lane kernels are specialized for `S`.
  convenience init<S: Surface>(_ surface: S, _ info: SurfaceInfo, _ choice: SurfaceChoice) {
    self.init(surface, info, choice, Catalog.laneKernels(on: surface))
  }

  /// Creates the surface of a formula, on which lanes run the update rules of optimizers.
  convenience init(_ formula: Formula, _ choice: SurfaceChoice) {
    let surface = formula.surface
    self.init(surface, formula.info, choice, [:], formula)
  }

  /// Creates a surface with the given lane kernels.
  init<S: Surface>(
    _ surface: S, _ info: SurfaceInfo, _ choice: SurfaceChoice, _ laneKernels: [String: LaneKernel],
    _ formula: Formula? = nil, _ projection: ProblemProjection? = nil
  ) {
    self.formula = formula
    self.projection = projection
    traits = SurfaceTraits(surface)
    self.choice = choice
    self.info = info
    landmarks = surface.landmarks
    erasedSurface = ErasedSurface(surface)
    (value, gradient, hessian) = erasedSurface.pointFunctions
    undefinedLoss = { surface.undefinedLoss(at: $0) }
    autodiffGradient = { p in
      let f = surface.value(Point(Dual(p.x, dx: 1, dy: 0), Dual(p.y, dx: 0, dy: 1)))
      return Point(f.dx, f.dy)
    }
    values = { xs, y, buffer in
      if let projection {
        let losses = projection.losses(xs, [y])
        for index in xs.indices { buffer[index] = losses[index] }
        return
      }
      for (index, x) in xs.enumerated() { buffer[index] = surface.value(Point(x, y)) }
    }
    batchEvaluator = BatchEvaluator(surface)
    laneBatchEvaluator = BatchEvaluator(surface)
    kernels = Dictionary(uniqueKeysWithValues: Catalog.kernels(on: surface))
    self.laneKernels = laneKernels
  }

  /// Returns the trajectory of an optimizer from `start`.
  ///
  /// The trajectory has `steps` + 1 points, or fewer if the run diverges. Equal arguments give equal
  /// trajectories, bit for bit.
  ///
  /// - Throws: `EngineError` if the optimizer or a knob is unknown, a knob is out of range, or the
  ///   surface has no labels for label noise.
  public func trajectory(
    _ optimizer: OptimizerChoice, from start: Point<Double>, steps: Int, noise: Noise = .none,
    seed: UInt64 = 0
  ) throws(EngineError) -> Trajectory {
    try trajectory(
      Catalog.optimizer(optimizer), optimizer, from: start, steps: steps, noise: noise,
      seed: seed)
  }

  /// Returns the trajectory of an optimizer that need not be in the catalog.
  func trajectory(
    _ entry: OptimizerEntry, _ optimizer: OptimizerChoice, from start: Point<Double>, steps: Int,
    noise: Noise, seed: UInt64
  ) throws(EngineError) -> Trajectory {
    if case .label = noise, !hasLabels { throw .noLabel(info.id) }
    let input = RunInput(
      knobs: try entry.knobValues(optimizer), start: start, steps: steps, seed: seed, noise: noise)
    let kernel = input.isTimeInvariant ? kernels[entry.info.id] : nil
    var trajectory = kernel?(input) ?? entry.kernel(erasedSurface, input)
    trajectory.undefinedLoss = undefinedLoss(endingRun: trajectory) { entry.kernel($0, input) }
    return trajectory
  }
}

extension AnySurface {
  /// Returns the lane kernel of an optimizer: specialized, or else through closures.
  ///
  /// Nil for an optimizer that only runs one at a time.
  func laneKernel(of optimizer: OptimizerEntry) -> LaneKernel? {
    if let specialized = laneKernels[optimizer.info.id] { return specialized }
    return optimizer.lanes?.kernel(erasedSurface)
  }
}

/// A simulation specialized for one surface and one optimizer.
typealias Kernel = @Sendable (RunInput) -> Trajectory

/// A built-in surface of the catalog.
public struct SurfaceEntry: Sendable {
  /// The description of the surface.
  public let info: SurfaceInfo
  private let build: @Sendable (KnobValues, SurfaceChoice) -> AnySurface

  /// Creates the entry of a surface type.
  ///
  /// Not generic: the compiler would emit the kernels of all surfaces as one unit, which it optimizes
  /// on one core.
  init(
    _ info: SurfaceInfo, _ build: @escaping @Sendable (KnobValues, SurfaceChoice) -> AnySurface
  ) {
    self.info = info
    self.build = build
  }

  /// Returns the surface with the given parameters; parameters without a value have their default.
  ///
  /// - Throws: `EngineError` if an id is unknown or a value out of range.
  public func surface(_ values: [String: Double] = [:]) throws(EngineError) -> AnySurface {
    let knobs = try info.knobs.validated(values, of: .surface(info.id))
    return build(knobs, .named(info.id, knobs: values))
  }
}

extension NamedSurface {
  /// Returns the surface with its kernels.
  static func surface(_ knobs: KnobValues, _ choice: SurfaceChoice) -> AnySurface {
    AnySurface(Self { knobs[$0] }, info, choice)
  }
}

extension [Knob] {
  /// Returns `values` if every id is known and every value valid; throws at the first bad id.
  ///
  /// Ids are checked in alphabetical order. NaN is out of every range.
  func validated(
    _ values: [String: Double], of owner: EngineError.Owner
  ) throws(EngineError) -> KnobValues {
    for (id, value) in values.sorted(by: { $0.key < $1.key }) {
      guard let knob = first(where: { $0.id == id }) else {
        throw .unknownKnob(id, of: owner, known: map(\.id))
      }
      guard knob.range.contains(value) else { throw .outOfRange(knob, value, of: owner) }
      guard !knob.isWhole || value == value.rounded() else {
        throw .notWhole(knob, value, of: owner)
      }
    }
    return KnobValues(values)
  }
}

/// The built-in surfaces and optimizers, by id.
public enum Catalog {
  /// Returns the optimizer with an id.
  ///
  /// - Throws: `EngineError.unknownOptimizer` if no optimizer has the id.
  public static func optimizer(_ id: String) throws(EngineError) -> OptimizerEntry {
    guard let entry = optimizers.first(where: { $0.info.id == id }) else {
      throw .unknownOptimizer(id)
    }
    return entry
  }

  /// Returns the chosen optimizer: a built-in optimizer or a typed rule.
  ///
  /// - Throws: `EngineError` if no optimizer has the id, or if the rule is invalid.
  public static func optimizer(_ choice: OptimizerChoice) throws(EngineError) -> OptimizerEntry {
    switch choice.source {
    case .catalog(let id): return try optimizer(id)
    case .rule(let text):
      do throws(RuleError) {
        return try recentRules.value(for: text) { () throws(RuleError) in
          OptimizerEntry(try Rule(text))
        }
      } catch { throw .rule(error) }
    }
  }

  /// The last rules: a frame of the screen asks for the optimizer of every run.
  private static let recentRules = RecentValues<String, OptimizerEntry>(capacity: 16, ==)

  /// Returns the chosen surface.
  ///
  /// - Throws: `EngineError` if the id or a parameter is unknown, a parameter is out of range, or
  ///   the formula is invalid.
  public static func surface(_ choice: SurfaceChoice) throws(EngineError) -> AnySurface {
    try kind(of: choice).surface(choice)
  }
}
