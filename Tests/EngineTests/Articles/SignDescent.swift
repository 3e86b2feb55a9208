@testable public import Engine

/// Descent by the sign of the gradient (Bernstein et al., 2018).
///
/// Every step has the same length along each axis, so iterates oscillate around a minimum.
public struct SignDescent<V: VectorSpace>: NamedOptimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "sign", name: "Sign descent", rule: "w ← w − η sign ∇f(w)", knobs: [.eta],
      evaluationsPerStep: 1, source: "Bernstein et al. 2018, arXiv 1802.04434")
  }

  private let eta: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) { eta = knob(.eta) }

  @inline(__always)
  public func step(_ w: inout V, _: inout Void, on objective: some Objective<V>) -> V {
    let previous = w
    w = w - eta * objective.gradient(w).map(V.Scalar.sign)
    return previous
  }
}
