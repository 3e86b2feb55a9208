import Testing

@testable import Engine

@Suite struct `An expression` {
  static let values = [
    "sam.sharpness": 4.0, "gd.sharpness": 16, "usam_3.x": -2, "loss": 0.5, "nan": .nan, "e": 7,
  ]

  private func value(_ text: String) throws(FormulaError) -> Double {
    let expression = try Expression(text) { Self.values[$0] != nil }
    return expression.value { Self.values[$0] ?? .infinity }
  }

  @Test(arguments: [
    ("sam.sharpness / gd.sharpness", 0.25), ("2*usam_3.x^2", 8), ("-loss", -0.5),
    ("sqrt(gd.sharpness) + max(loss, 1)", 5), ("cos(pi)", -1), ("e", 7),
    ("1 < 2", 1), ("2 < 1", 0), ("1 < 1", 0), ("1 > 2", 0), ("2 > 1", 1),
    ("loss <= 0.5", 1), ("loss ≤ 0.5", 1), ("2loss", 1), ("loss < 0.5", 0), ("loss >= 0.5", 1),
    ("loss > 0.5", 0),
    ("loss == 1/2", 1), ("loss == 0.5001", 0), ("loss + 1 < loss*4", 1),
    ("loss < 1 and gd.sharpness > 10", 1), ("loss < 1 and gd.sharpness < 10", 0),
    ("loss > 1 or gd.sharpness > 10", 1), ("loss > 1 or gd.sharpness < 10", 0),
    ("1 or 0 and 0", 1), ("(1 or 0) and 0", 0), ("usam_3.x and loss", 1), ("0 or -3", 1),
    ("(loss < 1)*3 + 1", 4), ("if(loss < 1 and loss > 0, 5, 6)", 5), ("abs(loss - 1 < 3)", 1),
    ("nan < 1", 0), ("nan > 1", 0), ("nan <= nan", 0), ("nan >= nan", 0), ("nan == nan", 0),
    ("nan and 1", 0), ("nan or 1", 1), ("1e308*10 == 1e308*10", 1), ("1e308*10 <= 1e308*10", 1),
    ("0 < 1e308*10", 1), ("min(gd.sharpness, 3 + 4)", 7),
  ])
  func `has a value`(_ text: String, _ expected: Double) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    "hypot(a, b) < 2", "atan2(a, b) > 0.3", "ratio(a, b) < 1", "logaddexp(a, b) > 1.5",
    "sinc(a, 2) < 0.06", "min(a, b) < 1", "pow(a, b) < 2", "if(a < b, a, b) > 0.2",
    "clamp(a, 1, 2)",
  ])
  func `holds on columns where it holds on single rows`(_ text: String) throws {
    let columns = ["a": [1, 0.5, 3, -2.0], "b": [2, 0.1, 0.0, -1]]
    let expression = try Expression(text) { columns[$0] != nil }
    let conjunct = try #require(expression.conjuncts.first)
    var (holds, scratch) = ([Bool](repeating: true, count: 4), [Double]())
    conjunct.restrict(
      &holds, toRowsOf: conjunct.names.map { columns[$0] ?? [] }, scratch: &scratch)
    #expect(holds == (0..<4).map { row in expression.value { columns[$0]?[row] ?? .nan } != 0 })
  }

  @Test func `has no decimal comma`() {
    #expect(throws: FormulaError.self) { try value("0,5") }
  }

  @Test func `has the names of its quantities`() throws {
    let expression = try Expression("sam.x + sam2.x*sam.x + pi") { $0 != "pi" }
    #expect(expression.names == ["sam.x", "sam2.x"])
    var lookups: [String] = []
    #expect(
      expression.value {
        lookups.append($0)
        return $0 == "sam.x" ? 2 : 3
      } == 8 + Double.pi)
    #expect(lookups == ["sam.x", "sam2.x"])
  }

  @Test func `equals an expression with the same text`() throws {
    let (a, b) = (try Expression("loss") { _ in true }, try Expression("loss") { _ in true })
    let other = try Expression("loss + 0") { _ in true }
    #expect(a == b)
    #expect(a.hashValue == b.hashValue)
    #expect(a != other)
    #expect(a.text == "loss")
  }

  @Test(arguments: [
    ("sam.sharpnes", "sam.sharpnes\n^\n“sam.sharpnes” is not known; did you mean “sam.sharpness”?"),
    ("los < 1", "los < 1\n^\n“los” is not known; did you mean “loss”?"),
    (
      "loss < 1 < 2",
      "loss < 1 < 2\n         ^\ncomparisons cannot be chained: join them with and"
    ),
    ("loss = 1", "loss = 1\n     ^\n= is not a comparison: write =="),
    ("loss <", "loss <\n      ^\na value is missing at the end"),
    ("and 1", "and 1\n^\na value is missing before “and”"),
    ("loss 1", "loss 1\n     ^\nan operator is missing here: write loss*1"),
  ])
  func `reports an error with a caret`(_ text: String, _ expected: String) {
    let error = #expect(throws: FormulaError.self) { try value(text) }
    #expect(error?.caretText == expected)
  }
}
