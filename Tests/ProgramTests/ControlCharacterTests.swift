import Foundation
import TestSupport
import Testing

/// A few characters of one group in a few verbs; with `RAVINE_THOROUGH=1`, all in all verbs.
@Suite(.blocking) struct `A control or bidirectional character` {
  /// Control characters, line separators, and invisible and bidirectional format characters.
  private static let scalars: [Unicode.Scalar] = {
    let ranges: [ClosedRange<UInt32>] = [
      1...31, 127...159, 0x61C...0x61C, 0x200B...0x200C, 0x200E...0x200F, 0x2028...0x202E,
      0x2060...0x2064, 0x2066...0x206F, 0xFEFF...0xFEFF, 0xFFF9...0xFFFB, 0xE0001...0xE0001,
      0xE0020...0xE007F,
    ]
    return ranges.joined().compactMap(Unicode.Scalar.init)
  }()

  private static let groups: [[Unicode.Scalar]] = {
    let visible = scalars.filter { !isInvisible($0) }
    let groups = stride(from: 0, to: visible.count, by: 16).map {
      Array(visible[$0..<min($0 + 16, visible.count)])
    }
    return isThorough ? groups : [groups[3]]
  }()

  /// Whether a scalar may appear as a blank or as nothing, and does not reorder text.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    let reorders =
      (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    return scalar.properties.isWhitespace
      || scalar.properties.generalCategory == .format && !reorders
  }

  /// Returns a quoted YAML text with each scalar between letters.
  private static func quoted(_ scalars: [Unicode.Scalar]) -> String {
    let hex = scalars.map { String($0.value, radix: 16) }
    return "\"q"
      + hex.map { "\\U" + String(repeating: "0", count: 8 - $0.count) + $0 + "q" }
      .joined() + "\""
  }

  private static let views =
    ["show", "render", "render --format svg"]
    + (isThorough
      ? [
        "show --handout", "check", "render --view lesson --step 3", "render --format ansi",
        "record",
      ] : [])
  private static let data =
    ["show --json"] + (isThorough ? ["check --json", "run", "run --format jsonl"] : [])

  /// Runs each verb with a lesson, and returns the results.
  private func results(_ yaml: String, of verbs: [String]) throws -> [CommandResult] {
    let folder = try TemporaryDirectory()
    try folder.write(yaml, to: "malicious.yaml")
    return try verbs.map { try folder.bash("ravine \($0) ./malicious.yaml") }
  }

  @Test(arguments: MaliciousInput.texts.indices)
  func `gives an error at its location, or is replaced by �`(_ index: Int) throws {
    let (line, text) = MaliciousInput.texts[index]
    for group in Self.groups {
      let malicious = MaliciousInput.lesson(with: Self.quoted(group), at: index)
      let actual = try results(malicious, of: Self.views)
      guard actual[0].status == 0 else {
        // The error may concern only the first scalar, so each is tested alone.
        for scalar in isThorough ? group : [group[0], group[index % group.count]] {
          let rejected = try results(
            MaliciousInput.lesson(with: Self.quoted([scalar]), at: index), of: ["render"])[0]
          let comment: Comment = "\(text) U+\(String(scalar.value, radix: 16)): \(rejected.errors)"
          #expect(rejected.status == 65, comment)
          #expect(rejected.errors.hasPrefix("Error: ./malicious.yaml:\(line):"), comment)
          #expect(rejected.output.isEmpty && isHarmless(rejected.errors), comment)
        }
        continue
      }
      let replacements = group.map { _ in Unicode.Scalar(0xFFFD as UInt16) ?? "?" }
      let expected = try results(
        MaliciousInput.lesson(with: Self.quoted(replacements), at: index), of: Self.views)
      for (verb, (actual, expected)) in zip(Self.views, zip(actual, expected)) {
        #expect(actual.status == expected.status, "\(verb) \(text): \(actual.errors)")
        #expect(actual.errors == expected.errors, "\(verb) \(text)")
        // The ids in a figure depend on all of its contents.
        let ids = /-[a-z0-9]+\b/
        #expect(
          actual.output.replacing(ids, with: "") == expected.output.replacing(ids, with: ""),
          "\(verb) \(text) \(group)")
      }
      for (verb, result) in zip(Self.data, try results(malicious, of: Self.data)) {
        #expect(result.status == 0, "\(verb) \(text): \(result.errors)")
        #expect(isHarmless(result.output + result.errors), "\(verb) \(text)")
      }
    }
  }

  @Test func `is not printed even if it is invisible`() throws {
    let invisible = Self.scalars.filter(Self.isInvisible)
    for (index, (_, text)) in MaliciousInput.texts.enumerated() {
      let malicious = MaliciousInput.lesson(with: Self.quoted(invisible), at: index)
      let verbs = ["check", "check --json", "render", "render --format svg"]
      let tried = isThorough ? verbs : [verbs[index % verbs.count]]
      for result in try results(malicious, of: tried) {
        #expect([0, 65].contains(result.status), "\(text): \(result.errors)")
        #expect(isHarmless(result.output + result.errors), "\(text)")
      }
    }
  }

  @Test func `does not reach the terminal of the full screen`() throws {
    let folder = try TemporaryDirectory()
    var yaml = MaliciousInput.lesson(with: "\"bowl\"", at: 0)
    for text in ["A bowl", "What it shows", "It starts.", "Which?", "two"] {
      yaml = yaml.replacing("\"\(text)\"", with: Self.quoted(Self.scalars))
    }
    try folder.write(yaml, to: "malicious.yaml")
    let program = try Pty.launchRavine(["\(folder.path)/malicious.yaml"], rows: 50, columns: 200)
    for key in [" ", "6", "?", "\u{1B}", "o", "\u{1B}", "I", "G"] { try program.press(key) }
    program.send("q")
    #expect(program.wait(within: 5) == .exited(0))
    let text = String(decoding: program.output, as: UTF8.self)
    #expect(text.contains("q�q�q"))
    // Curses itself writes only these control characters.
    let forbidden = Set(Self.scalars).subtracting("\u{8}\r\n\u{E}\u{F}\u{1B}".unicodeScalars)
    #expect(Set(text.unicodeScalars).intersection(forbidden) == [])
    for scalar in Self.scalars { #expect(!text.contains("q\(Character(scalar))q")) }
  }
}
