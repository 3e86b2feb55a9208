import Drawing
import Engine
import Testing

@testable import Interface

@Suite struct `The start` {
  @Test func `is placed for every run by a click`() throws {
    var session = try Session()
    try session.click(Position(row: 5, column: 20))
    let start = session.experiment.start
    #expect(start != Point(3, 0.34))
    #expect(session.experiment.runs.allSatisfy { $0.start == start })
    let cell = Projection(session.camera.region, onto: session.map).cell(of: start)
    #expect(cell == Position(row: 5, column: 20))
    #expect(try session.state.isRecorded())
  }

  @Test func `is placed with the crosshair`() throws {
    var session = try Session()
    try session.type("i")
    let cursor = try #require(render(session.state).cursor)
    try session.type("hhhjjL")
    let moved = try #require(render(session.state).cursor)
    #expect(moved == Position(row: cursor.row + 2, column: cursor.column + 2))
    try session.press(.enter)
    #expect(session.input.mode == .normal)
    #expect(
      Projection(session.camera.region, onto: session.map).cell(of: session.experiment.start)
        == moved)
    #expect(try session.state.isRecorded())
  }

  @Test(arguments: [Key.escape, .character("q"), .character("i")])
  func `does not change when the placement is cancelled`(_ key: Key) throws {
    var session = try Session()
    try session.type("ihhh")
    try session.press(key)
    #expect(session.input.mode == .normal)
    #expect(!session.state.differsFromLesson)
    #expect(session.effects.isEmpty)
  }

  @Test func `cannot be placed outside the map with the crosshair`() throws {
    var session = try Session()
    try session.type("i" + String(repeating: "K", count: 500) + String(repeating: "H", count: 500))
    try session.press(.enter)
    let start = session.experiment.start
    #expect(session.camera.region.x.contains(start.x) && session.camera.region.y.contains(start.y))
    try session.type("i" + String(repeating: "J", count: 500) + String(repeating: "L", count: 500))
    #expect(render(session.state).cursor != nil)
  }

  @Test func `does not change on a click outside the map`() throws {
    var session = try Session()
    for position in [
      Position(row: 0, column: 0), Position(row: 23, column: 79), Position(row: -5, column: 900),
      Position(row: 1, column: 1),
    ] {
      try session.click(position)
    }
    #expect(!session.state.differsFromLesson)
  }
}
