/// Scalar factorization: a number as the product of the parameters.
///
/// L = ½(p − t)², p = Πwᵢ. At a minimum λmax = t²Σ1/wᵢ², least where all |wᵢ| are equal.
public struct Product: NamedProblem {
  private static let factors = Knob.count("factors", 4, in: 2...16, "number of factors")
  private static let target = Knob("target", symbol: "t", 1, in: -100...100, "the product t")

  public static var info: ProblemInfo {
    ProblemInfo(
      id: "product", name: "Product", formula: "L = ½(Πwᵢ − t)²",
      about: """
        Gradient descent keeps the differences of the squares of the factors almost constant; SAM \
        drifts along the minima until all factors are equal, the flattest minimum.
        """,
      source: "Dai, Ahn, Sra 2023, arXiv 2305.15287, for two factors",
      settings: [factors, target], eta: 0.05)
  }

  private let factors: Int
  private let target: Double

  public init(_ setting: (Knob) -> Double, seed: UInt64) {
    factors = Knob.whole(setting(Self.factors))
    target = setting(Self.target)
  }

  public var standardPlaneKind: PlaneKind { .parameters("w1", "w2") }

  public var hasManifoldOfMinima: Bool { true }

  public var layout: ParameterLayout {
    ParameterLayout(
      (1...factors).map { .init("w\($0)", rows: 1, columns: 1, isWeight: false) })
  }

  /// Returns (2, 1.5, 0.5, 0.6), repeated for more factors; the seed has no effect.
  public func start(seed: UInt64) -> Coordinates {
    Coordinates((0..<factors).map { [2, 1.5, 0.5, 0.6][$0 % 4] })
  }

  public func loss(_ w: Coordinates) -> Double { 0.5 * square(w.values.reduce(1, *) - target) }

  public func gradient(_ w: Coordinates) -> (loss: Double, gradient: Coordinates) {
    let residual = w.values.reduce(1, *) - target
    return (0.5 * square(residual), residual * Coordinates(Self.productsOfOthers(w.values)))
  }

  public func hessian(_ w: Coordinates, times v: Coordinates) -> Coordinates {
    let others = Coordinates(Self.productsOfOthers(w.values))
    let residual = w.values.reduce(1, *) - target
    var result = others.dot(v) * others
    for i in w.values.indices {
      // The derivatives of the product of all factors but the i-th.
      var rest = w.values
      rest[i] = 1
      let second = Self.productsOfOthers(rest)
      for j in w.values.indices where j != i { result[i] += residual * second[j] * v[j] }
    }
    return result
  }

  /// Returns the product of all factors but one, for each factor, without division.
  private static func productsOfOthers(_ w: [Double]) -> [Double] {
    var products = [Double](repeating: 1, count: w.count)
    var (prefix, suffix) = (1.0, 1.0)
    for i in w.indices {
      products[i] *= prefix
      prefix *= w[i]
      products[w.count - 1 - i] *= suffix
      suffix *= w[w.count - 1 - i]
    }
    return products
  }
}
