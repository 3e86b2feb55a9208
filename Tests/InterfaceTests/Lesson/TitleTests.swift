import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `The title of a lesson` {
  private let title = "USAM diverges, SAM only oscillates"

  @Test func `is marked while the settings differ`() throws {
    var session = try Session("quad-split")
    #expect(session.state.title == title && session.state.summary == session.scenario.lesson)
    #expect(session.screen[1].contains("┌ \(title)"))
    try session.type("E")
    #expect(session.screen[0].contains("quad-split (changed)"))
    #expect(session.screen[1].contains("┌ changed from: USAM"))
    #expect(session.state.summary.isEmpty)
    try session.type("u")
    #expect(session.state.title == title)
  }

  @Test func `goes with its surface`() throws {
    var session = try Session("quad-split")
    try session.type(":surface x^2 + y^2")
    try session.press(.enter)
    #expect(session.state.title == session.surface.info.formula)
    #expect(session.screen[1].contains("┌ x^2 + y^2"))
    #expect(!session.screen.contains { $0.contains("USAM diverges") })
  }

  @Test func `stays while a card changes the settings`() throws {
    var session = try Session("cycle-break-up")
    let last = try #require(session.narration.schedule.entries.last { $0.act > 0 })
    try session.type("\(last.step)G")
    #expect(session.narration.act > 0 && session.state.title == session.scenario.title)
  }

  @Test(arguments: [
    ("1/0", "1/0 has no finite loss at 25 points of the region"),
    ("3", "3 is constant: the gradient is zero, and no run moves"),
    ("x^2 + y^2", "A user-defined formula; its gradient and Hessian are exact."),
  ])
  func `stands above what the losses of a formula say`(
    _ formula: String, _ summary: String
  ) throws {
    let info = try Catalog.surface(.formula(formula)).info
    let session = try Session(
      Scenario(
        id: info.id, title: info.formula, lesson: info.about, source: "",
        surface: .formula(formula), start: info.start, steps: 50, view: info.frame,
        runs: [NamedRun(name: "gd", optimizer: OptimizerChoice("gd"))]))
    #expect(session.narrationText == summary && session.state.title == formula)
  }

  @Test func `without a lesson is that of the surface`() throws {
    let info = try Catalog.surface(.named("hyperbola")).info
    var session = try Session(
      Scenario(
        id: info.id, title: info.formula, lesson: info.about, source: "",
        surface: .named("hyperbola"), start: info.start, steps: 50, view: info.frame,
        runs: [NamedRun(name: "gd", optimizer: OptimizerChoice("gd"))]))
    try session.type("E")
    #expect(session.state.title == info.formula && session.narrationText == info.about)
    try session.type(":surface ring")
    try session.press(.enter)
    #expect(session.state.title == session.surface.info.formula)
    #expect(session.narrationText == session.surface.info.about)
    #expect(session.screen[0].contains("ring") && !session.screen[0].contains("changed"))
  }
}
