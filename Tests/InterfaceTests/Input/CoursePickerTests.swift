import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `The courses in the picker` {
  private let courses = [
    Scenario.Course(
      id: "pair", title: "A pair", about: "Two lessons.", minutes: 10,
      lessons: ["valley-slide", "quad-split"]),
    Scenario.Course(
      id: "other-pair", title: "Another", about: "Two more.", minutes: 20,
      lessons: ["quad-split", "lxy-race"]),
  ]

  private func session(_ lesson: String, course: Int? = nil) throws -> Session {
    try Session(lesson, course: course.map { courses[$0] }, courses: courses)
  }

  @Test func `are a tree with their lessons`() throws {
    var session = try session("quad-split", course: 1)
    try session.type("o")
    guard case .picker(let picker) = session.input.mode else {
      Issue.record("the mode is not the picker")
      return
    }
    let names = picker.filteredItems.map { $0.heading ?? $0.id }
    #expect(
      names.prefix(7) == [
        "pair", "valley-slide", "quad-split", "other-pair", "quad-split", "lxy-race",
        "other lessons",
      ])
    #expect(picker.filteredItems.map(\.depth).prefix(4) == [0, 1, 1, 0])
    #expect(names.count == 7 + session.lessons.gallery.count - 3)
    #expect(picker.selectedIndex == 4)
    let lines = session.screen
    #expect(lines.contains { $0.contains("│ other-pair") && $0.contains("Another") })
    #expect(lines.contains { $0.contains("│   quad-split") })
  }

  @Test func `open with their first lesson`() throws {
    var session = try session("lxy-gap")
    try session.type("oother-pair")
    try session.press(.enter)
    #expect(session.scenario.id == "quad-split" && session.lessons.courseProgress == "1/2")
    try session.type(")")
    #expect(session.scenario.id == "lxy-race" && session.lessons.courseProgress == "2/2")
    #expect(
      session.state.reproductionCommand == "ravine play lxy-race --course other-pair")
  }

  @Test func `give a lesson its place in the course under which it is chosen`() throws {
    var session = try session("valley-slide", course: 0)
    try session.type("o")
    try session.press(.down, .down, .down, .enter)
    #expect(session.scenario.id == "quad-split" && session.lessons.course?.id == "other-pair")
  }

  @Test func `show each lesson once in a filtered list`() throws {
    var session = try session("lxy-race", course: 1)
    try session.type("oquad-split")
    guard case .picker(let picker) = session.input.mode else {
      Issue.record("the mode is not the picker")
      return
    }
    #expect(picker.filteredItems.count { $0.id == "quad-split" && $0.heading == nil } == 1)
    try session.press(.enter)
    #expect(session.lessons.course?.id == "other-pair")
  }

  @Test func `have a heading that opens nothing`() throws {
    var session = try session("lxy-gap")
    try session.type("o")
    for _ in 0..<100 { try session.press(.pageUp) }
    for _ in 0..<6 { try session.press(.down) }
    try session.press(.enter)
    #expect(session.scenario.id == "lxy-gap" && session.input.mode == .normal)
  }
}
