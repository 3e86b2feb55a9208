/// An update rule, one step w ← w′ on any objective.
///
/// A step receives the objective instead of a gradient, since sharpness-aware methods evaluate the
/// gradient at a point of their choice. `V` is the vector space of the parameters: `Point<Double>`
/// for one run in the plane, `Point<Lanes>` for one run per lane. A rule computes with vectors, or
/// component by component with `map` and `zip`; a rule that needs the coordinates x and y sets `V` to
/// a `Point`. A rule must not branch on a scalar; compare with `<` and pick with `V.Scalar.select`.
///
/// ```swift
/// let sam = SAM<Point<Double>> { $0 == .rho ? 0.05 : $0.defaultValue }
/// var w = Point(3.0, 0.34)
/// var memory: Void = sam.initialMemory(at: w, seed: 0)
/// let loss = SurfaceObjective(Hyperbola { $0.defaultValue }, on: Double.self)
/// let ascentPoint = sam.step(&w, &memory, on: loss)
/// ```
public protocol Optimizer<V>: Sendable {
  /// The vector space of the parameters.
  ///
  /// The scalars of a rule that only runs one at a time are `Double`.
  associatedtype V: VectorSpace

  /// The state carried from step to step, such as a velocity; `Void` for a rule without state.
  associatedtype Memory: Sendable = Void

  /// Returns the memory before the first step from `w`.
  ///
  /// `w` gives the dimension of the vectors in the memory. A rule with random draws keeps a generator
  /// seeded with `seed` in its memory, so equal seeds give equal runs, bit for bit; such a rule runs
  /// on `Double` only, since all lanes of a vector share the seed. The default, for
  /// `Memory == Void`, returns `()`.
  func initialMemory(at w: V, seed: UInt64) -> Memory

  /// Updates `w` by one step.
  ///
  /// A step does not check for divergence: ∞ and NaN propagate to `w`.
  ///
  /// Updates the iterate `w` and the memory, which comes from `initialMemory(at:seed:)` or from the
  /// previous step. Stochastic runs pass an objective with the noise of this step. Returns the point
  /// at which the step takes the gradient: the former w for plain descent, w + ε for sharpness-aware
  /// rules.
  func step(_ w: inout V, _ memory: inout Memory, on objective: some Objective<V>) -> V
}

/// An optimizer of the catalog, with an id and hyperparameters.
///
/// To add an optimizer, add one file to `Optimizers` and one line to `Catalog/Optimizers.swift`. What
/// sweeps and predictions know of a rule is a static member with a default.
public protocol NamedOptimizer<V>: Optimizer {
  /// The id, update rule, knobs and source for catalogs, help and the screen.
  static var info: OptimizerInfo { get }

  /// Creates the rule from its hyperparameters.
  ///
  /// `knob` returns the value of each knob in `info.knobs`, within the range of the knob.
  init(_ knob: (Knob) -> V.Scalar)

  /// Returns the stability threshold: the sharpness above which the rule is locally unstable.
  ///
  /// - Parameters:
  ///   - knob: The value of each knob.
  ///   - gradientNorm: ‖∇f‖ at the iterate, on which the threshold of normalized rules depends.
  /// - Returns: The threshold; NaN, the default, where no closed form is known.
  static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double

  /// Returns the number of gradient evaluations of the first `steps` steps.
  ///
  /// The default is `steps` times `info.evaluationsPerStep`.
  static func evaluations(after steps: Int, _ knob: (Knob) -> Double) -> Int

  /// Returns the displacement per step under a constant gradient of norm 1.
  ///
  /// The classification of states compares the motion of a run with this displacement. The default
  /// is η; a rule with momentum returns η/(1 − β).
  static func effectiveStepSize(_ knob: (Knob) -> V.Scalar) -> V.Scalar

  /// Whether a step draws random numbers; false by default.
  static var drawsRandomNumbers: Bool { get }

  /// An update rule with the same bits, for sweeps of formulas and of an optimizer on `Double` alone.
  ///
  /// Nil, the default, for an optimizer without one. An optimizer on `Double` alone then runs one at a
  /// time in sweeps.
  static var laneRule: String? { get }

  /// Returns the rule as a member of the family to which the predictions apply.
  ///
  /// Nil, the default, for a rule outside the family: then no prediction applies.
  static func samFamilyRule(_ knob: (Knob) -> Double) -> SAMFamilyRule?

  /// Returns the largest stable η at a minimum whose largest Hessian eigenvalue is `sharpness`.
  ///
  /// `knob` returns the value of each other knob. The default is that of `samFamilyRule`, or else
  /// the η at which `stabilityThreshold` equals `sharpness`; NaN without a threshold.
  static func maxStableEta(_ knob: (Knob) -> Double, sharpness: Double) -> Double
}

extension NamedOptimizer {
  /// Returns NaN: no closed form of the stability threshold is known.
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    .nan
  }

  /// Returns `steps` times `info.evaluationsPerStep`.
  public static func evaluations(after steps: Int, _ knob: (Knob) -> Double) -> Int {
    steps * info.evaluationsPerStep
  }

  /// Returns η.
  public static func effectiveStepSize(_ knob: (Knob) -> V.Scalar) -> V.Scalar { knob(.eta) }

  /// False: no step draws random numbers.
  public static var drawsRandomNumbers: Bool { false }

  /// Nil: the optimizer has no update rule for lanes.
  public static var laneRule: String? { nil }

  /// Returns nil: the predictions do not apply.
  public static func samFamilyRule(_ knob: (Knob) -> Double) -> SAMFamilyRule? { nil }

  /// Returns the largest stable η of `samFamilyRule`, or else solves `stabilityThreshold` for η.
  public static func maxStableEta(_ knob: (Knob) -> Double, sharpness: Double) -> Double {
    if let rule = samFamilyRule(knob) { return rule.maxStableEta(sharpness) }
    // For ‖∇f‖ → ∞ the length of a normalized perturbation is negligible.
    func threshold(_ eta: Double) -> Double {
      stabilityThreshold(
        { $0.id == Knob.eta.id ? eta : knob($0) }, gradientNorm: .infinity)
    }
    var (low, high) = (max(Knob.eta.range.lowerBound, 1e-9), Knob.eta.range.upperBound)
    guard threshold(low) > sharpness, threshold(high) < sharpness else { return .nan }
    for _ in 0..<60 {
      let middle = (low * high).squareRoot()
      if threshold(middle) > sharpness { low = middle } else { high = middle }
    }
    return low
  }
}

extension Optimizer where Memory == Void {
  /// Returns no state.
  public func initialMemory(at w: V, seed: UInt64) {}
}

/// Returns ρg/‖g‖, the perturbation of a normalized rule; zero where g is zero.
///
/// As in the reference code of SAM, 10⁻¹² is added to ‖g‖.
@inline(__always)
func ascentStep<V: VectorSpace>(_ g: V, _ rho: V.Scalar) -> V { (rho / (g.norm + 1e-12)) * g }

/// The description of an optimizer for catalogs, help and the screen.
public struct OptimizerInfo: Sendable {
  /// The id in commands and files, such as `sam`.
  public let id: String
  /// The name on the screen, such as SAM.
  public let name: String
  /// The update rule in mathematical notation.
  public let updateRule: String
  /// The hyperparameters, in display order.
  public let knobs: [Knob]
  /// Gradient evaluations per step; the maximum, where steps differ.
  public let evaluationsPerStep: Int
  /// The publication: authors, year and arXiv number.
  public let source: String
  /// What the rule does and what a run shows, in a few sentences; may be empty.
  public let about: String
  /// The label of the stability threshold on the screen, such as 2/η.
  public let stabilityThresholdLabel: String
  /// The preferred index of the colour and the glyph on the screen; nil for the next free index.
  public let styleIndex: Int?

  /// Creates the description of an optimizer.
  public init(
    id: String, name: String, rule: String, knobs: [Knob], evaluationsPerStep: Int,
    source: String, about: String = "", stabilityThresholdLabel: String = "edge",
    styleIndex: Int? = nil
  ) {
    self.id = id
    self.name = name
    self.updateRule = rule
    self.knobs = knobs
    self.evaluationsPerStep = evaluationsPerStep
    self.source = source
    self.about = about
    self.stabilityThresholdLabel = stabilityThresholdLabel
    self.styleIndex = styleIndex
  }
}
