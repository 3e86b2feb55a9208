/// SGD projected onto the dominant subspace (Dom-SGD).
///
/// w ← w − η⟨∇f(w), v⟩v, v = top eigenvector of ∇²f(w)
///
/// Most of the gradient lies along v, yet the loss stops decreasing.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
/// - References: Song, Ahn, Yun (2024), arXiv 2405.16002.
/// - Example: `ravine run --surface hyperbola --optimizer dom-sgd:eta=0.05`
public struct DominantSGD<V: VectorSpace>: NamedOptimizer where V.Scalar == Double {
  /// The rule on lanes.
  public static var laneRule: String? { "v = top(w); w - eta*dot(grad(w), v)*v" }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "dom-sgd", name: "Dom-SGD", rule: "w ← w − η⟨g, v⟩v, v = top eigenvector of ∇²f(w)",
      knobs: [.eta], evaluationsPerStep: 1, source: "Song, Ahn, Yun 2024, arXiv 2405.16002",
      stabilityThresholdLabel: "2/η")
  }

  private let eta: Double

  public init(_ knob: (Knob) -> Double) {
    eta = knob(.eta)
  }

  @inline(__always)
  public func step(_ w: inout V, _: inout Void, on objective: some Objective<V>) -> V {
    let previous = w
    let v = objective.topEigenvector(w)
    w = w - (eta * objective.gradient(w).dot(v)) * v
    return previous
  }

  /// Returns 2/η.
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    2 / knob(.eta)
  }
}
