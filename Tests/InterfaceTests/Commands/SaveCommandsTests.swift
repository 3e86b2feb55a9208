import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `Saving a file` {
  @Test func `shows its progress, and ends with a message`() throws {
    var session = try Session()
    try session.type("s")
    #expect(session.effects == [.save(.picture)])
    #expect(session.message == "saving the picture; Esc cancels")
    try session.play(.saveProgressed(0.42))
    #expect(session.screen.contains { $0.contains("saving the picture 42 %  Esc cancels") })
    // Keys work meanwhile.
    try session.type("E")
    try session.play(.saved("wrote a.svg"))
    #expect(session.message == "wrote a.svg")
    #expect(!session.screen.contains { $0.contains("saving") })
  }

  @Test func `is cancelled by Esc`() throws {
    var session = try Session()
    try session.type("sS")
    #expect(session.effects == [.save(.picture), .save(.data)])
    try session.press(.escape)
    #expect(session.effects == [.cancelSaves])
    #expect(session.message == "saving is cancelled")
    try session.press(.escape)
    #expect(session.effects == [])
  }

  @Test func `delays q once, and never ^C`() throws {
    var session = try Session()
    try session.type("sq")
    #expect(session.effects == [.save(.picture)])
    #expect(session.message == "saving the picture, then quitting; q again quits now")
    var other = session
    try other.press(.control("c"))
    #expect(other.effects == [.quit])
    try other.type("q")
    #expect(other.effects == [.quit])
    try session.play(.saved("wrote a.svg"))
    #expect(session.effects == [.quit])
  }

  @Test func `accepts a limited number of files`() throws {
    var session = try Session()
    for _ in 0..<20 { try session.type("S") }
    #expect(session.effects == [])
    #expect(session.message == "8 files are being saved; Esc cancels")
  }
}
