/// A network with one hidden layer on images of handwritten digits.
public struct Digits: NetworkProblem, NamedProblem {
  private static let hidden = Knob.count("hidden", 32, in: 1...64, "hidden units")
  private static let trainCount = Knob.count("n", 500, in: 10...1700, "training images")
  private static let relu = Knob.flag("relu", 0, "1 for ReLU units, 0 for tanh")
  private static let squares = Knob.flag("squares", 1, "1 for the square loss, 0 for cross-entropy")
  private static let wrong = Knob("wrong", 0, in: 0...1, "share of wrong training labels")

  public static var info: ProblemInfo {
    ProblemInfo(
      id: "digits", name: "Digits", formula: "L = mean ‖W₂φ(W₁x + b₁) + b₂ − y‖²/2",
      about: """
        Images of 8 × 8 pixels. With the square loss all optimizers reach the edge of stability and \
        USAM diverges early; with cross-entropy and wrong labels SAM memorizes the wrong labels late.
        """,
      source: "Alpaydin, Kaynak 1998, UCI Optical Recognition of Handwritten Digits, test part",
      settings: [hidden, trainCount, relu, squares, wrong], eta: 0.15)
  }

  /// The formula of the chosen loss.
  public var chosenFormula: String? { network.formula(of: "W₂φ(W₁x + b₁) + b₂") }

  let network: Network
  let train, test: Samples
  let gain = 1.0
  /// The number of wrong labels.
  let wrongCount: Int

  public init(_ setting: (Knob) -> Double, seed: UInt64) {
    network = Network(
      [64, Knob.whole(setting(Self.hidden)), 10], setting(Self.relu) < 0.5 ? .tanh : .relu,
      setting(Self.squares) < 0.5 ? .crossEntropy : .squares)
    let table = DataTable(images: "digits.txt")
    let split = DataSplit(
      of: table.rows.count, train: Knob.whole(setting(Self.trainCount)), seed: seed)
    var classes = table.classes
    let share = setting(Self.wrong)
    var count = 0
    var generator = SplitMix64(seed: seed, stream: .noise)
    for index in split.train where generator.uniform() < share {
      classes[index] = (classes[index] + 1 + generator.below(9)) % 10
      count += 1
    }
    wrongCount = count
    train = Samples(DataTable(rows: table.rows, classes: classes), split.train, classes: 10)
    test = Samples(table, split.test, classes: 10)
  }
}

extension DataTable {
  init(rows: [[Double]], classes: [Int]) { (self.rows, self.classes) = (rows, classes) }

  /// Reads images of pixels A to Q, which are 0 to 16 sixteenths, each followed by the class.
  init(images file: String) {
    var (rows, classes): ([[Double]], [Int]) = ([], [])
    for line in dataLines(of: file) {
      let bytes = Array(line.utf8)
      guard let last = bytes.last else { continue }
      rows.append(bytes.dropLast().map { (Double($0) - 65) / 16 })
      classes.append(Int(last) - 48)
    }
    self.init(rows: rows, classes: classes)
  }
}
