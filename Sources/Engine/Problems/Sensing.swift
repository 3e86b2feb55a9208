/// Over-parameterized matrix sensing: a low-rank matrix from few measurements.
///
/// L = Σrᵢ²/4m, rᵢ = ⟨Aᵢ, UUᵀ⟩ − yᵢ, with U of d columns. Fewer measurements than d(d + 1)/2 leave a
/// manifold of minima.
public struct Sensing: NamedProblem {
  private static let size = Knob.count("d", 20, in: 2...40, "size of the matrix")
  private static let rank = Knob.count("r", 1, in: 1...40, "rank of the matrix")
  private static let measurements = Knob.count("m", 80, in: 1...1000, "number of measurements")
  private static let scale = Knob("scale", 0.3, in: 0...10, "standard deviation of the start")

  public static var info: ProblemInfo {
    ProblemInfo(
      id: "sensing", name: "Matrix sensing", formula: "L = Σ(⟨Aᵢ, UUᵀ⟩ − yᵢ)²/4m",
      about: """
        From a large start GD and USAM stop at the first minimum, SAM drifts along the minima \
        towards the low-rank truth; at a radius at which SAM converges, USAM diverges. From a small start \
        GD finds the truth and SAM does not.
        """,
      source: "Li, Ma, Zhang 2018, arXiv 1712.09203; Dai, Ahn, Sra 2023, arXiv 2305.15287",
      settings: [size, rank, measurements, scale], eta: 0.05)
  }

  let d, m: Int
  private let scale: Double
  /// The measurement matrices Aᵢ by rows, one after the other.
  let matrices: [Double]
  /// The upper triangles of the measurement matrices, each padded to whole groups of 16 numbers.
  let triangles: [Double]
  /// The numbers of a padded triangle.
  let stride: Int
  let y: [Double]
  /// The matrix X* of the data, by rows.
  let truth: [Double]

  public init(_ setting: (Knob) -> Double, seed: UInt64) {
    let d = Knob.whole(setting(Self.size))
    let m = Knob.whole(setting(Self.measurements))
    let rank = min(d, Knob.whole(setting(Self.rank)))
    var normals = GridNormals(seed: seed, stream: .data)
    let b = normals.next(d * rank)
    let trace = b.sumOfSquares
    let factor = Double(rank) / trace
    let truth = (0..<d * d).map { index in
      let (row, column) = (index / d * rank, index % d * rank)
      return ((0..<rank).reduce(0) { $0 + b[row + $1] * b[column + $1] } * factor).onFineGrid
    }
    var (matrices, y): ([Double], [Double]) = ([], [])
    for _ in 0..<m {
      let g = normals.next(d * d)
      let a = (0..<d * d).map { 0.5 * (g[$0] + g[$0 % d * d + $0 / d]) }
      matrices += a
      y.append((0..<d * d).reduce(0) { $0 + a[$1] * truth[$1] }.onFineGrid)
    }
    (self.d, self.m, self.matrices, self.y, self.truth) = (d, m, matrices, y, truth)
    scale = setting(Self.scale)
    stride = (d * (d + 1) / 2 + 15) & ~15
    triangles = Self.triangles(matrices, d, stride)
  }

  /// Returns the padded upper triangles of consecutive matrices.
  private static func triangles(_ matrices: [Double], _ d: Int, _ stride: Int) -> [Double] {
    var triangles: [Double] = []
    for first in Swift.stride(from: 0, to: matrices.count, by: d * d) {
      let start = triangles.count
      for row in 0..<d {
        triangles += matrices[first + row * d + row..<first + (row + 1) * d]
      }
      triangles += [Double](repeating: 0, count: stride - (triangles.count - start))
    }
    return triangles
  }

  public var standardPlaneKind: PlaneKind { .endpoints }

  public var hasManifoldOfMinima: Bool { true }

  public var layout: ParameterLayout {
    ParameterLayout([.init("U", rows: d, columns: d, isWeight: false)])
  }

  /// Returns normal numbers times the scale.
  public func start(seed: UInt64) -> Coordinates {
    var normals = GridNormals(seed: seed, stream: .start)
    return Coordinates((0..<d * d).map { _ in normals.next() * scale })
  }

  public func loss(_ w: Coordinates) -> Double {
    residuals(gram(w)).sumOfSquares / Double(4 * m)
  }

  /// Returns ¼‖UUᵀ − X*‖².
  public func testLoss(_ w: Coordinates) -> Double {
    0.25
      * (0..<d * d).reduce(0) { sum, index in
        let (row, column) = (index / d * d, index % d * d)
        let product = (0..<d).reduce(0) { $0 + w[row + $1] * w[column + $1] }
        return sum + square(product - truth[index])
      }
  }

  public func gradient(_ w: Coordinates) -> (loss: Double, gradient: Coordinates) {
    gradient(w, residuals(gram(w)))
  }

  /// Returns the loss and the gradient with the given residuals.
  private func gradient(
    _ w: Coordinates, _ residuals: [Double]
  ) -> (loss: Double, gradient: Coordinates) {
    (residuals.sumOfSquares / Double(4 * m), multiply(combination(residuals, divisor: m), w))
  }

  public func hessian(_ w: Coordinates, times v: Coordinates) -> Coordinates {
    let change = measure(gram(w, v))
    let g = combination(residuals(gram(w)), divisor: m)
    return multiply(g, v) + multiply(combination(change, divisor: m), w)
  }

  public var sampleCount: Int { m }
  public var hasLabels: Bool { true }

  public func gradient(_ w: Coordinates, on selection: SampleSelection) -> (
    loss: Double, gradient: Coordinates
  ) {
    let gram = gram(w)
    switch selection {
    case .batch(let indices):
      var residuals = [Double](repeating: 0, count: m)
      var loss = 0.0
      for index in indices {
        let residual = measure(gram, index) - y[index]
        residuals[index] += residual
        loss += residual * residual
      }
      let g = combination(residuals, of: Set(indices).sorted(), divisor: indices.count)
      return (loss / Double(4 * indices.count), multiply(g, w))
    case .noisyLabels(let shifts):
      return gradient(w, zip(residuals(gram), shifts).map { $0 - $1 })
    }
  }
}
