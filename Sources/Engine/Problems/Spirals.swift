/// A network with two hidden layers that separates two spirals.
public struct Spirals: NetworkProblem, NamedProblem {
  private static let perClass = Knob.count("n", 100, in: 2...1000, "samples of each class")
  private static let turns = Knob("turns", 1, in: 0...5, "turns of each spiral")
  private static let noise = Knob("noise", symbol: "s", 0.03, in: 0...1, "standard deviation")
  /// The number of test samples of each class.
  private static let testPerClass = 200

  public static var info: ProblemInfo {
    ProblemInfo(
      id: "spirals", name: "Spirals", formula: "L = mean ln(1 + e^(−y net(x)))",
      about: "Two intertwined spirals in the plane, on a network 2–16–16–1 of tanh units.",
      source: "Lang, Witbrock 1988", settings: [perClass, turns, noise], eta: 0.2)
  }

  let network = Network([2, 16, 16, 1], .tanh, .logistic)
  let train, test: Samples
  let gain = 1.5

  public init(_ setting: (Knob) -> Double, seed: UInt64) {
    let (turns, noise) = (setting(Self.turns), setting(Self.noise))
    func draw(_ count: Int, _ stream: RandomStream) -> Samples {
      Samples(perClass: count, noise: noise, seed: seed, stream: stream) { i in
        (0..<2).map { c in
          let t = Double(i + 1) / Double(count)
          let angle = 2 * Double.pi * turns * t + Double.pi * Double(c)
          return (
            (t * Double.cos(angle)).onGrid, (t * Double.sin(angle)).onGrid, 1 - 2 * Double(c)
          )
        }
      }
    }
    train = draw(Knob.whole(setting(Self.perClass)), .data)
    test = draw(Self.testPerClass, .testData)
  }
}
