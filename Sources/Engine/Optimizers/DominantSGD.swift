/// SGD along the sharpest direction only (Song, Ahn, Yun, 2024).
///
/// The update is projected on the top eigenvector of the Hessian: most of the gradient lies there,
/// and yet the loss stops falling.
public struct DominantSGD: Optimizer {
  public typealias N = Double

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "dom-sgd", name: "Dom-SGD", rule: "w ← w − η⟨g, v⟩v, v = top eigenvector of ∇²f(w)",
      knobs: [.eta], evaluationsPerStep: 1, source: "Song, Ahn, Yun 2024, arXiv 2405.16002",
      edgeName: "2/η")
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
    p = p - (eta * surface.gradient(look).dot(v)) * v
    return look
  }

  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    2 / knob(.eta)
  }
}
