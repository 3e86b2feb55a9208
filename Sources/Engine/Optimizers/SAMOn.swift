/// SAM that looks uphill along one axis only (after SAM-ON: Mueller, Vlaar, Rolnick, Hein, 2023).
///
/// There the perturbed parameters are those of the normalization layers. The perturbed axis gets
/// flatter and the whole may get sharper.
public struct SAMOn<N: Number>: Optimizer {
  static var axis: Knob { Knob("axis", 0, in: 0...1, "the axis to look along: 0 is x, 1 is y") }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "samon", name: "SAM-ON", rule: "w ← w − η∇f(w + ρ m∘g/‖m∘g‖), m = one axis",
      knobs: [.eta, .rho, axis], evaluationsPerStep: 2,
      source: "Mueller et al. 2023, arXiv 2306.04226")
  }

  private let eta, rho, maskX, maskY: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    rho = knob(.rho)
    maskX = N.select(knob(Self.axis) < 0.5, 1, 0)
    maskY = N.select(knob(Self.axis) < 0.5, 0, 1)
  }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _: inout Void, on surface: S) -> Point<N> {
    let g = surface.gradient(p)
    let look = p + ascentStep(Point(maskX * g.x, maskY * g.y), rho)
    p = p - eta * surface.gradient(look)
    return look
  }
}
