/// A diagonal linear network: sparse regression with β = uᴰ − vᴰ.
///
/// L = ‖Xβ − y‖²/2n has a manifold of minima β, because there are fewer samples than coefficients.
/// The start decides which minimum an optimizer reaches. For D = 2 the trace of the Hessian at a
/// minimum is 4Σⱼsⱼ(uⱼ² + vⱼ²) with sⱼ the mean of xⱼ²: the flattest minimum by trace is nearly the
/// sparsest.
public struct Diagonal: NamedProblem {
  private static let coefficients = Knob.count("p", 30, in: 2...1000, "number of coefficients")
  private static let samples = Knob.count("n", 20, in: 1...2000, "number of samples")
  private static let nonzeros = Knob.count("r", 3, in: 1...1000, "number of nonzero coefficients")
  private static let depth = Knob.count("depth", 2, in: 2...6, "power D")
  private static let scale = Knob("alpha", symbol: "α", 0.3, in: 0...10, "start u = v = α")

  public static var info: ProblemInfo {
    ProblemInfo(
      id: "diagonal", name: "Diagonal network", formula: "L = ‖X(uᴰ − vᴰ) − y‖²/2n",
      about: """
        Full-batch SAM lowers λmax and raises the test loss; SAM on single samples and label noise \
        lower the trace of the Hessian and find the sparse truth.
        """,
      source: "Woodworth et al. 2020, arXiv 2002.09277; Andriushchenko, Flammarion 2022",
      settings: [coefficients, samples, nonzeros, depth, scale], eta: 0.05)
  }

  let p, n, depth: Int
  private let scale: Double
  /// X by rows.
  let x: [Double]
  let y: [Double]
  /// The coefficients β* of the data.
  let truth: [Double]

  public init(_ setting: (Knob) -> Double, seed: UInt64) {
    p = Knob.whole(setting(Self.coefficients))
    n = Knob.whole(setting(Self.samples))
    depth = Knob.whole(setting(Self.depth))
    scale = setting(Self.scale)
    let nonzeros = min(p, Knob.whole(setting(Self.nonzeros)))
    var normals = GridNormals(seed: seed, stream: .data)
    let x = normals.next(n * p)
    let z = normals.next(nonzeros).map(\.magnitude)
    let length = z.sumOfSquares.squareRoot()
    let truth = (0..<p).map { $0 < nonzeros ? (z[$0] / length).onGrid : 0 }
    y = (0..<n).map { [p] row in
      (0..<p).reduce(0) { $0 + x[row * p + $1] * truth[$1] }.onFineGrid
    }
    (self.x, self.truth) = (x, truth)
  }

  public var standardPlaneKind: PlaneKind { .endpoints }

  public var hasManifoldOfMinima: Bool { true }

  public var layout: ParameterLayout {
    ParameterLayout([
      .init("u", rows: 1, columns: p, isWeight: false),
      .init("v", rows: 1, columns: p, isWeight: false),
    ])
  }

  /// Returns u = v = α; the seed has no effect.
  public func start(seed: UInt64) -> Coordinates {
    Coordinates([Double](repeating: scale, count: 2 * p))
  }

  /// Returns the coefficients β of the parameters.
  func coefficients(_ w: Coordinates) -> [Double] {
    (0..<p).map { Double.pow(w[$0], depth) - Double.pow(w[p + $0], depth) }
  }

  public func loss(_ w: Coordinates) -> Double {
    residuals(coefficients(w)).sumOfSquares / Double(2 * n)
  }

  /// Returns ½‖β − β*‖².
  public func testLoss(_ w: Coordinates) -> Double {
    let beta = coefficients(w)
    return 0.5 * (0..<p).reduce(0) { $0 + square(beta[$1] - truth[$1]) }
  }

  public func gradient(_ w: Coordinates) -> (loss: Double, gradient: Coordinates) {
    gradient(w, residuals(coefficients(w)))
  }

  /// Returns the loss and the gradient with the given residuals.
  private func gradient(
    _ w: Coordinates, _ residuals: [Double]
  ) -> (loss: Double, gradient: Coordinates) {
    (residuals.sumOfSquares / Double(2 * n), pullBack(correlations(residuals, divisor: n), at: w))
  }

  public func hessian(_ w: Coordinates, times v: Coordinates) -> Coordinates {
    let power = Double(depth)
    func slope(_ x: Double) -> Double { power * Double.pow(x, depth - 1) }
    func bend(_ x: Double) -> Double { power * (power - 1) * Double.pow(x, depth - 2) }
    let h = correlations(residuals(coefficients(w)), divisor: n)
    let change = (0..<p).map { slope(w[$0]) * v[$0] - slope(w[p + $0]) * v[p + $0] }
    let hChange = correlations(products(change), divisor: n)
    return w.mapWithIndex { index, value in
      let j = index % p
      let product = slope(value) * hChange[j] + bend(value) * h[j] * v[index]
      return index < p ? product : -product
    }
  }

  public var sampleCount: Int { n }
  public var hasLabels: Bool { true }

  public func gradient(_ w: Coordinates, on selection: SampleSelection) -> (
    loss: Double, gradient: Coordinates
  ) {
    let residuals = residuals(coefficients(w))
    switch selection {
    case .batch(let indices):
      var weights = [Double](repeating: 0, count: n)
      for index in indices { weights[index] += 1 }
      let sum = (0..<n).reduce(0) { $0 + weights[$1] * square(residuals[$1]) }
      let weighted = zip(weights, residuals).map { $0 * $1 }
      let h = correlations(weighted, divisor: indices.count)
      return (sum / Double(2 * indices.count), pullBack(h, at: w))
    case .noisyLabels(let shifts):
      return gradient(w, zip(residuals, shifts).map { $0 - $1 })
    }
  }

  /// Returns Xβ.
  func products(_ beta: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: n)
    x.withUnsafeBufferPointer { x in
      for row in 0..<n {
        var sum = 0.0
        for j in 0..<p { sum += x[row * p + j] * beta[j] }
        result[row] = sum
      }
    }
    return result
  }

  /// Returns Xβ − y.
  func residuals(_ beta: [Double]) -> [Double] {
    var result = products(beta)
    for row in result.indices { result[row] -= y[row] }
    return result
  }

  /// Returns Xᵀr divided by a number of samples.
  private func correlations(_ r: [Double], divisor: Int) -> [Double] {
    var result = [Double](repeating: 0, count: p)
    x.withUnsafeBufferPointer { x in
      result.withUnsafeMutableBufferPointer { result in
        for row in 0..<n {
          for j in 0..<p { result[j] += x[row * p + j] * r[row] }
        }
        for j in 0..<p { result[j] /= Double(divisor) }
      }
    }
    return result
  }

  /// Returns the derivatives by u and v of a function of β with derivatives h.
  private func pullBack(_ h: [Double], at w: Coordinates) -> Coordinates {
    w.mapWithIndex { index, value in
      let slope = Double(depth) * Double.pow(value, depth - 1) * h[index % p]
      return index < p ? slope : -slope
    }
  }

  /// Returns the trace of the Hessian at a minimum, for D = 2.
  func traceAtMinimum(_ w: Coordinates) -> Double {
    4
      * (0..<p).reduce(0) { sum, j in
        let meanSquare = (0..<n).reduce(0) { $0 + square(x[$1 * p + j]) } / Double(n)
        return sum + meanSquare * (square(w[j]) + square(w[p + j]))
      }
  }
}
