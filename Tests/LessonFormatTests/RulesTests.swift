import Engine
import LessonFormat
import Lessons
import StrictYAML
import Testing

@Suite struct `The rules of a lesson` {
  private func lesson(rules: String, run: String, card: String = "") throws -> Scenario {
    let yaml = """
      id: rules
      title: Rules
      surface: valley
      start: [1.8, 0.05]
      steps: 20
      view: {x: [0, 2], y: [-1, 1]}
      \(rules)
      runs:
        - \(run)
        - {optimizer: gd}
      \(card)
      """
    return try parseScenario(yaml: yaml, file: "rules.yaml")
  }

  private func error(rules: String, run: String, card: String = "") throws -> String {
    let error = try #require(throws: YAMLFileError.self) {
      try lesson(rules: rules, run: run, card: card)
    }
    return "\(error)"
  }

  private let vasso = """
    rules:
      vasso-2:
        name: VaSSO
        source: "Li, Giannakis 2023"
        rule: |
          knob theta = 0.4 from 0 to 1
          memory d = 0
          d = (1 - theta)*d + theta*grad(w)
          w - eta*grad(w + rho*unit(d))
      plain: w - eta*grad(w)
    """

  @Test func `are used by their ids`() throws {
    let lesson = try lesson(rules: vasso, run: "{optimizer: vasso-2, rho: 0.2, theta: 0.9}")
    #expect(lesson.rules.map(\.id) == ["vasso-2", "plain"])
    #expect(lesson.runs.map(\.name) == ["vasso_2", "gd"])
    #expect(lesson.runs[0].optimizer.knobs == ["rho": 0.2, "theta": 0.9])
    let info = try Catalog.optimizer(lesson.runs[0].optimizer).info
    #expect(info.name == "VaSSO" && info.source == "Li, Giannakis 2023")
    #expect(info.knobs.map(\.id) == ["eta", "rho", "theta"])
  }

  @Test func `have errors at their place in the file`() throws {
    #expect(
      try error(rules: "rules: {sam: w - eta*grad(w)}", run: "{optimizer: sam}")
        .hasPrefix("rules.yaml:7:9: “sam” is a built-in optimizer; choose another id"))
    #expect(
      try error(rules: "rules: {mine: w - lr*grad(w)}", run: "{optimizer: mine}")
        .hasPrefix("rules.yaml:7:19: “lr” is not known: write eta"))
    #expect(
      try error(
        rules: "rules:\n  mine: |\n    g = grad(w)\n    w - eta*G", run: "{optimizer: mine}"
      ).hasPrefix("rules.yaml:10:13: “G” is not known; did you mean “g”?"))
    #expect(
      try error(rules: "rules: {mine: {name: Mine}}", run: "{optimizer: mine}")
        .hasPrefix("rules.yaml:7:"))
    #expect(
      try error(
        rules: "rules: {plain: w - eta*grad(w)}",
        run: "{optimizer: w - eta*cap(grad(w), 1), eta: 0.1}"
      ).hasPrefix(
        "rules.yaml:9:28: this parenthesis is not closed; inside { } a rule with a comma needs "
          + "quotation marks"))
    #expect(
      try error(rules: "rules: {Mine: w}", run: "{optimizer: gd, name: a}")
        .hasPrefix("rules.yaml:7:9: an id must be lowercase letters"))
  }

  @Test func `replace the optimizer of a run at a card`() throws {
    let card = """
      cards:
        - {at: 0, say: GD}
        - {at: 5, say: SAM, set: {run: mine, optimizer: "w - eta*grad(w + rho*unit(grad(w)))", rho: 0.2}}
        - {at: 9, say: more, set: {run: mine, rho: 0.3}}
        - {at: 12, say: USAM, set: {run: mine, optimizer: usam}}
        - {at: 15, say: plain, set: {run: mine, optimizer: plain}}
      """
    let lesson = try lesson(
      rules: vasso, run: "{optimizer: w - eta*grad(w), name: mine, eta: 0.2}", card: card)
    let acts = lesson.acts.map { $0.scenario.runs[0].optimizer }
    #expect(
      acts == [
        .rule("w - eta*grad(w)", knobs: ["eta": 0.2]),
        .rule("w - eta*grad(w + rho*unit(grad(w)))", knobs: ["eta": 0.2, "rho": 0.2]),
        .rule("w - eta*grad(w + rho*unit(grad(w)))", knobs: ["eta": 0.2, "rho": 0.3]),
        OptimizerChoice("usam", knobs: ["eta": 0.2, "rho": 0.3]),
        .rule("w - eta*grad(w)", knobs: ["eta": 0.2]),
      ])
    #expect(lesson.acts.allSatisfy { $0.scenario.runs[1].optimizer == OptimizerChoice("gd") })
    #expect(
      lesson.cards[1].changes.descriptions == [
        "mine.optimizer = w - eta*grad(w + rho*unit(grad(w)))", "mine.rho = 0.2",
      ])
  }

  @Test(arguments: [
    ("{optimizer: usam}", "12:27: “optimizer” needs “run”"),
    ("{run: gd, optimizer: usm}", "12:47: there is no optimizer “usm”; did you mean “usam”?"),
    ("{run: gd, optimizer: usam, rh: 1}", "12:53: run gd has no hyperparameter “rh”"),
    ("{run: gd, optimizer: w - ro*w}", "12:51: “ro” is not known; did you mean “rho”?"),
  ])
  func `cannot replace an optimizer by an invalid one`(_ set: String, _ message: String) throws {
    let error = try error(
      rules: "rules: {plain: w - eta*grad(w)}", run: "{optimizer: plain, name: mine}",
      card: "cards:\n  - {at: 5, say: x, set: \(set)}")
    #expect(error.hasPrefix("rules.yaml:\(message)"), "\(error)")
  }
}
