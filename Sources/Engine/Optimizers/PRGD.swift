/// Progressive rescaling: every k-th step stretches w, and the steps between keep to that radius.
///
/// For separable data on the logarithm of the loss (`log-margin`), where the slope is ∇L/L: the
/// direction then converges exponentially fast where normalized GD needs 1/t (Wang, Min, Wu, 2024).
public struct PRGD: Optimizer {
  public typealias N = Double

  static var every: Knob { Knob("every", symbol: "k", 10, in: 1...1000, "steps between stretches") }
  static var growth: Knob { Knob("growth", symbol: "c", 1.5, in: 1...10, "factor of a stretch") }

  /// The steps taken, and how far out w may go.
  public struct Memory: Sendable {
    var step = 0.0
    var radius = Double.infinity
  }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "prgd", name: "PRGD",
      rule: "every k steps w ← cw, R = ‖w‖; w ← w − η∇f(w), cut to ‖w‖ ≤ R",
      knobs: [.eta, every, growth], evaluationsPerStep: 1,
      source: "Wang, Min, Wu 2024, arXiv 2311.14387")
  }

  private let eta, every, growth: Double

  public init(_ knob: (Knob) -> Double) {
    eta = knob(.eta)
    every = max(1, knob(Self.every).rounded())
    growth = knob(Self.growth)
  }

  public func initialMemory(seed: UInt64) -> Memory { Memory() }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<Double>, _ memory: inout Memory, on surface: S)
    -> Point<Double>
  {
    if memory.step > 0, memory.step.truncatingRemainder(dividingBy: every) == 0 {
      p = growth * p
      memory.radius = p.norm
    }
    memory.step += 1
    let look = p
    p = p - eta * surface.gradient(look)
    let length = p.norm
    if length > memory.radius { p = (memory.radius / length) * p }
    return look
  }
}
