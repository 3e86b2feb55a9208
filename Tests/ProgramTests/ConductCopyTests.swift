import Foundation
import TestSupport
import Testing

@Suite struct `The clipboard` {
  @Test func `gets the command that brings the state back, where the terminal has one`() throws {
    let program = try Pty.ravine()
    program.send("y")
    let start = Array("\u{1B}]52;c;".utf8), end = Array("\u{1B}\\".utf8)
    #expect(program.read(within: 5) { $0.firstRange(of: start) != nil })
    let begun = try #require(program.output.firstRange(of: start))
    let rest = program.output[begun.upperBound...]
    let ended = try #require(rest.firstRange(of: end))
    let text = String(decoding: rest[..<ended.lowerBound], as: UTF8.self)
    let copied = try String(decoding: #require(Data(base64Encoded: text)), as: UTF8.self)
    #expect(copied.hasPrefix("ravine "))
    program.send("q")
    #expect(program.wait(within: 2) == .status(0))
    #expect(String(decoding: program.output, as: UTF8.self).contains(copied))
  }

  @Test func `is not spoken of to a terminal that is no relative of xterm`() throws {
    let program = try Pty.ravine(environment: ["TERM": "vt100"])
    program.send("y")
    _ = program.read(for: 0.5)
    program.send("q")
    #expect(program.wait(within: 2) == .status(0))
    #expect(program.output.firstRange(of: Array("\u{1B}]".utf8)) == nil)
  }
}
