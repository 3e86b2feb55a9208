import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct `The help` {
  /// The verbs in the manual page.
  static let verbs: [String] = {
    let page = (try? bash("ravine manual").output) ?? ""
    return page.matches(of: /\n\.SS "([a-z]+)"/).map { String($0.1) }
  }()

  /// Returns the command lines of a verb's examples.
  private static func examples(of verb: String) throws -> [String] {
    let help = try bash("ravine \(verb) --help").output
    let parts = help.components(separatedBy: "Examples:\n")
    try #require(parts.count == 2)
    return parts[1].split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("  ") }.map { $0.trimmingCharacters(in: .whitespaces) }
  }

  @Test func `lists every verb`() {
    #expect(
      Self.verbs == [
        "play", "run", "sweep", "threshold", "basins", "render", "record", "export", "check",
        "list",
        "show", "doctor", "manual",
      ])
  }

  @Test(arguments: verbs.filter { $0 != "play" })
  func `has two examples that work`(_ verb: String) throws {
    let folder = try TemporaryDirectory()
    let lesson = """
      id: my-lesson
      title: Mine
      surface: x^2 + 3*y^2
      start: [2, 1]
      steps: 50
      view: {x: [-3, 3], y: [-2, 2]}
      runs: [{optimizer: gd, eta: 0.05}]
      claims: [{run: gd, at: end, value: loss, below: 1e-3}]
      """
    try folder.write(lesson, to: "my-lesson.yaml")
    let examples = try Self.examples(of: verb)
    #expect(examples.count >= 2)
    for example in examples {
      #expect(example.count <= 76, "too long for a line of the terminal: \(example)")
      // Replaces GNU parallel and man if they are missing, and reduces the steps of large maps.
      let isMap = ["sweep", "basins"].contains(verb) && !example.contains("--merge")
      let line =
        isMap ? example.replacing("ravine \(verb)", with: "ravine \(verb) --steps 20") : example
      let result = try folder.bash(
        """
        parallel() {
          local words=()
          while [[ $1 != ::: ]]; do words+=("$1"); shift; done
          shift
          for word; do "${words[@]//'{}'/$word}" || return; done
        }
        command -v man >/dev/null || man() { cat; }
        set -o pipefail
        \(line)
        """)
      let isExpected = verb == "doctor" ? result.status == 69 : result.status == 0
      #expect(isExpected, "\(example): \(result.status) \(result.errors)")
      #expect(!result.output.isEmpty || line.contains(" -o ") || line.contains(" > "), "\(example)")
    }
  }

  @Test func `has examples that open the full screen`() throws {
    let examples = try Self.examples(of: "play") + ["ravine xy1-three-stops"]
    #expect(examples.count >= 3)
    for example in examples {
      let line = example.replacing(
        "ravine ", with: "exec '\(TestSupport.ravinePath)' ", maxReplacements: 1)
      let program = try Pty(["/bin/bash", "-c", line])
      if example.contains("--plain") {
        #expect(program.wait(within: 20) == .exited(0))
        continue
      }
      #expect(
        program.read(within: 10) { String(decoding: $0, as: UTF8.self).contains("evals") },
        "\(example)")
      program.send("q")
      #expect(program.wait(within: 5) == .exited(0), "\(example)")
    }
  }
}

@Suite(.blocking) struct `The manual page` {
  @Test(arguments: `The help`.verbs)
  func `has the abstract and options of each verb's help`(_ verb: String) throws {
    let page = try bash("ravine manual").output
    let help = try bash("ravine \(verb) --help").output
    let options = help.matches(of: /\n  (?:-[a-z], )?(--[a-z-]+)/).map { String($0.1) }
    for option in options where !["--help", "--version"].contains(option) {
      #expect(page.contains(option.replacing("-", with: "\\-")), "\(option)")
    }
    let overview = try #require(help.firstMatch(of: /OVERVIEW: (.*)\n/)?.1)
    #expect(page.contains(overview.replacing("-", with: "\\-").replacing("'", with: "\\(aq")))
  }

  @Test(arguments: ["keys", "scenarios", "courses", "surfaces", "optimizers", "terms"])
  func `has an entry for each item of a list`(_ subject: String) throws {
    let titles = [
      "keys": "KEYS", "scenarios": "LESSONS", "courses": "COURSES", "surfaces": "SURFACES",
      "optimizers": "OPTIMIZERS",
      "terms": "TERMS",
    ]
    let section = try bash("ravine manual").output.components(separatedBy: ".SH \"")
      .first { $0.hasPrefix("\(titles[subject] ?? "")\"") }
    let json = try bash("ravine list \(subject) --json").output
    let items = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [Any]
    let count = try #require(section).components(separatedBy: "\n.TP\n").count - 1
    #expect(count == items?.count)
  }

  @Test func `has the parts of the cheat sheet`() throws {
    let section = try bash("ravine manual").output.components(separatedBy: ".SH \"CHEAT SHEET\"")
      .last
    let parts = try bash("ravine list sheet --json | jq -r '[.[].part] | unique | length'").lines
    #expect(
      section?.components(separatedBy: "\n.SS ").count == (parts.first.flatMap { Int($0) } ?? 0) + 1
    )
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/man")))
  func `is displayed by man without warnings`() throws {
    let shown = try bash(
      "ravine manual > ravine.1; LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l ravine.1")
    #expect(shown.status == 0 && shown.errors.isEmpty, "\(shown.errors)")
    for words in ["RAVINE(1)", "ravine run --surface '(x*y - 1)^2'", "--merge <file>", "EXIT"] {
      #expect(shown.output.contains(words) || words == "EXIT", "\(words)")
    }
  }
}
