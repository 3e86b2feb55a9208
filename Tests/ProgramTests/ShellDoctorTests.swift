import Foundation
import TestSupport
import TerminalShell
import Testing

@Suite struct `ravine doctor` {
  private static func told(
    _ arguments: String = "", environment: [String: String?] = [:]
  ) throws -> (report: String, ended: Pty.TerminationStatus?) {
    let program = try Pty(
      ["/bin/bash", "-c", "exec '\(TestSupport.ravinePath)' doctor \(arguments)"], rows: 30,
      columns: 90, environment: environment.merging(["XDG_CONFIG_HOME": "/nowhere"]) { a, _ in a })
    let ended = program.wait(within: 10)
    return (String(decoding: program.output, as: UTF8.self), ended)
  }

  @Test func `tells without a terminal what play would answer`() throws {
    let answer = try bash("XDG_CONFIG_HOME=/nowhere ravine doctor")
    #expect(answer.status == 69 && answer.errors.isEmpty)
    #expect(answer.output.contains("does not open: The full screen needs a terminal"))
    let json = try bash("ravine doctor --json").output
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: String]
    #expect(object?["full_screen"]?.hasPrefix("does not open") == true)
  }

  @Test(arguments: [
    ("", ["COLORTERM": "truecolor"], "direct, for COLORTERM"),
    ("", ["NO_COLOR": "1"], "mono, for NO_COLOR"),
    ("", ["TERM": "xterm"], "eight, for TERM"),
    ("--color sixteen", ["COLORTERM": "truecolor"], "sixteen, as asked for"),
    ("", ["LANG": "C"], "ascii"),
  ])
  func `tells what will be used, and why`(
    _ arguments: String, _ environment: [String: String], _ words: String
  ) throws {
    let (report, ended) = try Self.told(arguments, environment: environment)
    #expect(ended == .exited(0))
    #expect(report.contains("90 columns, 30 rows") && report.contains(/full screen +opens/))
    #expect(report.contains(words), "\(report)")
  }

  @Test func `tells of a terminal that cannot, and of a configuration that is wrong`() throws {
    let dumb = try Self.told(environment: ["TERM": "dumb"])
    #expect(dumb.ended == .exited(69) && dumb.report.contains("TERM=dumb"))
    let folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/ravine", withIntermediateDirectories: true)
    try folder.write("colour: red\n", to: "ravine/config.yaml")
    let wrong = try Self.told(environment: ["XDG_CONFIG_HOME": folder.path])
    #expect(wrong.ended == .exited(65) && wrong.report.contains("config.yaml:1:1"))
  }

  @Test(arguments: ["TERM", "COLORTERM", "NO_COLOR", "XDG_CONFIG_HOME"])
  func `tells of a variable without end in a line`(_ name: String) throws {
    let long = "/" + String(repeating: "a", count: 100_000)
    let (report, ended) = try Self.told(environment: [name: long])
    #expect(ended == .exited(name == "TERM" ? 69 : name.hasPrefix("XDG") ? 66 : 0))
    #expect(report.contains("aaa … aaa") && report.count < 4000, "\(report.prefix(4000))")
  }

  @Test func `understands what terminals answer`() {
    func heard(_ text: String) -> TerminalQuery { TerminalQuery(Array(text.utf8)) }
    let kitty = heard("\u{1B}P>|kitty(0.35)\u{1B}\\\u{1B}[?2026;2$y\u{1B}[?62;c")
    #expect(kitty.name == "kitty(0.35)" && kitty.supportsSynchronizedUpdate && kitty.hasResponded)
    let old = heard("\u{1B}[?1;2c")
    #expect(old.name == nil && !old.supportsSynchronizedUpdate && old.hasResponded)
    #expect(!heard("\u{1B}[?2026;0$y\u{1B}[?6c").supportsSynchronizedUpdate)
    #expect(!heard("q\u{1B}[A").hasResponded)
    let rude = heard("\u{1B}P>|\u{7}evil\u{202E}\u{1B}\\")
    #expect(rude.name?.contains("\u{7}") == false)
  }
}
