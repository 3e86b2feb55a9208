import Testing

@testable import Engine

@Suite struct `An optimizer in the folder Rules` {
  private static let entries = Catalog.optimizers.filter { $0.rule != nil }

  @Test func `is in the catalog with every other file`() {
    #expect(ruleFiles.count >= 12)
    #expect(Self.entries.map(\.info.id) == ruleFiles.map(\.id))
  }

  @Test(arguments: ruleFiles.map(\.id))
  func `describes itself, its source and its knobs`(_ id: String) throws {
    let entry = try Catalog.optimizer(id)
    let rule = try #require(entry.rule)
    for key in ["name", "rule", "about", "source"] {
      #expect(Rule.comments(in: rule.text)[key] != nil, "\(key)")
    }
    #expect(entry.info.about.count > 150 && entry.info.about.hasSuffix("."))
    #expect(entry.info.updateRule.contains("w ← "))
    #expect(rule.knobs.allSatisfy { $0.meaning != "a knob of the rule" })
  }

  @Test(arguments: ruleFiles.map(\.id))
  func `has the bits of the same rule typed`(_ id: String) throws {
    let text = try #require(try Catalog.optimizer(id).rule).canonicalText
    func points(_ choice: OptimizerChoice) throws -> [Point<Double>] {
      try Catalog.record(
        Run(
          surface: .named("himmelblau"), optimizer: choice, start: Point(1, 0.5), steps: 60,
          noise: .normal(x: 0.1, y: 0.2))
      ).trajectory.points
    }
    let knobs = ["eta": 0.003]
    // A typed rule has the meanings of its own comments only, but the same numbers.
    #expect(
      try points(OptimizerChoice(id, knobs: knobs)) == points(.rule(text, knobs: knobs)))
  }

  @Test func `has errors of its knobs by its id`() throws {
    let error = try #require(throws: EngineError.self) {
      try Catalog.optimizer("lion").knobValues(["rho": 0.1])
    }
    #expect("\(error)".hasPrefix("optimizer lion has no hyperparameter “rho”"))
  }

  @Test func `continues a comment on indented lines`() {
    let text = "# about: one\n#   two\n#  three\n# four: 4\nw"
    #expect(Rule.comments(in: text)["about"] == "one two three")
    #expect(Rule.comments(in: text)["four"] == "4")
    #expect(Rule.comments(in: text)["two"] == nil)
  }
}
