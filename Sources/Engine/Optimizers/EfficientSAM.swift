/// SAM that looks uphill along a random part of the axes (Du and others, 2022).
///
/// Each axis is kept with probability β, and then counts 1/β as much.
public struct EfficientSAM: Optimizer {
  public typealias N = Double

  static var beta: Knob {
    Knob("beta", symbol: "β", 0.5, in: 0.01...1, "chance of an axis to be perturbed")
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

  public func initialMemory(seed: UInt64) -> SplitMix64 { SplitMix64(seed: seed) }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<Double>, _ bits: inout SplitMix64, on surface: S)
    -> Point<Double>
  {
    let full = ascentStep(surface.gradient(p), rho)
    let x = bits.uniform() < beta ? full.x / beta : 0
    let y = bits.uniform() < beta ? full.y / beta : 0
    let look = p + Point(x, y)
    p = p - eta * surface.gradient(look)
    return look
  }
}
