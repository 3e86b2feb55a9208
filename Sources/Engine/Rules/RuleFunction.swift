/// A function of update rules: its syntax and the numbers of its arguments.
struct RuleFunction: Sendable {
  /// A call with example arguments, such as `dot(a, b)`.
  let usage: String
  /// The allowed numbers of arguments.
  let counts: ClosedRange<Int>

  private init(_ usage: String, _ counts: ClosedRange<Int>) {
    self.usage = usage
    self.counts = counts
  }

  /// The name.
  private var name: String { String(usage.prefix { $0 != "(" }) }

  /// The functions by name.
  static let all = Dictionary(uniqueKeysWithValues: list.map { ($0.name, $0) })

  /// The names of the functions, in the order of suggestions.
  static let names = list.map(\.name)

  private static let list =
    RuleOperation.Elementwise.allCases.map { RuleFunction("\($0.rawValue)(a)", 1...1) } + [
      RuleFunction("grad(w)", 1...2), RuleFunction("loss(w)", 1...2),
      RuleFunction("hvp(w, v)", 2...2), RuleFunction("hdiag(w)", 1...1),
      RuleFunction("top(w)", 1...1), RuleFunction("sharpness(w)", 1...1),
      RuleFunction("solve(w, v)", 2...3), RuleFunction("norm(v)", 1...1),
      RuleFunction("dot(a, b)", 2...2), RuleFunction("sum(v)", 1...1),
      RuleFunction("mean(v)", 1...1), RuleFunction("unit(v)", 1...1),
      RuleFunction("proj(a, b)", 2...2), RuleFunction("cap(v, r)", 2...2),
      RuleFunction("min(a, b)", 1...2), RuleFunction("max(a, b)", 1...2),
      RuleFunction("clip(a, low, high)", 3...3), RuleFunction("mod(a, b)", 2...2),
      RuleFunction("not(a < b)", 1...1), RuleFunction("if(a < b, …, …)", 3...3),
      RuleFunction("axis(0)", 1...1), RuleFunction("block(0)", 1...1),
      RuleFunction("normal()", 0...0), RuleFunction("sphere()", 0...0),
      RuleFunction("signs()", 0...0), RuleFunction("uniform()", 0...0),
      RuleFunction("mask(p)", 1...1),
    ]

  /// The functions that evaluate the objective.
  static let ofObjective: Set<String> = [
    "grad", "loss", "hvp", "hdiag", "top", "sharpness", "solve",
  ]

  /// The functions that draw random numbers.
  static let random: Set<String> = ["normal", "sphere", "signs", "uniform", "mask"]
}
