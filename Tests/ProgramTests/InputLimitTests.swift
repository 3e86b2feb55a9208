import TestSupport
import Testing

@Suite(.blocking) struct `Beyond a limit the program` {
  /// Returns a lesson file with these values.
  private func scenario(
    steps: String = "100", runs: String = "- {optimizer: gd}", start: String = "[1, 1]",
    more: String = ""
  ) -> String {
    """
    id: huge
    title: Huge
    surface: hyperbola
    start: \(start)
    steps: \(steps)
    view: {x: [-3, 3], y: [-3, 3]}
    runs:
    \(runs)
    \(more)
    """
  }

  private static func runs(_ count: Int) -> String {
    (1...count).map { "- {optimizer: gd, name: r\($0)}" }.joined(separator: "\n")
  }

  private func expect(
    _ yaml: String, _ message: String, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try TemporaryDirectory()
    try folder.write(yaml, to: "huge.yaml")
    // With limited memory, an excessive allocation would crash.
    let result = try folder.bash(
      "\(memoryLimitCommand(megabytes: 4000)); ulimit -t \(20 * timeoutFactor); $ravine run huge.yaml"
    )
    #expect(result.status == 65, sourceLocation: location)
    #expect(result.output.isEmpty, sourceLocation: location)
    #expect(result.errors.contains(message), "\(result.errors)", sourceLocation: location)
    #expect(result.errors.count < 3000, sourceLocation: location)
  }

  @Test(arguments: [
    ("10000001", "huge.yaml:5:8: steps must be from 1 to 10000000, not 10000001"),
    ("1e12", "huge.yaml:5:8: steps must be from 1 to 10000000, not 1000000000000"),
    ("1e999", "huge.yaml:5:8: steps must be a finite number, not “1e999”"),
    ("-1", "huge.yaml:5:8: steps must be from 1 to 10000000, not -1"),
    (".nan", "huge.yaml:5:8: steps must be a finite number, not “.nan”"),
    ("1e18", "steps must be from 1 to 10000000"), ("1e300", "steps must be a whole number"),
  ])
  func `prints the valid numbers of steps`(_ steps: String, _ message: String) throws {
    try expect(scenario(steps: steps), message)
  }

  @Test func `prints the maximum number of runs`() throws {
    try expect(scenario(runs: Self.runs(10)), "at most 9 runs, not 10")
    try expect(scenario(runs: Self.runs(10_000)), "at most 9 runs, not 10000")
  }

  @Test func `prints the maximum number of recorded steps`() throws {
    let message = "9 runs of 5000000 steps exceed the limit of 20000000 steps in total"
    try expect(scenario(steps: "5e6", runs: Self.runs(9)), "huge.yaml:5:8: \(message)")
    let typed = try bash(
      "ravine run --surface ring --steps 5000000 --optimizer gd,gd,gd,gd,gd,gd,gd,gd,gd")
    #expect(typed.status == 64)
    #expect(typed.errors.contains(message), "\(typed.errors)")
    let many = try bash("ravine run --optimizer $(yes gd | head -9999 | paste -sd,)")
    #expect(many.status == 64)
    #expect(many.errors.contains("at most 9 runs, not 9999"), "\(many.errors)")
  }

  @Test func `prints the maximum number of cards and claims`() throws {
    let cards = (0...1000).map { _ in "- {at: 0, say: x}" }.joined(separator: "\n")
    try expect(scenario(more: "cards:\n\(cards)"), "at most 1000 cards, not 1001")
    let claims = (0...1000).map { _ in "- {at: 0, value: x, above: 0}" }
    try expect(
      scenario(more: "claims:\n\(claims.joined(separator: "\n"))"),
      "at most 1000 claims, not 1001")
  }

  @Test func `prints the maximum size of a file`() throws {
    try expect(scenario(more: "#" + String(repeating: "x", count: 1_000_000)), "larger than 1 MB")
  }

  @Test func `stops parsing after five seconds`() throws {
    // Yams sorts repeated keys, with two comparisons for each level that both keys share.
    let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    try expect(
      scenario(more: "a: 1\n[\(deep), a]: 1\n[\(deep), a]: 1\n[\(deep), b]: 1\n[\(deep), b]: 1"),
      "huge.yaml:10:1: the file takes more than 5 seconds to parse; a key must be a word, not a list"
    )
  }

  @Test(arguments: [
    ("sweep --eta 0.1:0.2:20001", "an axis of a map must have 1 to 20000 cells, not 20001"),
    ("sweep --axis start_x=0:1:0", "an axis of a map must have 1 to 20000 cells, not 0"),
    ("basins --grid 3x20001", "an axis of a map must have 1 to 20000 cells, not 20001"),
    ("render --size 1001x30", "--size must be from 1x1 to 1000x1000"),
    ("record --size 80x0", "--size must be from 1x1 to 1000x1000"),
    ("record --fps 61", "--fps must be from 1 to 60"),
    ("record --cards-pause 3601", "--cards-pause must be from 0 to 3600 seconds"),
  ])
  func `draws no map or picture`(_ line: String, _ message: String) throws {
    let result = try bash("ravine \(line)")
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test func `merges no endless shard`() throws {
    let result = try bash("\(memoryLimitCommand(megabytes: 5000)); ravine sweep --merge /dev/zero")
    #expect(result.status == 65)
    #expect(result.errors == "Error: /dev/zero is larger than 1000 MB\n")
  }

  @Test(arguments: [
    ("x + " + String(repeating: "1*", count: 5000) + "y", "10 000 characters"),
    (
      String(repeating: "(", count: 201) + "x" + String(repeating: ")", count: 201),
      "nested more than 200 levels"
    ),
    (
      String(repeating: "sin(", count: 201) + "x" + String(repeating: ")", count: 201),
      "nested more than 200 levels"
    ),
  ])
  func `prints the maximum length and depth of a formula`(
    _ formula: String, _ message: String
  ) throws {
    let result = try bash("ravine run --surface '\(formula)'")
    #expect(result.status == 65)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.errors.count < 1000)
  }

  private static let options = [
    "--surface", "--set", "--optimizer", "--eta", "--rho", "--start", "--steps", "--seed",
    "--noise", "--view-box", "--format", "--every", "", "--nonsense",
  ]

  /// Every third value for each option; with `RAVINE_THOROUGH=1`, all values.
  @Test(arguments: options.indices)
  func `prints a short error for a long value`(_ index: Int) throws {
    let option = Self.options[index]
    for (number, value) in ["a", "9", "(", "a,", "é", "a=1,", "-", "1e9", ":"].enumerated()
    where isThorough || (number + index).isMultiple(of: 3) {
      let words = String(repeating: value, count: 100_000 / value.utf8.count)
      let result = try bash("ravine run \(option) '\(words)' | head -c 100000")
      #expect(result.output.isEmpty, "\(option) \(value)")
      #expect(!result.errors.isEmpty, "\(option) \(value)")
      #expect(result.errors.count < 4000, "\(option) \(value): \(result.errors.count)")
    }
  }

  @Test func `prints options without control characters`() throws {
    for line in ["run --no$'\\e[2J'", "run --eta $'\\e]0;x\\a'", "run a $'b\\e[31m\\u202e'"] {
      let result = try bash("ravine \(line)")
      #expect(result.status == 64)
      #expect(!result.errors.unicodeScalars.contains { $0 != "\n" && $0.value < 32 })
      #expect(!result.errors.contains("\u{202E}"))
    }
  }
}
