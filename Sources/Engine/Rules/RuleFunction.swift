/// A function of update rules: its syntax, the numbers of its arguments and its value.
struct RuleFunction: Sendable {
  /// A call with example arguments, such as `dot(a, b)`.
  let usage: String
  /// The allowed numbers of arguments.
  let counts: ClosedRange<Int>
  /// The value of a call in a few words; empty for a function that is named by its value.
  let meaning: String

  private init(_ usage: String, _ counts: ClosedRange<Int>, _ meaning: String = "") {
    self.usage = usage
    self.counts = counts
    self.meaning = meaning
  }

  /// The name.
  var name: String { String(usage.prefix { $0 != "(" }) }

  /// The functions by name.
  static let all = Dictionary(uniqueKeysWithValues: list.map { ($0.name, $0) })

  /// The names of the functions, in the order of suggestions.
  static let names = list.map(\.name)

  static let list =
    elementwise.map { RuleFunction("\($0)(a)", 1...1) } + [
      RuleFunction("grad(w)", 1...2, "gradient"),
      RuleFunction("loss(w)", 1...2, "loss"),
      RuleFunction("hvp(w, v)", 2...2, "Hessian times v"),
      RuleFunction("hdiag(w)", 1...1, "diagonal of the Hessian"),
      RuleFunction("top(w)", 1...1, "top eigenvector"),
      RuleFunction("sharpness(w)", 1...1, "λmax"),
      RuleFunction("solve(w, v)", 2...3, "d where Hessian times d is v"),
      RuleFunction("norm(v)", 1...1, "‖v‖"),
      RuleFunction("dot(a, b)", 2...2, "inner product"),
      RuleFunction("sum(v)", 1...1, "sum of components"),
      RuleFunction("mean(v)", 1...1, "mean of components"),
      RuleFunction("unit(v)", 1...1, "v/‖v‖"),
      RuleFunction("proj(a, b)", 2...2, "a projected on b"),
      RuleFunction("cap(v, r)", 2...2, "v shortened to length r"),
      RuleFunction("min(a, b)", 1...2), RuleFunction("max(a, b)", 1...2),
      RuleFunction("clip(a, low, high)", 3...3), RuleFunction("mod(a, b)", 2...2),
      RuleFunction("not(a < b)", 1...1), RuleFunction("if(a < b, …, …)", 3...3),
      RuleFunction("axis(0)", 1...1, "unit vector of x"),
      RuleFunction("block(0)", 1...1, "1 in the first block of parameters, else 0"),
      RuleFunction("normal()", 0...0, "normal components"),
      RuleFunction("sphere()", 0...0, "random direction"),
      RuleFunction("signs()", 0...0, "components ±1"),
      RuleFunction("uniform()", 0...0, "number from 0 to 1"),
      RuleFunction("mask(p)", 1...1, "true with probability p, per component"),
    ]

  /// The names of the functions of one argument that act on each component.
  static let elementwise = RuleOperation.Elementwise.allCases.map(\.rawValue)

  /// The functions that evaluate the objective.
  static let ofObjective: Set<String> = [
    "grad", "loss", "hvp", "hdiag", "top", "sharpness", "solve",
  ]

  /// The functions that draw random numbers.
  static let random: Set<String> = ["normal", "sphere", "signs", "uniform", "mask"]
}
