/// Stochastic gradient descent: gradient descent by the name it has where gradients are noisy.
///
/// The noise belongs to the run, so that all its optimizers can meet the same.
public struct SGD<N: Number>: Optimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "sgd", name: "SGD", rule: "w ← w − η(∇f(w) + noise)", knobs: [.eta],
      evaluationsPerStep: 1, source: "Robbins, Monro 1951", edgeName: "2/η")
  }

  private let eta: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
  }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _: inout Void, on surface: S) -> Point<N> {
    let look = p
    p = p - eta * surface.gradient(look)
    return look
  }

  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    2 / knob(.eta)
  }
}
