/// An update rule, one step w ← w′ on any surface.
///
/// A step receives the surface instead of a gradient, since sharpness-aware methods evaluate the
/// gradient at a point of their choice. `N` is the number type of the step: `Double` for one run,
/// `Lanes` for one run per lane. A rule must not branch on a value of type `N`; compare with `<` and
/// pick with `N.select`.
///
/// To add an optimizer, add one file to `Optimizers` and one line to `Catalog/Optimizers.swift`. What
/// sweeps and predictions know of a rule is a static member with a default.
///
/// ```swift
/// let sam = SAM<Double> { $0 == .rho ? 0.05 : $0.defaultValue }
/// var w = Point(3.0, 0.34)
/// var memory: Void = sam.initialMemory(seed: 0)
/// let ascentPoint = sam.step(&w, &memory, on: Hyperbola { $0.defaultValue })
/// ```
public protocol Optimizer<N>: Sendable {
  /// The number type of the step; `Double` for rules that only run one at a time.
  associatedtype N: Number

  /// The state carried from step to step, such as a velocity; `Void` for a rule without state.
  associatedtype Memory: Sendable = Void

  /// The id, update rule, knobs and source for catalogs, help and the screen.
  static var info: OptimizerInfo { get }

  /// Creates the rule from its hyperparameters.
  ///
  /// `knob` returns the value of each knob in `info.knobs`, within the range of the knob.
  init(_ knob: (Knob) -> N)

  /// Returns the memory before the first step.
  ///
  /// A rule with random draws keeps a generator seeded with `seed` in its memory, so equal seeds
  /// give equal runs, bit for bit; such a rule runs on `Double` only, since all lanes of a vector
  /// share the seed. The default, for `Memory == Void`, returns `()`.
  func initialMemory(seed: UInt64) -> Memory

  /// Updates `p` by one step.
  ///
  /// The cost is `info.evaluationsPerStep` gradients, or fewer where `evaluations(after:_:)` says
  /// so. A step does not check for divergence: ∞ and NaN propagate to `p`.
  ///
  /// Updates the iterate `p` and the memory, which comes from `initialMemory(seed:)` or from the
  /// previous step. The surface is the loss; stochastic runs pass a surface with the noise of this
  /// step. The returned point is w for plain descent and w + ε for sharpness-aware rules.
  func step<S: Surface>(_ p: inout Point<N>, _ memory: inout Memory, on surface: S) -> Point<N>

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
  static func effectiveStepSize(_ knob: (Knob) -> N) -> N

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

extension Optimizer {
  /// Returns NaN: no closed form of the stability threshold is known.
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    .nan
  }

  /// Returns `steps` times `info.evaluationsPerStep`.
  public static func evaluations(after steps: Int, _ knob: (Knob) -> Double) -> Int {
    steps * info.evaluationsPerStep
  }

  /// Returns η.
  public static func effectiveStepSize(_ knob: (Knob) -> N) -> N { knob(.eta) }

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
  public func initialMemory(seed: UInt64) {}
}

/// Returns ρg/‖g‖, the perturbation of a normalized rule; zero where g is zero.
///
/// As in the reference code of SAM, 10⁻¹² is added to ‖g‖.
@inline(__always)
func ascentStep<N: Number>(_ g: Point<N>, _ rho: N) -> Point<N> { (rho / (g.norm + 1e-12)) * g }

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
  /// The label of the stability threshold on the screen, such as 2/η.
  public let stabilityThresholdLabel: String
  /// The preferred index of the colour and the glyph on the screen; nil for the next free index.
  public let styleIndex: Int?

  /// Creates the description of an optimizer.
  public init(
    id: String, name: String, rule: String, knobs: [Knob], evaluationsPerStep: Int,
    source: String, stabilityThresholdLabel: String = "edge", styleIndex: Int? = nil
  ) {
    self.id = id
    self.name = name
    self.updateRule = rule
    self.knobs = knobs
    self.evaluationsPerStep = evaluationsPerStep
    self.source = source
    self.stabilityThresholdLabel = stabilityThresholdLabel
    self.styleIndex = styleIndex
  }
}
