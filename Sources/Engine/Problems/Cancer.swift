/// Logistic regression on cell nuclei of breast tumours.
///
/// L = mean ln(1 + e^(−y(⟨w, x⟩ + b))), y = +1 for a benign tumour.
public struct Cancer: NetworkProblem, NamedProblem {
  static let trainCount = 400

  public static var info: ProblemInfo {
    ProblemInfo(
      id: "cancer", name: "Breast cancer", formula: "L = mean ln(1 + e^(−y(⟨w, x⟩ + b)))",
      about: """
        The data are nearly separable: λmax decreases without bound while the test loss rises. A \
        gradient that saturates keeps USAM stable at a large ρ.
        """,
      source: "Wolberg, Mangasarian, Street, Street 1993, UCI Breast Cancer Wisconsin (Diagnostic)",
      settings: [], eta: 1)
  }

  let network = Network([30, 1], .tanh, .logistic)
  let train, test: Samples
  let gain = 1.0

  public init(_ setting: (Knob) -> Double, seed: UInt64) {
    var table = DataTable(csv: "cancer.csv")
    table.standardize()
    let split = DataSplit(of: table.rows.count, train: Self.trainCount, seed: seed)
    train = Samples(signed: table, split.train)
    test = Samples(signed: table, split.test)
  }
}
