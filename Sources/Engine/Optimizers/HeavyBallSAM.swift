/// SAM with heavy-ball momentum.
///
/// v ← βv + ∇f(w + ε), w ← w − ηv, ε = ρ∇f(w)/‖∇f(w)‖
///
/// On a quadratic the 2-cycle of amplitude ηλρ/(2(1 + β) − ηλ) is locally stable for
/// ηλ < 2(1 + β). For β above about ½, larger cycles of period 4 and 6 coexist.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `rho`: perturbation radius ρ, 0 to 100, default 0.1.
///   - `beta`: momentum coefficient β, 0 to 0.999999, default 0.9.
/// - References: Foret, Kleiner, Mobahi, Neyshabur (2021), arXiv 2010.01412.
/// - Example: `ravine run --surface quadratic --optimizer sam-momentum:rho=0.1,beta=0.9`
public struct HeavyBallSAM<V: VectorSpace>: NamedOptimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "sam-momentum", name: "SAM + momentum", rule: "v ← βv + ∇f(w + ρĝ), w ← w − ηv",
      knobs: [.eta, .rho, .beta], evaluationsPerStep: 2,
      source: "Foret et al. 2021, reference code with heavy-ball momentum")
  }

  private let eta, rho, beta: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) {
    eta = knob(.eta)
    rho = knob(.rho)
    beta = knob(.beta)
  }

  /// Returns the velocity v = 0.
  public func initialMemory(at w: V, seed: UInt64) -> V { w.zero }

  @inline(__always)
  public func step(_ w: inout V, _ velocity: inout V, on objective: some Objective<V>) -> V {
    let ascentPoint = w + ascentStep(objective.gradient(w), rho)
    velocity = beta * velocity + objective.gradient(ascentPoint)
    w = w - eta * velocity
    return ascentPoint
  }

  /// Returns the λ with λ + ρλ²/‖∇f‖ = 2(1 + β)/η.
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    SAMFamilyRule.stabilityThreshold(
      eta: knob(.eta) / (1 + knob(.beta)), ascent: knob(.rho) / (gradientNorm + 1e-12))
  }

  /// Returns η/(1 − β).
  public static func effectiveStepSize(_ knob: (Knob) -> V.Scalar) -> V.Scalar {
    knob(.eta) / (1 - knob(.beta))
  }

  /// Returns the rule with μ = 1 and momentum.
  public static func samFamilyRule(_ knob: (Knob) -> Double) -> SAMFamilyRule? {
    SAMFamilyRule(eta: knob(.eta), rho: knob(.rho), mu: 1, beta: knob(.beta))
  }
}
