/// Softmax regression on the iris flowers of Fisher.
public struct Iris: NetworkProblem, NamedProblem {
  static let trainCount = 100

  public static var info: ProblemInfo {
    ProblemInfo(
      id: "iris", name: "Iris", formula: "L = mean cross-entropy of softmax(Wx + b)",
      about: "Four measurements of 150 flowers of three species; one species is separable.",
      source: "Fisher 1936; the data of R", settings: [], eta: 1)
  }

  let network = Network([4, 3], .tanh, .crossEntropy)
  let train, test: Samples
  let gain = 1.0

  public init(_ setting: (Knob) -> Double, seed: UInt64) {
    var table = DataTable(csv: "iris.csv")
    table.standardize()
    let split = DataSplit(of: table.rows.count, train: Self.trainCount, seed: seed)
    train = Samples(table, split.train, classes: 3)
    test = Samples(table, split.test, classes: 3)
  }
}
