/// SGD projected onto the bulk subspace (Bulk-SGD).
///
/// w ← w − η(g − ⟨g, v⟩v), g = ∇f(w), v = top eigenvector of ∇²f(w)
///
/// The step is short without the component along v, yet the loss decreases.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
/// - References: Song, Ahn, Yun (2024), arXiv 2405.16002.
/// - Example: `ravine run --surface hyperbola --optimizer bulk-sgd:eta=0.05`
public struct BulkSGD<V: VectorSpace>: NamedOptimizer where V.Scalar == Double {
  /// The rule on lanes.
  public static var laneRule: String? {
    "v = top(w); g = grad(w); w - eta*(g - dot(g, v)*v)"
  }

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
  public func step(_ w: inout V, _: inout Void, on objective: some Objective<V>) -> V {
    let previous = w
    let v = objective.topEigenvector(w)
    let g = objective.gradient(w)
    w = w - eta * (g - g.dot(v) * v)
    return previous
  }
}
