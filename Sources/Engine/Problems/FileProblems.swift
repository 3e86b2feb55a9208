/// A problem on the data of a file that the user names.
protocol FileProblem: Problem {
  static var info: ProblemInfo { get }

  /// Creates the problem; see `NamedProblem`.
  init(_ setting: (Knob) -> Double, seed: UInt64, data: TabularData)
}

/// A random split of standardized data into training and test samples.
private struct FileSamples {
  static let share = Knob("share", 0.7, in: 0.05...0.95, "share of training samples")

  let train, test: Samples

  /// Splits the rows; at least one sample is on each side.
  init(_ data: TabularData, share: Double, isSigned: Bool, seed: UInt64) {
    var table = data.table
    table.standardize()
    let count = table.rows.count
    let split = DataSplit(
      of: count, train: min(max(Knob.whole(share * Double(count)), 1), count - 1), seed: seed)
    func samples(_ indices: [Int]) -> Samples {
      isSigned
        ? Samples(signed: table, indices)
        : Samples(table, indices, classes: data.labels.count)
    }
    (train, test) = (samples(split.train), samples(split.test))
  }
}

/// Logistic regression on the data of a file, softmax regression for more than two classes.
struct FileRegression: NetworkProblem, FileProblem {
  static var info: ProblemInfo {
    ProblemInfo(
      id: "logistic", name: "Logistic regression", formula: "L = mean cross-entropy of σ(Wx + b)",
      about: """
        Logistic regression on a csv file of numbers, standardized, with a label in the last column; \
        softmax for more than two classes. The file is given as logistic:data=FILE.csv.
        """,
      source: "your data", settings: [FileSamples.share], eta: 1)
  }

  /// The formula for the number of classes.
  var chosenFormula: String? { network.formula(of: "Wx + b") }

  let network: Network
  let train, test: Samples
  let gain = 1.0

  init(_ setting: (Knob) -> Double, seed: UInt64, data: TabularData) {
    let isBinary = data.labels.count == 2
    network = Network(
      [data.inputs.count, isBinary ? 1 : data.labels.count], .tanh,
      isBinary ? .logistic : .crossEntropy)
    let samples = FileSamples(
      data, share: setting(FileSamples.share), isSigned: isBinary, seed: seed)
    (train, test) = (samples.train, samples.test)
  }
}

/// A network with one hidden layer on the data of a file.
struct FilePerceptron: NetworkProblem, FileProblem {
  private static let hidden = Knob.count("hidden", 32, in: 1...256, "hidden units")
  private static let relu = Knob.flag("relu", 0, "1 for ReLU units, 0 for tanh")
  private static let squares = Knob.flag("squares", 0, "1 for the square loss, 0 for cross-entropy")

  static var info: ProblemInfo {
    ProblemInfo(
      id: "mlp", name: "Multilayer perceptron",
      formula: "L = mean cross-entropy of W₂φ(W₁x + b₁) + b₂",
      about: """
        A network with one hidden layer on a csv file of numbers, standardized, with a label in the \
        last column. The file is given as mlp:data=FILE.csv.
        """,
      source: "your data", settings: [hidden, relu, squares, FileSamples.share], eta: 0.2)
  }

  /// The formula of the chosen loss.
  var chosenFormula: String? { network.formula(of: "W₂φ(W₁x + b₁) + b₂") }

  let network: Network
  let train, test: Samples
  let gain = 1.0

  init(_ setting: (Knob) -> Double, seed: UInt64, data: TabularData) {
    let usesSquares = setting(Self.squares) >= 0.5
    let isSigned = data.labels.count == 2 && !usesSquares
    network = Network(
      [data.inputs.count, Knob.whole(setting(Self.hidden)), isSigned ? 1 : data.labels.count],
      setting(Self.relu) < 0.5 ? .tanh : .relu,
      usesSquares ? .squares : isSigned ? .logistic : .crossEntropy)
    let samples = FileSamples(
      data, share: setting(FileSamples.share), isSigned: isSigned, seed: seed)
    (train, test) = (samples.train, samples.test)
  }
}
