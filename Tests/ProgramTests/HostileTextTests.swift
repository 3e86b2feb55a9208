import Foundation
import TestSupport
import Testing

/// One group of characters, in a few ways to show a lesson; all of them with `RAVINE_HOSTILE=1`.
@Suite struct `What steers a terminal or turns a line around` {
  /// Controls, separators of lines, and what is not seen itself but moves what is.
  private static let scalars: [Unicode.Scalar] = {
    let ranges: [ClosedRange<UInt32>] = [
      1...31, 127...159, 0x61C...0x61C, 0x200B...0x200C, 0x200E...0x200F, 0x2028...0x202E,
      0x2060...0x2064, 0x2066...0x206F, 0xFEFF...0xFEFF, 0xFFF9...0xFFFB, 0xE0001...0xE0001,
      0xE0020...0xE007F,
    ]
    return ranges.joined().compactMap(Unicode.Scalar.init)
  }()

  private static let groups: [[Unicode.Scalar]] = {
    let steering = scalars.filter { !isUnseen($0) }
    let groups = stride(from: 0, to: steering.count, by: 16).map {
      Array(steering[$0..<min($0 + 16, steering.count)])
    }
    return isAll ? groups : [groups[3]]
  }()

  private static let isAll = ProcessInfo.processInfo.environment["RAVINE_HOSTILE"] != nil

  /// What may be shown as a blank, or take no cell: it moves nothing but itself.
  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    let reorders =
      (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    return scalar.properties.isWhitespace
      || scalar.properties.generalCategory == .format && !reorders
  }

  /// A text in which each of these stands between letters, as YAML spells it.
  private static func quoted(_ scalars: [Unicode.Scalar]) -> String {
    let hex = scalars.map { String($0.value, radix: 16) }
    return "\"q"
      + hex.map { "\\U" + String(repeating: "0", count: 8 - $0.count) + $0 + "q" }
      .joined() + "\""
  }

  private static let shows =
    ["show", "render", "render --format svg"]
    + (isAll
      ? [
        "show --handout", "check", "render --view lesson --step 3", "render --format ansi",
        "record",
      ] : [])
  private static let data =
    ["show --json"] + (isAll ? ["check --json", "run", "run --format jsonl"] : [])

  /// What is printed of a lesson by each of these, or why it is refused.
  private func answers(_ yaml: String, to verbs: [String]) throws -> [Answer] {
    let folder = try Folder()
    try folder.write(yaml, to: "hostile.yaml")
    return try verbs.map { try folder.bash("ravine \($0) ./hostile.yaml") }
  }

  @Test(arguments: Hostile.places.indices)
  func `is refused where it stands, or shown as �`(_ place: Int) throws {
    let (line, text) = Hostile.places[place]
    for group in Self.groups {
      let hostile = Hostile.lesson(with: Self.quoted(group), at: place)
      let shown = try answers(hostile, to: Self.shows)
      guard shown[0].status == 0 else {
        // It may have been refused for the first of them.
        for scalar in group {
          let refused = try answers(
            Hostile.lesson(with: Self.quoted([scalar]), at: place), to: ["render"])[0]
          let comment: Comment = "\(text) U+\(String(scalar.value, radix: 16)): \(refused.errors)"
          #expect(refused.status == 65, comment)
          #expect(refused.errors.hasPrefix("Error: ./hostile.yaml:\(line):"), comment)
          #expect(refused.output.isEmpty && isHarmless(refused.errors), comment)
        }
        continue
      }
      let replaced = group.map { _ in Unicode.Scalar(0xFFFD as UInt16) ?? "?" }
      let tame = try answers(
        Hostile.lesson(with: Self.quoted(replaced), at: place), to: Self.shows)
      for (verb, (shown, tame)) in zip(Self.shows, zip(shown, tame)) {
        #expect(shown.status == tame.status, "\(verb) \(text): \(shown.errors)")
        #expect(shown.errors == tame.errors, "\(verb) \(text)")
        // Names inside of a figure depend on all that it shows.
        let names = /-[a-z0-9]+\b/
        #expect(
          shown.output.replacing(names, with: "") == tame.output.replacing(names, with: ""),
          "\(verb) \(text) \(group)")
      }
      for (verb, answer) in zip(Self.data, try answers(hostile, to: Self.data)) {
        #expect(answer.status == 0, "\(verb) \(text): \(answer.errors)")
        #expect(isHarmless(answer.output + answer.errors), "\(verb) \(text)")
      }
    }
  }

  @Test func `is not printed even where it could not be seen`() throws {
    let unseen = Self.scalars.filter(Self.isUnseen)
    for (place, (_, text)) in Hostile.places.enumerated() {
      let hostile = Hostile.lesson(with: Self.quoted(unseen), at: place)
      let verbs = ["check", "check --json", "render", "render --format svg"]
      for answer in try answers(hostile, to: verbs) {
        #expect([0, 65].contains(answer.status), "\(text): \(answer.errors)")
        #expect(isHarmless(answer.output + answer.errors), "\(text)")
      }
    }
  }

  @Test func `does not reach the terminal of the full screen`() throws {
    let folder = try Folder()
    var yaml = Hostile.lesson(with: "\"bowl\"", at: 0)
    for text in ["A bowl", "What it shows", "It starts.", "Which?", "two"] {
      yaml = yaml.replacing("\"\(text)\"", with: Self.quoted(Self.scalars))
    }
    try folder.write(yaml, to: "hostile.yaml")
    let program = try Pty.launchRavine(["\(folder.path)/hostile.yaml"], rows: 50, columns: 200)
    for key in [" ", "6", "?", "\u{1B}", "o", "\u{1B}", "I", "G"] {
      program.send(key)
      program.read(for: 0.3)
    }
    program.send("q")
    #expect(program.wait(within: 5) == .exited(0))
    let text = String(decoding: program.output, as: UTF8.self)
    #expect(text.contains("q�q�q"))
    // What curses itself steers with begins with an escape, or is one of these.
    let steers = Set(Self.scalars).subtracting("\u{8}\r\n\u{E}\u{F}\u{1B}".unicodeScalars)
    #expect(Set(text.unicodeScalars).intersection(steers) == [])
    for scalar in Self.scalars { #expect(!text.contains("q\(Character(scalar))q")) }
  }
}
