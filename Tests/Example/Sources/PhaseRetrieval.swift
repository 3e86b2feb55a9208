import Engine

/// Phase retrieval: a vector from the squares of its products with known vectors.
///
/// L(w) = Σ(⟨aᵢ, w⟩² − yᵢ)²/4m. Fewer than d measurements leave a manifold of minima.
struct PhaseRetrieval: Problem {
  private let vectors: [Coordinates]
  private let y: [Double]
  let layout: ParameterLayout

  init(dimension: Int, measurements: Int, seed: UInt64) {
    var normals = NormalGenerator(SplitMix64(seed: seed, stream: 1))
    func vector() -> Coordinates { Coordinates((0..<dimension).map { _ in normals.next() }) }
    let random = vector()
    let truth = (1 / random.norm) * random
    vectors = (0..<measurements).map { _ in vector() }
    y = vectors.map { $0.dot(truth) * $0.dot(truth) }
    layout = ParameterLayout([.init("w", rows: 1, columns: dimension, isWeight: false)])
  }

  func start(seed: UInt64) -> Coordinates {
    var normals = NormalGenerator(SplitMix64(seed: seed, stream: 2))
    return Coordinates((0..<dimension).map { _ in 0.3 * normals.next() })
  }

  func loss(_ w: Coordinates) -> Double { gradient(w).loss }

  func gradient(_ w: Coordinates) -> (loss: Double, gradient: Coordinates) {
    var (loss, gradient) = (0.0, w.zero)
    for (a, y) in zip(vectors, y) {
      let product = a.dot(w)
      let residual = product * product - y
      loss += residual * residual
      gradient = gradient + (residual * product) * a
    }
    let m = Double(vectors.count)
    return (loss / (4 * m), (1 / m) * gradient)
  }
}
