/// Gradient descent (Cauchy, 1847).
///
/// Locally stable below sharpness 2/η.
public struct GradientDescent<N: Number>: Optimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "gd", name: "GD", rule: "w ← w − η∇f(w)", knobs: [.eta], evaluationsPerStep: 1,
      source: "Cauchy 1847", edgeName: "2/η")
  }

  private let eta: N

  public init(_ knob: (Knob) -> N) { eta = knob(.eta) }

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
