/// An update rule: how an iterate moves on a surface.
///
/// It is given the surface, not a gradient, since sharpness-aware methods choose where they look.
/// `N` is the number it computes in: one setting (`Double`), or many side by side.
///
/// To add an optimizer: one file here, one line in `Catalog/Optimizers.swift`.
public protocol Optimizer<N>: Sendable {
  associatedtype N: Number
  /// What it carries from step to step, such as a velocity.
  associatedtype Memory: Sendable = Void

  static var info: OptimizerInfo { get }

  /// The rule with these values of its knobs.
  init(_ knob: (Knob) -> N)

  /// The memory before the first step; what a rule draws at random, it draws from this seed.
  func initialMemory(seed: UInt64) -> Memory

  /// Moves `p` by one step and returns the point w + ε at which the gradient was taken.
  func step<S: Surface>(_ p: inout Point<N>, _ memory: inout Memory, on surface: S) -> Point<N>

  /// The sharpness above which the rule is locally unstable, where theory knows it.
  ///
  /// `gradientNorm` is ‖∇f‖ at the iterate, which moves the edge of a normalized method. NaN where
  /// there is no such value.
  static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double

  /// Gradients paid for the first `steps` steps.
  static func evaluations(after steps: Int, _ knob: (Knob) -> Double) -> Int
}

extension Optimizer {
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    .nan
  }

  public static func evaluations(after steps: Int, _ knob: (Knob) -> Double) -> Int {
    steps * info.evaluationsPerStep
  }
}

extension Optimizer where Memory == Void {
  public func initialMemory(seed: UInt64) {}
}

/// ρ g/‖g‖, the look uphill of a normalized rule; zero where g is zero.
///
/// The norm carries 10⁻¹² as the reference code of SAM does.
@inline(__always)
func ascentStep<N: Number>(_ g: Point<N>, _ rho: N) -> Point<N> { (rho / (g.norm + 1e-12)) * g }

/// What a user reads about an optimizer.
public struct OptimizerInfo: Sendable {
  public let id: String
  public let name: String
  /// The update as text.
  public let updateRule: String
  public let knobs: [Knob]
  /// Gradients paid for each step; the most, where steps differ.
  public let evaluationsPerStep: Int
  public let source: String
  /// What to call the edge on the screen, such as 2/η.
  public let stabilityThresholdLabel: String

  public init(
    id: String, name: String, rule: String, knobs: [Knob], evaluationsPerStep: Int,
    source: String, edgeName: String = "edge"
  ) {
    self.id = id
    self.name = name
    self.updateRule = rule
    self.knobs = knobs
    self.evaluationsPerStep = evaluationsPerStep
    self.source = source
    self.stabilityThresholdLabel = edgeName
  }
}
