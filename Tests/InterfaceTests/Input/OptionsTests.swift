import Drawing
import Engine
import TestSupport
import Testing

@testable import Interface

@Suite struct `The options` {
  @Test(arguments: Option.all.map(\.id))
  func `change by keys and have the values of the configuration`(_ id: String) throws {
    var session = try Session(preferences: Preferences())
    let index = try #require(Option.all.firstIndex { $0.id == id })
    try session.type("O" + String(repeating: "j", count: index))
    let before = Option.all[index].value(session.state.options)
    try session.press(.left)
    let after = Option.all[index].value(session.state.options)
    #expect(after != before)
    #expect(session.state.unsavedOptions.map(\.id) == [id])
    #expect(session.screen.contains { $0.contains(id) && $0.contains(after) })
    try session.press(.right)
    #expect(Option.all[index].value(session.state.options) == before)
  }

  @Test func `are saved on demand`() throws {
    var session = try Session()
    try session.type("Os")
    #expect(session.effects == [] && session.message != nil)
    try session.type(" s")
    #expect(session.effects == [.saveOptions])
    #expect(session.display.colorMap == .cividis)
    try session.play(.answered("cannot"))
    #expect(session.state.unsavedOptions.count == 1)
    try session.play(.optionsSaved("wrote it"))
    #expect(session.state.unsavedOptions.isEmpty)
    #expect(session.screen.contains { $0.contains("wrote it") })
    try session.press(.escape)
    #expect(session.input.mode == .normal)
  }

  @Test func `offer only the capabilities of the terminal`() throws {
    var session = try Session(display: Display(depth: .sixteen, glyphs: .ascii))
    try session.type("Ojj")
    var depths: Set<Display.Depth> = []
    for _ in 0..<9 {
      try session.type(" ")
      depths.insert(session.display.depth)
    }
    #expect(depths == [.mono, .eight, .sixteen])
    try session.type("j ")
    #expect(session.display.glyphs == .ascii && session.message != nil)
  }

  @Test func `persist when another lesson is opened`() throws {
    var session = try Session()
    try session.type("O q)")
    #expect(session.display.colorMap == .cividis)
    #expect(session.state.unsavedOptions.map(\.value) == ["cividis"])
  }

  @Test func `are shown in every size`() throws {
    for (rows, columns) in [(24, 80), (12, 40), (6, 20), (3, 9), (1, 1)] {
      var session = try Session(rows: rows, columns: columns)
      try session.type("OG")
      let last = try #require(Option.all.last)
      #expect(rows < 3 || session.screen.contains { $0.contains(last.id) })
    }
    var session = try Session()
    try session.type("Oj ")
    expectSnapshot(render(session.state), named: "options-80x24")
  }
}
