import Testing

/// Things that somebody who means no good could hand to the program, of one kind.
struct Hostile: CustomTestStringConvertible, Sendable {
  let kind: String
  /// Lines of bash, each with the text of the file that is there as `$f` and as configuration.
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

  static let all: [Hostile] = [
    Hostile("scenario: YAML", files: yaml, to: "ravine render $f"),
    Hostile(
      "scenario: numbers", files: lessons(/‹[^›]*›/, numbers) + [crowd(8), crowd(10_000)],
      to: "ravine render $f"),
    Hostile("scenario: types", files: lessons(/"[^"]*"/, types), to: "ravine render $f"),
    Hostile(
      "scenario: characters", files: lessons(/"[^"]*"/, characters.map { "\"a\($0)b\"" }),
      to: "ravine render $f && ravine record $f && ravine render --format svg $f && ravine check $f"
    ),
    Hostile(
      "configuration", files: yaml + configurations, to: "XDG_CONFIG_HOME=$PWD ravine list keys"),
    Hostile("formula", files: formulas, to: "ravine render --steps 5 --surface \"$(cat $f)\""),
    Hostile("map to merge", files: maps, to: "ravine sweep --merge $f"),
    Hostile("path", paths.map { "ravine render \($0)" }),
    Hostile("command line", options.flatMap { option in values.map { "ravine \(option) \($0)" } }),
    Hostile(
      "environment",
      variables.flatMap { name in settings.map { "env \(name)=\($0) $ravine doctor >&2" } }),
  ]
}

/// A lesson in which every text stands in quotes, and every number in brackets of its own.
private let whole = """
  id: "bowl"
  title: "A bowl"
  lesson: "What it shows"
  source: "Nobody"
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

extension Hostile {
  /// The places in a lesson where a text stands, each with its line, and what stands there.
  static let places: [(line: Int, text: String)] = whole.ranges(of: /"[^"]*"/).map { range in
    (whole[..<range.lowerBound].split(separator: "\n").count, String(whole[range]))
  }

  /// The lesson with a text in the place of the one that stands there.
  static func lesson(with text: String, at place: Int) -> String {
    let range = whole.ranges(of: /"[^"]*"/)[place]
    return plain(whole[..<range.lowerBound] + text + whole[range.upperBound...])
  }
}

/// The lesson with each of these in the place of each part.
private func lessons(_ part: Regex<Substring>, _ instead: [String]) -> [String] {
  whole.ranges(of: part).flatMap { range in
    instead.map { plain(whole[..<range.lowerBound] + $0 + whole[range.upperBound...]) }
  }
}

private func plain(_ marked: String) -> String { marked.filter { !"‹›".contains($0) } }

private let good = plain(whole)

private let numbers = [
  ".nan", "1e999", "-.inf", "-1", "-1e300", "1e12", "1e18", "0x1", "99999999999999999999", "1/0",
  "''",
]

private let types = ["[a]", "{a: b}", "null", "5", "true", "\"\"", "!!binary AA", "*a", "\" \""]

/// Characters that steer a terminal, a reader, a shell or a page, as YAML spells them.
private let characters = [
  "\\e[2J", "\\e]0;x\\a", "\\0", "\\x9b31m", "\\x7f", "\\u202e", "\\u2066", "\\u2028", "\\r", "\\n",
  "</svg><script>", "{", "\\ud800", "\\uffff", "$(id)",
]

private func crowd(_ count: Int) -> String {
  let runs = (1...count).map { "  - {optimizer: gd, name: r\($0)}\n" }.joined()
  return good.replacing("cards:", with: runs + "cards:")
}

/// Every letter twice the one before.
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
  bomb + "? *a25\n: 1", good.replacing("\"A bowl\"", with: "&a {b: *a}"),
  good.replacing("\"A bowl\"", with: "&a b"), good + "<<: {steps: 5}", good + good,
  good + "---\n" + good, good + "steps: 30", good + "\u{0}", good + "more: 1",
  good.replacing("steps", with: "? [steps]\n: "),
  good + "#" + String(repeating: "x", count: 1 << 20),
  String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
  String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 5_000),
  (0..<50_000).map { "a\($0): 1\n" }.joined(), "id: |\n" + String(repeating: " x\n", count: 99_999),
  // Keys given twice that are long to compare, keys that are long to tell apart, and directives.
  "aabb".map { "[\(nested("[", 40, "x", "]")), \($0)]: 1\n" }.joined(),
  "aabb".map { "? - \(nested("? ", 60, "x"))\n  - \($0)\n: 1\n" }.joined(),
  (0..<1000).map { "? \(nested("{", 450, "a\($0)", "}"))\n: 1\n" }.joined(),
  (0..<50_000).map { "%TAG !a\($0)! b\n" }.joined() + "---\n" + good,
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
  let head = "run,optimizer,eta,rho,outcome,steps,x,y,loss,sharpness\n"
  let cell = "gd,gd,0.1,0.2,settled,3,1,2,0,1\n"
  let odd = ["\u{1B}[2J", "\u{202E}", "=1+1", "", "nan,", "1e999", "\u{0}", "\"\n\""]
  return ["", head, "x\n", head + head, head + cell + cell, "\u{FEFF}" + head + cell]
    + odd.flatMap { odd in
      ["rho", "0.2", "3", "1\n"].map { (head + cell).replacing($0, with: odd) } + [
        head + odd + "\n"
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
