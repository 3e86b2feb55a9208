/// SAM with the gradient brought back to its own length (Tan and others, 2024).
///
/// The hum vanishes, for the step shrinks with ‖∇f(w)‖, and with it the drift along a valley.
public struct StableSAM<N: Number>: Optimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "stablesam", name: "StableSAM", rule: "w ← w − η(‖∇f(w)‖/‖g̃‖)g̃, g̃ = ∇f(w + ρĝ)",
      knobs: [.eta, .rho], evaluationsPerStep: 2, source: "Tan et al. 2024, arXiv 2401.07250",
      edgeName: "2/η")
  }

  private let eta, rho: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    rho = knob(.rho)
  }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _: inout Void, on surface: S) -> Point<N> {
    let g = surface.gradient(p)
    let look = p + ascentStep(g, rho)
    let ahead = surface.gradient(look)
    // The 10⁻¹² of the reference code keeps a gradient of zero at zero.
    p = p - (eta * (g.norm / (ahead.norm + 1e-12))) * ahead
    return look
  }

  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    2 / knob(.eta)
  }
}
