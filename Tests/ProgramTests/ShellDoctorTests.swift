import Foundation
import TestSupport
import TerminalShell
import Testing

@Suite(.blocking) struct `ravine doctor` {
  private static func report(
    _ arguments: String = "", environment: [String: String?] = [:]
  ) throws -> (text: String, status: Pty.TerminationStatus?) {
    let program = try Pty(
      ["/bin/bash", "-c", "exec '\(TestSupport.ravinePath)' doctor \(arguments)"], rows: 30,
      columns: 90, environment: environment.merging(["XDG_CONFIG_HOME": "/nowhere"]) { a, _ in a })
    let status = program.wait(within: 10)
    return (String(decoding: program.output, as: UTF8.self), status)
  }

  @Test func `reports the error of play without a terminal`() throws {
    let result = try bash("XDG_CONFIG_HOME=/nowhere ravine doctor")
    #expect(result.status == 69 && result.errors.isEmpty)
    #expect(result.output.contains("does not open: The full screen needs a terminal"))
    let json = try bash("ravine doctor --json").output
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: String]
    #expect(object?["full_screen"]?.hasPrefix("does not open") == true)
  }

  @Test(arguments: [
    ("", ["COLORTERM": "truecolor"], "direct, set by COLORTERM"),
    ("", ["NO_COLOR": "1"], "mono, set by NO_COLOR"),
    ("", ["TERM": "xterm"], "eight, set by TERM"),
    ("--color sixteen", ["COLORTERM": "truecolor"], "sixteen, as requested"),
    ("", ["LANG": "C"], "ascii"),
  ])
  func `reports the display and the reasons`(
    _ arguments: String, _ environment: [String: String], _ words: String
  ) throws {
    let (text, status) = try Self.report(arguments, environment: environment)
    #expect(status == .exited(0))
    #expect(text.contains("90 columns, 30 rows") && text.contains(/full screen +opens/))
    #expect(text.contains(words), "\(text)")
  }

  @Test func `reports an unusable terminal and an invalid configuration`() throws {
    let dumb = try Self.report(environment: ["TERM": "dumb"])
    #expect(dumb.status == .exited(69) && dumb.text.contains("TERM=dumb"))
    let folder = try TemporaryDirectory()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/ravine", withIntermediateDirectories: true)
    try folder.write("colour: red\n", to: "ravine/config.yaml")
    let invalid = try Self.report(environment: ["XDG_CONFIG_HOME": folder.path])
    #expect(invalid.status == .exited(65) && invalid.text.contains("config.yaml:1:1"))
  }

  @Test(arguments: ["TERM", "COLORTERM", "NO_COLOR", "XDG_CONFIG_HOME"])
  func `shortens a long variable`(_ name: String) throws {
    let long = "/" + String(repeating: "a", count: 100_000)
    let (text, status) = try Self.report(environment: [name: long])
    #expect(status == .exited(name == "TERM" ? 69 : name.hasPrefix("XDG") ? 66 : 0))
    #expect(text.contains("aaa … aaa") && text.count < 4000, "\(text.prefix(4000))")
  }

  @Test func `parses replies of terminals`() {
    func query(_ text: String) -> TerminalQuery { TerminalQuery(Array(text.utf8)) }
    let kitty = query("\u{1B}P>|kitty(0.35)\u{1B}\\\u{1B}[?2026;2$y\u{1B}[?62;c")
    #expect(kitty.name == "kitty(0.35)" && kitty.supportsSynchronizedUpdate && kitty.hasResponded)
    let old = query("\u{1B}[?1;2c")
    #expect(old.name == nil && !old.supportsSynchronizedUpdate && old.hasResponded)
    #expect(!query("\u{1B}[?2026;0$y\u{1B}[?6c").supportsSynchronizedUpdate)
    #expect(!query("q\u{1B}[A").hasResponded)
    let malicious = query("\u{1B}P>|\u{7}evil\u{202E}\u{1B}\\")
    #expect(malicious.name?.contains("\u{7}") == false)
  }
}
