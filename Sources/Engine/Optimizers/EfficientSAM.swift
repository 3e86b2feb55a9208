/// Efficient SAM (ESAM), SAM with stochastic weight perturbation.
///
/// w ← w − η∇f(w + ε), ε = (ρ/β)m∘∇f(w)/‖∇f(w)‖, mᵢ ~ Bernoulli(β)
///
/// Each step perturbs a random subset of the coordinates; the factor 1/β keeps the mean of ε.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `rho`: perturbation radius ρ, 0 to 100, default 0.1.
///   - `beta`: probability β that a coordinate is perturbed, 0.01 to 1, default 0.5.
/// - References: Du et al. (2022), arXiv 2110.03141.
/// - Example: `ravine run --surface hyperbola --optimizer esam:rho=0.1,beta=0.5`
public struct EfficientSAM<V: VectorSpace>: NamedOptimizer where V.Scalar == Double {
  static var beta: Knob {
    Knob("beta", symbol: "β", 0.5, in: 0.01...1, "probability that an axis is perturbed")
  }

  /// True: each step draws a perturbation.
  public static var drawsRandomNumbers: Bool { true }

  /// The rule on lanes.
  public static var laneRule: String? {
    """
    knob beta = 0.5 from 0.01 to 1
    w - eta*grad(w + if(mask(beta), rho*unit(grad(w))/(beta*one), 0))
    """
  }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "esam", name: "ESAM", rule: "w ← w − η∇f(w + (ρ/β)m∘ĝ), m random",
      knobs: [.eta, .rho, beta], evaluationsPerStep: 2, source: "Du et al. 2022, arXiv 2110.03141")
  }

  private let eta, rho, beta: Double

  public init(_ knob: (Knob) -> Double) {
    eta = knob(.eta)
    rho = knob(.rho)
    beta = knob(Self.beta)
  }

  /// Returns the random generator of the run, seeded with `seed`.
  public func initialMemory(at w: V, seed: UInt64) -> SplitMix64 { SplitMix64(seed: seed) }

  @inline(__always)
  public func step(_ w: inout V, _ generator: inout SplitMix64, on objective: some Objective<V>)
    -> V
  {
    let draws = w.map { _ in generator.uniform() }
    let epsilon = ascentStep(objective.gradient(w), rho)
    let ascentPoint = w + epsilon.zip(draws) { .select($1 < beta, $0 / beta, 0) }
    w = w - eta * objective.gradient(ascentPoint)
    return ascentPoint
  }
}
