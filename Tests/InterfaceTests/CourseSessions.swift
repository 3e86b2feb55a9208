import Drawing
import Engine
import Testing

@testable import Interface

@Suite struct `A course` {
  private let course = Scenario.Course(
    id: "pair", title: "A pair", about: "Two lessons.", minutes: 10,
    lessons: ["valley-slide", "quad-split"])

  @Test func `leads to its next lesson and back, not to the gallery's`() throws {
    var session = try Session("valley-slide", course: course)
    try session.type(")")
    #expect(session.scenario.id == "quad-split" && session.message == nil)
    try session.type(")")
    #expect(session.scenario.id == "quad-split" && session.message == "this is the last lesson")
    try session.type("(")
    #expect(session.scenario.id == "valley-slide" && session.message == nil)
    try session.type("(")
    #expect(session.scenario.id == "valley-slide" && session.message == "this is the first lesson")
  }

  @Test func `shows how far it has come`() throws {
    var session = try Session("valley-slide", course: course)
    #expect(session.screen[0].contains("1/2  valley-slide"))
    try session.type(")")
    #expect(session.progress == "2/2")
  }

  @Test func `is the whole gallery where none was asked for`() throws {
    var session = try Session("quad-split")
    #expect(session.progress == nil)
    try session.type(")")
    #expect(session.scenario.id == "quad-rho-ladder")
  }
}
