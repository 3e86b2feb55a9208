import Testing

@testable import Engine

@Suite struct `The formula of a problem` {
  private func formula(
    _ id: String, _ settings: [String: Double] = [:], data: TabularData? = nil
  ) throws -> String {
    try Catalog.surface(.problem(id, settings: settings, data: data)).info.formula
  }

  @Test func `is that of the chosen loss`() throws {
    #expect(try formula("digits") == Digits.info.formula)
    let crossEntropy = try formula("digits", ["squares": 0])
    #expect(crossEntropy == "L = mean cross-entropy of softmax(W₂φ(W₁x + b₁) + b₂)")
  }

  @Test func `is that of the number of classes of a file`() throws {
    func data(_ classes: Int) throws -> TabularData {
      let rows = (0..<12).map { "\($0),\($0 * $0 % 7),\($0 % classes)\n" }
      return try TabularData("data.csv", Array(rows.joined().utf8))
    }
    let (two, three) = (try data(2), try data(3))
    #expect(try formula("logistic", data: two) == "L = mean ln(1 + e^(−y(Wx + b)))")
    #expect(try formula("logistic", data: three) == "L = mean cross-entropy of softmax(Wx + b)")
    #expect(try formula("mlp", data: two) == "L = mean ln(1 + e^(−y(W₂φ(W₁x + b₁) + b₂)))")
    let squares = try formula("mlp", ["squares": 1], data: three)
    #expect(squares == "L = mean ‖W₂φ(W₁x + b₁) + b₂ − y‖²/2")
  }

  @Test(arguments: Catalog.problems.map(\.info.id))
  func `is that of the catalog at the default settings`(_ id: String) throws {
    #expect(try formula(id) == Catalog.problem(id).info.formula)
  }
}
