import Testing

/// Malicious inputs of one kind.
struct MaliciousInput: CustomTestStringConvertible, Sendable {
  let kind: String
  /// Bash commands, each with the contents of the file `$f`, which is also the configuration.
  let inputs: [(line: String, file: String)]

  init(_ kind: String, _ lines: [String]) {
    self.kind = kind
    inputs = lines.map { ($0, "") }
  }

  init(_ kind: String, files: [String], to line: String) {
    self.kind = kind
    inputs = files.map { (line, $0) }
  }

  var testDescription: String { kind }

  static let all: [MaliciousInput] = [
    MaliciousInput("scenario: YAML", files: yaml, to: "ravine render $f"),
    MaliciousInput(
      "scenario: numbers",
      files: lessons(/‹[^›]*›/, numbers) + [lessonWithRuns(8), lessonWithRuns(10_000)],
      to: "ravine render $f"),
    MaliciousInput("scenario: types", files: lessons(/"[^"]*"/, types), to: "ravine render $f"),
    MaliciousInput(
      "scenario: characters", files: lessons(/"[^"]*"/, characters.map { "\"a\($0)b\"" }),
      to: "ravine render $f && ravine record $f && ravine render --format svg $f && ravine check $f"
    ),
    MaliciousInput(
      "configuration", files: yaml + configurations, to: "XDG_CONFIG_HOME=$PWD ravine list keys"),
    MaliciousInput(
      "formula", files: formulas, to: "ravine render --steps 5 --surface \"$(cat $f)\""),
    MaliciousInput("map to merge", files: maps, to: "ravine sweep --merge $f"),
    MaliciousInput("path", paths.map { "ravine render \($0)" }),
    MaliciousInput(
      "command line", options.flatMap { option in values.map { "ravine \(option) \($0)" } }),
    MaliciousInput(
      "environment",
      variables.flatMap { name in settings.map { "env \(name)=\($0) $ravine doctor >&2" } }),
  ]
}

/// A lesson with all texts in quotes, and all numbers in angle quotes.
private let template = """
  id: "bowl"
  title: "A bowl"
  lesson: "What it shows"
  source: "A source"
  surface: {formula: "k*x^2 + 20*y^2", k: ‹1›}
  start: [‹2›, ‹1›]
  steps: ‹30›
  view: {x: [‹-2›, ‹2›], y: [‹-1›, ‹1›]}
  runs:
    - {optimizer: "gd", name: "plain", eta: ‹0.04›, seed: ‹3›, noise: ‹0.01›}
    - {optimizer: "sam", eta: ‹0.02›, rho: ‹0.1›}
  cards:
    - {at: ‹0›, say: "It starts."}
    - {when: "step > 3", ask: "Which?", choices: ["one", "two"], answer: "one"}
  claims:
    - {run: "sam", at: ‹30›, value: "loss", below: ‹100›, because: "It is."}

  """

extension MaliciousInput {
  /// The texts of the template, each with its line.
  static let texts: [(line: Int, text: String)] = template.ranges(of: /"[^"]*"/).map { range in
    (template[..<range.lowerBound].split(separator: "\n").count, String(template[range]))
  }

  /// Returns the lesson with one text replaced.
  static func lesson(with replacement: String, at index: Int) -> String {
    let range = template.ranges(of: /"[^"]*"/)[index]
    return plain(template[..<range.lowerBound] + replacement + template[range.upperBound...])
  }
}

/// Returns lessons with each part replaced by each replacement.
private func lessons(_ part: Regex<Substring>, _ replacements: [String]) -> [String] {
  template.ranges(of: part).flatMap { range in
    replacements.map { plain(template[..<range.lowerBound] + $0 + template[range.upperBound...]) }
  }
}

/// Returns a text without the angle quotes of the template.
private func plain(_ text: String) -> String { text.filter { !"‹›".contains($0) } }

private let valid = plain(template)

private let numbers = [
  ".nan", "1e999", "-.inf", "-1", "-1e300", "1e12", "1e18", "0x1", "99999999999999999999", "1/0",
  "''",
]

private let types = ["[a]", "{a: b}", "null", "5", "true", "\"\"", "!!binary AA", "*a", "\" \""]

/// Characters with a special meaning in a terminal, YAML, a shell or HTML, as YAML escapes.
private let characters = [
  "\\e[2J", "\\e]0;x\\a", "\\0", "\\x9b31m", "\\x7f", "\\u202e", "\\u2066", "\\u2028", "\\r", "\\n",
  "</svg><script>", "{", "\\ud800", "\\uffff", "$(id)",
]

/// Returns the lesson with more runs.
private func lessonWithRuns(_ count: Int) -> String {
  let runs = (1...count).map { "  - {optimizer: gd, name: r\($0)}\n" }.joined()
  return valid.replacing("cards:", with: runs + "cards:")
}

/// Nested anchors, each twice the size of the one before.
private let bomb = (1..<26).reduce("a0: &a0 [x, x]\n") { bomb, level in
  bomb + "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n"
}

private func nested(
  _ open: String, _ depth: Int, _ middle: String, _ close: String = ""
) -> String {
  String(repeating: open, count: depth) + middle + String(repeating: close, count: depth)
}

private let yaml: [String] = [
  "\u{FEFF}", "{", "[]", "a: b: c", "!!x y", "%YAML 9", "\t", "\u{202E}id", bomb,
  bomb + "? *a25\n: 1", valid.replacing("\"A bowl\"", with: "&a {b: *a}"),
  valid.replacing("\"A bowl\"", with: "&a b"), valid + "<<: {steps: 5}", valid + valid,
  valid + "---\n" + valid, valid + "steps: 30", valid + "\u{0}", valid + "more: 1",
  valid.replacing("steps", with: "? [steps]\n: "),
  valid + "#" + String(repeating: "x", count: 1 << 20),
  String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
  String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 5_000),
  (0..<50_000).map { "a\($0): 1\n" }.joined(), "id: |\n" + String(repeating: " x\n", count: 99_999),
  // Repeated and distinct keys that take long to compare, and directives.
  "aabb".map { "[\(nested("[", 40, "x", "]")), \($0)]: 1\n" }.joined(),
  "aabb".map { "? - \(nested("? ", 60, "x"))\n  - \($0)\n: 1\n" }.joined(),
  (0..<1000).map { "? \(nested("{", 450, "a\($0)", "}"))\n: 1\n" }.joined(),
  (0..<50_000).map { "%TAG !a\($0)! b\n" }.joined() + "---\n" + valid,
]

private let configurations =
  ["keys", "fps", "map", "glyphs", "color", "light", "mouse"].flatMap { name in
    (["[]", "{a: b}", "null", "1e999", ".nan", "-1", "1e12", "''"] + characters.map { "\"\($0)\"" })
      .map { "\(name): \($0)" }
  }

private let formulas: [String] =
  [
    "", " ", "z", "x +", "(x", "x)", "x^^2", "1e999*x", "x/0", "log(-1)", "x^y^x^y^x^y", "sin",
    "sin(", "sin(x,y)", "if(x)", "x==y", "x;y", "x\u{301}", "\u{202E}x", "\u{1B}[2J", "x²", "🙂",
    "$(id)", "%s%n", "../x", "exp(exp(exp(exp(x))))", "x-", "k*x",
  ]
  + [
    ("(", 300), ("-", 9_999), ("x+", 4_999), ("x", 10_001), ("sin(", 300), ("x^", 190),
    ("x/", 4_999),
  ].map { String(repeating: $0, count: $1) + "x" }

private let maps: [String] = {
  let header = "run,optimizer,eta,rho,outcome,steps,x,y,loss,sharpness\n"
  let row = "gd,gd,0.1,0.2,settled,3,1,2,0,1\n"
  let values = ["\u{1B}[2J", "\u{202E}", "=1+1", "", "nan,", "1e999", "\u{0}", "\"\n\""]
  let shard =
    "run,optimizer,eta,rho,outcome,steps,x,y,loss,sharpness,shard\ngd,gd,0.1,0.2,settled,3,1,2,0,1,"
  let identities = ["1/1:1:0", "1/2:9:0", "0/1:1:0", "1/\(Int.max):\(Int.max):0", ":", ""]
  let shards: [String] = identities.map { "\(shard)\($0)\n" }
  return shards
    + ["", header, "x\n", header + header, header + row + row, "\u{FEFF}" + header + row]
    + values.flatMap { value in
      ["rho", "0.2", "3", "1\n"].map { (header + row).replacing($0, with: value) } + [
        header + value + "\n"
      ]
    }
}()

private let paths: [String] = [
  "/dev/zero", "./none.yaml", "./", "/", "/etc/shadow", "/etc/shadow/x.yaml", "/proc/self/mem",
  "/proc/self/environ", "$'./\\e[2J.yaml'", "$'./\\u202e.yaml'", "$'./\\xff.yaml'", "./%s%n.yaml",
  "file:///etc/passwd", "./$(head -c 5000 /dev/zero | tr '\\0' a).yaml", "-- -x.yaml", "-.yaml",
  "~root/x.yaml", "<(echo id)", "/dev/stdin", "/dev/tty",
  "./$(ln -s l.yaml l.yaml; echo l).yaml", "./$(ln -s /dev/zero z.yaml; echo z).yaml",
  "./$(mkdir d.yaml; echo d).yaml", "./a/../../../../../../etc/passwd",
]

private let options: [String] =
  ["--size", "--view", "--color", "--glyphs", "--map", "--step", "--format", "--set"].map {
    "render quad-split \($0)"
  }
  + [
    "--optimizer", "--surface", "--eta", "--rho", "--start", "--steps", "--noise", "--seed",
    "--view-box", "--every", "--format",
  ].map { "run \($0)" }
  + ["--rho", "--axis", "--shard", "--cores"].map { "sweep --steps 5 --eta 0.1:0.2:2 \($0)" }
  + ["--fps", "--cards-pause", "--steps"].map { "record quad-split \($0)" }
  + ["check quad-split --jitter", "show", "list", "", "help", "render"]

private let values = [
  "''", "nan", "inf", "1e999", "-1", "1e12", "99999999999999999999", "0x10", "1,2,3", "a=b=c", "::",
  "1:2:1e12", "0:0:0", "1:2:-3", "$'\\e[2J'", "$'\\u202e'", "$'\\xff\\xfe'", "../../etc/passwd",
  "--",
  "@",
]

private let variables = [
  "TERM", "COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "HOME", "XDG_CONFIG_HOME", "TERMINFO",
  "TERMINFO_DIRS", "COLUMNS", "LINES", "TMPDIR", "ESCDELAY",
]

private let settings = [
  "''", "/dev/zero", "../../..", "-1", "1e999", "$'\\e[2J'", "$'\\xff'", "%s%n",
  "$(head -c 100000 /dev/zero | tr '\\0' a)", "xterm-256color", "hpterm", "/",
]
