/// SGD across the sharpest direction only (Song, Ahn, Yun, 2024).
///
/// Without its part along the top eigenvector of the Hessian the gradient is short, and descends
/// all the same.
public struct BulkSGD: Optimizer {
  public typealias N = Double

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "bulk-sgd", name: "Bulk-SGD",
      rule: "w ← w − η(g − ⟨g, v⟩v), v = top eigenvector of ∇²f(w)", knobs: [.eta],
      evaluationsPerStep: 1, source: "Song, Ahn, Yun 2024, arXiv 2405.16002")
  }

  private let eta: Double

  public init(_ knob: (Knob) -> Double) {
    eta = knob(.eta)
  }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<Double>, _: inout Void, on surface: S) -> Point<
    Double
  > {
    let look = p
    let v = surface.hessian(look).topEigenvector
    let g = surface.gradient(look)
    p = p - eta * (g - g.dot(v) * v)
    return look
  }
}
