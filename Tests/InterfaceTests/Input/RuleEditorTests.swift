import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `The editor of an update rule` {
  private func open(_ lesson: String = "valley-slide") throws -> Session {
    var session = try Session(lesson)
    try session.type("Atype a rule")
    try session.press(.enter)
    return session
  }

  private func editor(_ session: Session) throws -> RuleEditor {
    guard case .typingRule(let editor) = session.input.mode else { throw NoEditor() }
    return editor
  }

  private struct NoEditor: Error {}

  @Test func `adds a run with the typed rule, and with the learning rate of the first run`() throws
  {
    var session = try open()
    try session.type("w - eta*sign(grad(w))")
    try session.press(.enter)
    #expect(session.input.mode == .normal)
    let added = try #require(session.experiment.namedRuns.last)
    #expect(added.name == "rule")
    #expect(added.optimizer == .rule("w - eta*sign(grad(w))", knobs: ["eta": 0.1]))
    #expect(session.recordings.count == 4)
    #expect(session.selection.focusedRun == 3)
    // The editor begins anew, or with the rule of the focused run.
    try session.press(.tab)
    try session.type("Atype a rule")
    try session.press(.enter)
    #expect(try editor(session).text == "")
    try session.press(.escape, .backTab)
    try session.type("Atype a rule")
    try session.press(.enter)
    #expect(try editor(session).text == "w - eta*sign(grad(w))")
    try session.press(.enter)
    #expect(session.experiment.namedRuns.map(\.name).last == "rule2")
  }

  @Test func `takes a rule that is typed or pasted into the filter of the list`() throws {
    var session = try Session("valley-slide")
    try session.type("Aw - eta*sign(grad(w))")
    try session.press(.enter)
    #expect(session.input.mode == .normal)
    #expect(session.experiment.namedRuns.last?.optimizer.source == .rule("w - eta*sign(grad(w))"))
    // The editor opens at an error.
    try session.type("Aw - eta*gard(w)")
    try session.press(.enter)
    #expect(try editor(session).text == "w - eta*gard(w)")
    #expect(session.screen.contains { $0.contains("did you mean “grad”?") })
    try session.press(.escape)
    #expect(session.experiment.namedRuns.count == 4)
    // Long rules and several lines fit too.
    try session.type("A")
    let long = "memory velocity = 0\nvelocity = beta*velocity + grad(w + rho*unit(grad(w)))\n"
    try session.play(.pasted(PastedText(long + "w - eta*velocity\n")))
    let end = "grad(w + rho*unit(grad(w))); w - eta*velocity"
    #expect(session.screen.contains { $0.contains(end) })
    try session.press(.enter)
    #expect(session.experiment.namedRuns.count == 5)
    // A word without a match is kept as well; a part of the item's name continues the draft.
    try session.type("Aqqqq")
    try session.press(.enter)
    #expect(try editor(session).text == "qqqq")
    try session.press(.escape)
    try session.type("Atype")
    try session.press(.enter)
    #expect(try editor(session).text == "qqqq")
  }

  @Test func `shows the caret and the message under the line at each key`() throws {
    var session = try open()
    try session.type("w - eta*gard(w)")
    let rows = session.screen
    let line = try #require(rows.firstIndex { $0.contains("> w - eta*gard(w)") })
    #expect(line == 21)
    let columns = Array(rows[line]).indices.filter { rows[line].dropFirst($0).hasPrefix("gard") }
    #expect(Array(rows[line + 1]).firstIndex(of: "^") == columns.first)
    #expect(rows[line + 2].contains("there is no function “gard”; did you mean “grad”?"))
    try session.press(.enter)
    #expect(try editor(session).text == "w - eta*gard(w)")
    #expect(session.experiment.namedRuns.count == 3)
    for _ in 0..<4 { try session.press(.left) }
    try session.press(.backspace, .backspace)
    try session.type("ra")
    #expect(!session.screen[22].contains("^"))
    try session.press(.enter)
    #expect(
      session.experiment.namedRuns.last?.optimizer.source == .rule("w - eta*grad(w)"))
  }

  @Test func `says what Enter does once the rule is valid`() throws {
    var session = try open()
    try session.type("w - eta*grad(w + rho*unit(grad(w)))")
    #expect(session.screen[22].contains("2 gradients per step η 0.100 ρ 0.100 Enter adds the run"))
  }

  @Test func `completes functions, knobs and memories`() throws {
    var session = try open()
    try session.type("mem")
    try session.press(.tab)
    try session.type(" velocity = 0; vel")
    try session.press(.tab)
    try session.type(" = bet")
    try session.press(.tab)
    #expect(try editor(session).candidates == ["beta", "beta2"])
    #expect(session.screen.last?.contains("beta beta2") ?? false)
    try session.type("*velocity + gr")
    try session.press(.tab)
    try session.type("w); w - eta*vel")
    try session.press(.tab)
    #expect(
      try editor(session).text
        == "memory velocity = 0; velocity = beta*velocity + grad(w); w - eta*velocity")
    #expect(try editor(session).error == nil)
  }

  @Test func `keeps an unfinished rule for the next time`() throws {
    var session = try open()
    try session.type("w - eta*")
    try session.press(.escape)
    #expect(session.input.mode == .normal)
    try session.type("Atype a rule")
    try session.press(.enter)
    #expect(try editor(session).text == "w - eta*")
  }

  @Test func `accepts pasted lines as statements`() throws {
    var session = try open()
    let text = "# mine\nmemory v = 0  # velocity\nv = beta*v + grad(w)\nw - eta*v\n"
    try session.play(.pasted(PastedText(text)))
    #expect(try editor(session).text == "memory v = 0; v = beta*v + grad(w); w - eta*v")
    try session.press(.enter)
    #expect(session.experiment.namedRuns.count == 4)
  }

  @Test(arguments: [(24, 80), (60, 200), (12, 40), (6, 20), (3, 10), (1, 1)])
  func `is visible on screens of every size`(_ rows: Int, _ columns: Int) throws {
    var session = try Session("valley-slide", rows: rows, columns: columns)
    try session.type("Atype a rule")
    try session.press(.enter)
    try session.type(String(repeating: "w + ", count: 40) + "q")
    let canvas = render(session.state)
    let cursor = try #require(canvas.cursor)
    #expect(rows < 3 || (0..<rows).contains(cursor.row) && (0..<columns).contains(cursor.column))
  }

  @Test func `lists the rules of the lesson and of the user`() throws {
    let gd = NamedRule(id: "mine", text: "# about: my own\nw - eta*grad(w)")
    var scenario = try #require(try lessons().first { $0.id == "valley-slide" })
    scenario.rules = [gd]
    var preferences = Preferences(pace: 0)
    preferences.rules = [
      NamedRule(id: "mine", text: "w"), NamedRule(id: "half-step", text: "w - eta/2*grad(w)"),
    ]
    var session = try Session(scenario, preferences: preferences)
    try session.type("A")
    guard case .picker(let picker) = session.input.mode else { throw NoEditor() }
    #expect(picker.filteredItems.prefix(3).map(\.id) == ["type a rule", "mine", "half-step"])
    #expect(picker.filteredItems[1].preview.contains("my own"))
    try session.type("half-step")
    try session.press(.enter)
    let added = try #require(session.experiment.namedRuns.last)
    #expect(added.name == "half_step" && added.optimizer.source == .rule("w - eta/2*grad(w)"))
    try session.type(":optimizer mine:eta=0.2,gd")
    try session.press(.enter)
    #expect(session.experiment.namedRuns.map(\.name) == ["mine", "gd"])
    try session.type(":optimizer mine:eta=0.2")
    try session.press(.enter)
    #expect(session.experiment.namedRuns.map(\.name) == ["mine"])
    #expect(session.state.reproductionCommand.contains("'w - eta*grad(w):eta=0.2,name=mine'"))
  }
}

@Suite struct `The inspector of an update rule` {
  @Test func `shows each statement with its value, following the playhead`() throws {
    var session = try Session("valley-slide", rows: 40, columns: 120)
    try session.type(":optimizer 'memory v = 0; g = grad(w); v = beta*v + g; w - eta*v'")
    try session.press(.enter)
    try session.type("I")
    #expect(session.screen.contains { $0.contains("t 1  η 0.0500  β 0.900") })
    #expect(session.screen.contains { $0.contains("memory v") && $0.contains("(0, 0)") })
    try session.type(":step 3")
    try session.press(.enter)
    let trace = try #require(session.recordings[0].ruleTrace(at: 3))
    #expect(session.screen.contains { $0.contains("t 4  η 0.0500") })
    for statement in trace.statements {
      guard case .vector(let value) = statement.value else { continue }
      let text = "(\(formatShort(value.x, digits: 5)), \(formatShort(value.y, digits: 5)))"
      #expect(session.screen.contains { $0.contains(statement.text) && $0.contains(text) })
    }
  }

  @Test func `marks the first statement that is NaN`() throws {
    let scenario = try #require(try lessons().first { $0.id == "valley-slide" })
    let run = Run(
      surface: scenario.surface, optimizer: .rule("a = log(-norm(w)); b = 2*a; w - b*grad(w)"),
      start: scenario.start, steps: 3)
    let trace = try #require(try Catalog.record(run).ruleTrace(at: 0))
    let lines = RuleTraceLines(trace, gradient: .zero, ascentPoint: .zero).lines
    #expect(lines.filter(\.isFirstNaN).map(\.text) == ["a = log(-norm(w))"])
  }

  @Test func `shows the quantities of an optimizer that is not a rule`() throws {
    var session = try Session("valley-slide")
    try session.type("I")
    #expect(session.screen.contains { $0.contains("∇f(w)") })
  }
}
