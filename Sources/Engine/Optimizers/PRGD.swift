/// Progressive rescaling gradient descent (PRGD).
///
/// Every k-th step: w ← cw, R ← ‖w‖. Every step: w ← w − η∇f(w), projected onto ‖w‖ ≤ R.
///
/// For separable data on the logarithm of the loss (`LogMargin`), whose gradient is ∇L/L: the
/// direction of w converges exponentially, where normalized GD converges as 1/t.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `every`: period k of the rescalings, rounded, 1 to 1000, default 10.
///   - `growth`: rescaling factor c, 1 to 10, default 1.5.
/// - References: Wang, Min, Wu (2024), arXiv 2311.14387.
/// - Example: `ravine run --surface log-margin --optimizer prgd:eta=1,every=10 --steps 400`
public struct PRGD<V: VectorSpace>: NamedOptimizer where V.Scalar == Double {
  static var every: Knob {
    Knob("every", symbol: "k", 10, in: 1...1000, "period of the rescalings")
  }
  static var growth: Knob { Knob("growth", symbol: "c", 1.5, in: 1...10, "rescaling factor") }

  /// The number of steps taken, and the bound R on ‖w‖.
  public struct Memory: Sendable {
    var step = 0.0
    var radius = Double.infinity
  }

  /// The rule on lanes.
  public static var laneRule: String? {
    """
    knob every = 10 from 1 to 1000
    knob growth = 1.5 from 1 to 10
    memory radius = inf
    isRescaled = t > 1 and mod(t - 1, max(1, round(every))) == 0
    u = if(isRescaled, growth*w, w)
    radius = if(isRescaled, norm(u), radius)
    w = cap(u - eta*grad(u), radius)
    """
  }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "prgd", name: "PRGD",
      rule: "every k steps w ← cw, R = ‖w‖; w ← w − η∇f(w), projected to ‖w‖ ≤ R",
      knobs: [.eta, every, growth], evaluationsPerStep: 1,
      source: "Wang, Min, Wu 2024, arXiv 2311.14387")
  }

  private let eta, every, growth: Double

  public init(_ knob: (Knob) -> Double) {
    eta = knob(.eta)
    every = max(1, knob(Self.every).rounded())
    growth = knob(Self.growth)
  }

  /// Returns the memory before the first step, with R = ∞.
  public func initialMemory(at w: V, seed: UInt64) -> Memory { Memory() }

  @inline(__always)
  public func step(_ w: inout V, _ memory: inout Memory, on objective: some Objective<V>) -> V {
    if memory.step > 0, memory.step.truncatingRemainder(dividingBy: every) == 0 {
      w = growth * w
      memory.radius = w.norm
    }
    memory.step += 1
    let previous = w
    w = w - eta * objective.gradient(w)
    let length = w.norm
    if length > memory.radius { w = (memory.radius / length) * w }
    return previous
  }
}
