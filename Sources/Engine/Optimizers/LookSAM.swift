import Integers

/// LookSAM, SAM with an ascent step every k-th step only.
///
/// Every k-th step: w ← w − ηg̃, gᵥ ← g̃ − ⟨g̃, g⟩g/‖g‖², g̃ = ∇f(w + ρg/‖g‖), g = ∇f(w).
/// Otherwise: w ← w − η(g + α‖g‖gᵥ/‖gᵥ‖).
///
/// The steps in between reuse gᵥ, the component of SAM's gradient orthogonal to g. α sets the speed
/// of the drift along a valley. Where g̃ is parallel to g up to rounding, gᵥ is zero.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `rho`: perturbation radius ρ, 0 to 100, default 0.1.
///   - `every`: period k of the SAM steps, rounded, 1 to 1000, default 5.
///   - `alpha`: weight α of the reused component, 0 to 10, default 0.7.
/// - References: Liu et al. (2022), arXiv 2203.02714.
/// - Example: `ravine run --surface hyperbola --optimizer looksam:rho=0.1,every=5`
public struct LookSAM<V: VectorSpace>: NamedOptimizer where V.Scalar == Double {
  static var every: Knob { Knob("every", symbol: "k", 5, in: 1...1000, "period of the SAM steps") }
  static var alpha: Knob {
    Knob("alpha", symbol: "α", 0.7, in: 0...10, "weight of the reused component")
  }

  /// The number of steps taken, and gᵥ/‖gᵥ‖ of the last SAM step.
  public struct Memory: Sendable {
    var step = 0.0
    var orthogonalDirection: V
  }

  /// The rule on lanes; 1.78·10⁻¹⁵ is 8 times the unit roundoff.
  public static var laneRule: String? {
    """
    knob every = 5 from 1 to 1000
    knob alpha = 0.7 from 0 to 10
    memory direction = 0
    ascends = mod(t - 1, max(1, round(every))) == 0
    g = grad(w)
    ascent_gradient = grad(w + rho*unit(g))
    orthogonal = ascent_gradient - dot(ascent_gradient, g)/dot(g, g)*g
    length = sqrt(dot(orthogonal, orthogonal))
    is_orthogonal = dot(g, g) > 0 and length > 1.7763568394002505e-15*norm(ascent_gradient)
    direction = if(ascends, if(is_orthogonal, 1/length*orthogonal, 0), direction)
    w - eta*if(ascends, ascent_gradient, g + alpha*norm(g)*direction)
    """
  }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "looksam", name: "LookSAM",
      rule: "every k steps SAM; else w ← w − η(g + α‖g‖ĝᵥ), gᵥ = g̃ − proj g̃ on g",
      knobs: [.eta, .rho, every, alpha], evaluationsPerStep: 2,
      source: "Liu et al. 2022, arXiv 2203.02714")
  }

  private let eta, rho, every, alpha: Double

  public init(_ knob: (Knob) -> Double) {
    eta = knob(.eta)
    rho = knob(.rho)
    every = max(1, knob(Self.every).rounded())
    alpha = knob(Self.alpha)
  }

  /// Returns the memory before the first step, which is a SAM step.
  public func initialMemory(at w: V, seed: UInt64) -> Memory {
    Memory(orthogonalDirection: w.zero)
  }

  @inline(__always)
  public func step(_ w: inout V, _ memory: inout Memory, on objective: some Objective<V>) -> V {
    let g = objective.gradient(w)
    defer { memory.step += 1 }
    guard memory.step.truncatingRemainder(dividingBy: every) == 0 else {
      let previous = w
      w = w - eta * (g + (alpha * g.norm) * memory.orthogonalDirection)
      return previous
    }
    let ascentPoint = w + ascentStep(g, rho)
    let ascentGradient = objective.gradient(ascentPoint)
    memory.orthogonalDirection = Self.orthogonalDirection(of: ascentGradient, to: g)
    w = w - eta * ascentGradient
    return ascentPoint
  }

  /// Returns the unit vector of the component of `vector` orthogonal to `axis`.
  ///
  /// Zero if that component is at most the rounding error of the projection.
  private static func orthogonalDirection(of vector: V, to axis: V) -> V {
    let square = axis.dot(axis)
    guard square > 0 else { return axis.zero }
    let component = vector - (vector.dot(axis) / square) * axis
    let length = component.norm
    guard length > 8 * Double.ulpOfOne * vector.norm else { return axis.zero }
    return (1 / length) * component
  }

  /// Returns `steps` + ⌈`steps`/k⌉: two gradients per SAM step, one per other step.
  public static func evaluations(after steps: Int, _ knob: (Knob) -> Double) -> Int {
    let every = Int(clamping: max(1, knob(Self.every).rounded()))
    return steps + (steps + every - 1) / every
  }
}
