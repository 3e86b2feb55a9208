/// A network that fits a Chebyshev polynomial at 20 points.
public struct Chebyshev: NetworkProblem, NamedProblem {
  private static let degree = Knob.count("degree", 3, in: 1...10, "degree of the polynomial")
  private static let samples = Knob.count("n", 20, in: 2...500, "number of points")

  public static var info: ProblemInfo {
    ProblemInfo(
      id: "chebyshev", name: "Chebyshev", formula: "L = mean (net(x) − T₃(x))²/2",
      about: """
        On the square loss GD, USAM and SAM each bring λmax to their own stability threshold, and \
        stay there.
        """,
      source: "Cohen et al. 2021, arXiv 2103.00065", settings: [degree, samples], eta: 0.1)
  }

  let network = Network([1, 32, 32, 1], .tanh, .squares)
  let train, test: Samples
  let gain = 1.0

  public init(_ setting: (Knob) -> Double, seed: UInt64) {
    let degree = Knob.whole(setting(Self.degree))
    func polynomial(_ x: Double) -> Double {
      var (previous, value) = (1.0, x)
      for _ in 1..<max(1, degree) { (previous, value) = (value, 2 * x * value - previous) }
      return value
    }
    func points(_ count: Int, _ round: (Double) -> Double) -> Samples {
      Samples(
        (0..<count).map { i in
          let x = -1 + 2 * Double(i) / Double(count - 1)
          return (inputs: [round(x)], targets: [round(polynomial(x))])
        })
    }
    train = points(Knob.whole(setting(Self.samples)), \.onGrid)
    test = points(201) { $0 }
  }
}
