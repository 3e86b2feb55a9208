/// A network with two hidden layers that separates two half moons.
public struct Moons: NetworkProblem, NamedProblem {
  private static let perClass = Knob.count("n", 50, in: 2...1000, "samples of each class")
  private static let noise = Knob("noise", symbol: "s", 0.25, in: 0...1, "standard deviation")
  /// The number of test samples of each class.
  private static let testPerClass = 200

  public static var info: ProblemInfo {
    ProblemInfo(
      id: "moons", name: "Moons", formula: "L = mean ln(1 + e^(−y net(x)))",
      about: "Two overlapping half circles in the plane, on a network 2–16–16–1 of tanh units.",
      source: "Pedregosa et al. 2011, scikit-learn", settings: [perClass, noise], eta: 0.2)
  }

  let network = Network([2, 16, 16, 1], .tanh, .logistic)
  let train, test: Samples
  let gain = 1.5

  public init(_ setting: (Knob) -> Double, seed: UInt64) {
    let noise = setting(Self.noise)
    func draw(_ count: Int, _ stream: RandomStream) -> Samples {
      Samples(perClass: count, noise: noise, seed: seed, stream: stream) { i in
        let angle = Double.pi * (Double(i) + 0.5) / Double(count)
        let (cosine, sine) = (Double.cos(angle).onGrid, Double.sin(angle).onGrid)
        return [(cosine, sine, 1), (1 - cosine, 0.5 - sine, -1)]
      }
    }
    train = draw(Knob.whole(setting(Self.perClass)), .data)
    test = draw(Self.testPerClass, .testData)
  }
}
