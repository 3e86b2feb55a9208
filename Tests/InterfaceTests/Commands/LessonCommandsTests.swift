import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `A course` {
  private let course = Scenario.Course(
    id: "pair", title: "A pair", about: "Two lessons.", minutes: 10,
    lessons: ["valley-slide", "quad-split"])

  @Test func `determines the next and the previous lesson`() throws {
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

  @Test func `shows the position of the lesson`() throws {
    var session = try Session("valley-slide", course: course)
    #expect(session.screen[0].contains("1/2  valley-slide"))
    try session.type(")")
    #expect(session.lessons.courseProgress == "2/2")
  }

  @Test func `is part of the reproduction command`() throws {
    var session = try Session("valley-slide", course: course)
    #expect(session.state.exitMessage == "ravine play valley-slide --course pair")
    try session.type(")E")
    #expect(
      session.state.reproductionCommand.hasPrefix(
        "ravine play quad-split --course pair --optimizer"))
  }

  @Test func `keeps its position in the top line beside a long formula`() throws {
    let course = Scenario.Course(
      id: "long", title: "", about: "", minutes: 1, lessons: ["dip-eviction", "softmin-stays"])
    var session = try Session("dip-eviction", course: course)
    #expect(session.screen[0].contains("1/2  dip-eviction "))
    try session.type(")")
    #expect(session.screen[0].contains("2/2  softmin-stays "))
  }

  @Test func `is by default the whole gallery`() throws {
    var session = try Session("quad-split")
    #expect(session.lessons.courseProgress == nil)
    try session.type(")")
    #expect(session.scenario.id == "quad-rho-ladder")
  }
}
