import LessonFormat
import Lessons
import StrictYAML
import Testing

@Suite struct `An invalid lesson file` {
  @Test func `differs from a valid file`() throws {
    #expect(try parseScenario(yaml: Mistake.validYAML, file: "bowl.yaml").id == "bowl")
  }

  @Test(arguments: Mistake.all)
  func `gives an error with line, column and how to fix it`(_ mistake: Mistake) throws {
    #expect(mistake.yaml != Mistake.validYAML)
    let error = try #require(throws: YAMLFileError.self) {
      try parseScenario(yaml: mistake.yaml, file: "bowl.yaml")
    }
    let parts = "bowl.yaml:\(mistake.error)".split(
      separator: "*", omittingEmptySubsequences: false)
    if parts.count == 2 {
      #expect(error.description.hasPrefix(parts[0]) && error.description.hasSuffix(parts[1]))
      #expect(error.message.count > 10)
    } else {
      #expect(error.description == "bowl.yaml:\(mistake.error)")
    }
  }

  @Test func `gives an excerpt with a caret under the mistake`() throws {
    let error = try #require(throws: YAMLFileError.self) {
      try parseScenario(yaml: Mistake("eta: 0.05", "eta: fast", "").yaml, file: "a.yaml")
    }
    #expect(
      error.descriptionWithExcerpt == """
        a.yaml:8:26: eta must be a number, not “fast”
            - {optimizer: gd, eta: fast}
                                   ^
        """)
  }

  @Test(arguments: [
    (">-\n      λ of SAM\n      is {sam.bad}", 14, 11),
    ("|\n      λ of SAM\n      is {sam.bad}", 14, 11),
    ("'SAM''s λ = {sam.bad}'", 12, 23),
    ("\"\\u03bb\\t= {sam.bad}\"", 12, 22),
    ("λ = {sam.bad}", 12, 15),
  ])
  func `gives the location inside folded and quoted text`(
    _ text: String, _ line: Int, _ column: Int
  ) throws {
    let yaml = Mistake.validYAML.replacing(
      "  - {at: 0, say: \"λ = {sam.sharpness}\"}", with: "  - at: 0\n    say: \(text)")
    let error = try #require(throws: YAMLFileError.self) {
      try parseScenario(yaml: yaml, file: "a.yaml")
    }
    #expect((error.line, error.column) == (line, column))
  }

  @Test func `gives a harmless error if it is malicious`() throws {
    let deep = String(repeating: "[", count: 100_000)
    let bomb = """
      a: &a [x, x, x, x, x, x, x, x, x]
      b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
      ? *b
      : 1
      """
    for yaml in [
      deep, bomb, String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 5_000),
      String(repeating: "x", count: 1_000_001), "", "\u{FEFF}", "---", "...", "%YAML 9", "!!x y",
      "\u{202E}id", "{}", "[]", "null", "a: b: c",
    ] {
      let error = try #require(throws: YAMLFileError.self) {
        try parseScenario(yaml: yaml, file: "\u{1B}[31mevil\n.yaml")
      }
      #expect(
        !error.descriptionWithExcerpt.unicodeScalars.contains {
          $0.value == 27 || $0.value == 0x202E
        })
    }
    #expect(throws: YAMLFileError.self) { try parseScenario(yaml: [0x69, 0xFF], file: "a.yaml") }
  }
}
