/// Adaptive gradient method (AdaGrad).
///
/// s ← s + g², w ← w − ηg/(√s + 10⁻¹⁰), g = ∇f(w), per coordinate
///
/// The effective learning rate of a coordinate decreases with the sum of its squared gradients.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
/// - References: Duchi, Hazan, Singer (2011).
/// - Example: `ravine run --surface rosenbrock --optimizer adagrad:eta=0.5`
public struct AdaGrad<N: Number>: Optimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "adagrad", name: "AdaGrad", rule: "s ← s + g², w ← w − ηg/(√s + 10⁻¹⁰)", knobs: [.eta],
      evaluationsPerStep: 1, source: "Duchi, Hazan, Singer 2011")
  }

  private let eta: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
  }

  /// Returns the sum of squared gradients, s = 0.
  public func initialMemory(seed: UInt64) -> Point<N> { Point(0, 0) }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _ sum: inout Point<N>, on surface: S) -> Point<
    N
  > {
    let w = p
    let g = surface.gradient(w)
    sum = sum + Point(g.x * g.x, g.y * g.y)
    p = p - eta * Point(g.x / (sqrt(sum.x) + 1e-10), g.y / (sqrt(sum.y) + 1e-10))
    return w
  }
}
