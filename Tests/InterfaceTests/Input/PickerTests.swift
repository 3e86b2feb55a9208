import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `The picker` {
  @Test func `opens a lesson by a part of its name`() throws {
    var session = try Session()
    try session.type("oquadsp")
    #expect(session.screen.contains { $0.contains("> quadsp") })
    try session.press(.enter)
    #expect(session.scenario.id == "quad-split")
    #expect(session.input.mode == .normal)
    #expect(session.playback.playhead == 0)
    #expect(session.recorded.history.undoStack.isEmpty)
    #expect(try session.state.isRecorded())
  }

  @Test func `opens every lesson of the gallery by its id`() throws {
    var session = try Session()
    for lesson in session.lessons.gallery {
      try session.type("o" + lesson.id)
      try session.press(.enter)
      #expect(session.scenario.id == lesson.id)
    }
  }

  @Test func `opens the lesson selected with the arrows`() throws {
    var session = try Session()
    try session.type("o")
    try session.press(.home, .down, .enter)
    #expect(session.scenario.id == session.lessons.gallery[1].id)
    try session.type("o")
    try session.press(.end, .pageDown, .down, .enter)
    #expect(session.scenario.id == session.lessons.gallery.last?.id)
    try session.type("o")
    for _ in 0..<100 { try session.press(.pageUp) }
    try session.press(.up, .enter)
    #expect(session.scenario.id == session.lessons.gallery[0].id)
  }

  @Test func `finds matches in the preview after matches in the name`() throws {
    var session = try Session()
    try session.type("Aheavy")
    guard case .picker(var picker) = session.input.mode else {
      Issue.record("the mode is not the picker")
      return
    }
    #expect(picker.filteredItems.map(\.id) == ["momentum", "sam-momentum"])
    picker.setFilter("sam")
    #expect(picker.selectedItem?.id == "sam")
    picker.setFilter("1103.4296")
    #expect(picker.filteredItems.map(\.id) == ["rs"])
  }

  @Test func `closes on Esc, and on Enter without a match`() throws {
    var session = try Session()
    try session.type("oquad")
    try session.press(.escape)
    #expect(session.scenario.id == "xy1-three-stops")
    try session.type("oqqqqqqq")
    #expect(session.screen.contains { $0.contains("no match") })
    try session.press(.down, .enter)
    #expect(session.scenario.id == "xy1-three-stops")
    #expect(session.input.mode == .normal)
  }

  @Test func `shows more items after Backspace`() throws {
    var session = try Session()
    try session.type("oqqqq")
    try session.press(.backspace, .backspace, .backspace, .backspace)
    guard case .picker(let picker) = session.input.mode else {
      Issue.record("the mode is not the picker")
      return
    }
    #expect(picker.filteredItems.count == session.lessons.gallery.count)
  }

  @Test func `accepts a very long filter`() throws {
    var session = try Session()
    try session.type("o" + String(repeating: "長é\u{202E}x", count: 200))
    _ = render(session.state)
    try session.press(.enter)
    #expect(session.scenario.id == "xy1-three-stops")
  }

  @Test func `keeps speed, trails and colours for the next lesson`() throws {
    var session = try Session()
    try session.type("]tCo")
    let (speed, trail, display) = (
      session.playback.speed, session.layers.trailLength, session.display
    )
    try session.type("lxy")
    try session.press(.enter)
    #expect(session.scenario.id == "lxy-race")
    #expect(
      session.playback.speed == speed && session.layers.trailLength == trail
        && session.display == display)
  }
}
