/// Randomized smoothing, gradient descent at a random perturbed point.
///
/// w ← w − η∇f(w + ρu), u uniform on the unit circle
///
/// In expectation the step descends f + ¼ρ² tr ∇²f + O(ρ⁴): the trace of the Hessian decreases, on
/// ½(xy − 1)² at half the rate of SAM.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `rho`: perturbation radius ρ, 0 to 100, default 0.1.
/// - References: Duchi, Bartlett, Wainwright (2012), arXiv 1103.4296, with u on the circle. Ahn,
///   Jadbabaie, Sra (2024), arXiv 2305.15659, perturb otherwise: only where ‖∇f‖ is small, and by the
///   component of ∇f(w + ρu) orthogonal to ∇f(w).
/// - Example: `ravine run --surface half-hyperbola --optimizer rs:rho=0.1`
public struct RandomSmoothing: NamedOptimizer {
  public typealias V = Point<Double>

  /// True: each step draws a perturbation.
  public static var drawsRandomNumbers: Bool { true }

  /// The rule on lanes.
  public static var laneRule: String? { "w - eta*grad(w + rho*sphere())" }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "rs", name: "Random smoothing", rule: "w ← w − η∇f(w + ρu), u uniform on the circle",
      knobs: [.eta, .rho], evaluationsPerStep: 1,
      source: "Duchi, Bartlett, Wainwright 2012, arXiv 1103.4296")
  }

  private let eta, rho: Double

  public init(_ knob: (Knob) -> Double) {
    eta = knob(.eta)
    rho = knob(.rho)
  }

  /// Returns the random generator of the run, seeded with `seed`.
  public func initialMemory(at w: V, seed: UInt64) -> SplitMix64 { SplitMix64(seed: seed) }

  @inline(__always)
  public func step(_ w: inout V, _ generator: inout SplitMix64, on objective: some Objective<V>)
    -> V
  {
    let angle = 2 * Double.pi * generator.uniform()
    let perturbedPoint = w + rho * Point(Double.cos(angle), Double.sin(angle))
    w = w - eta * objective.gradient(perturbedPoint)
    return perturbedPoint
  }
}
