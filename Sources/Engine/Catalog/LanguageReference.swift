/// The forms and functions of a language, each with an example and its meaning.
public struct LanguageReference: Sendable {
  /// A form of the language.
  public struct Entry: Sendable {
    /// An example in the language.
    public let example: String
    /// The meaning in a few words; empty for a function that is named by its value.
    public let meaning: String

    init(_ example: String, _ meaning: String = "") {
      self.example = example
      self.meaning = meaning
    }
  }

  /// The statements or notations, beyond arithmetic.
  public let forms: [Entry]
  /// The names that have a value without a declaration.
  public let values: [Entry]
  /// The names of the functions of one number.
  public let elementwise: [String]
  /// The other functions, as calls with example arguments.
  public let functions: [Entry]
}

extension Rule {
  /// The language of update rules.
  ///
  /// The examples of `forms`, one per line, are an update rule.
  public static let reference = LanguageReference(
    forms: [
      .init("# name: Mine", "comment; also source, about"),
      .init("knob theta = 0.4 from 0 to 1", "hyperparameter"),
      .init("memory d = 0", "value kept for the next step"),
      .init("g = grad(w)", "name for a value"),
      .init("d = if(t == 1, g, (1 - theta)*d + theta*g)", "new value of the memory"),
      .init("ascent = w + rho*unit(d)", "perturbed point to show"),
      .init("w - eta*grad(ascent)", "last line: the iterate after the step"),
    ],
    values: [
      .init("w", "iterate"), .init("t", "step, from 1"), .init("one", "all components 1"),
    ] + RuleNames.knobs.map { LanguageReference.Entry($0.id, $0.symbol) } + [
      .init("pi"), .init("e"), .init("inf"),
    ],
    elementwise: RuleFunction.elementwise,
    functions: RuleFunction.list.filter { !RuleFunction.elementwise.contains($0.name) }
      .map { LanguageReference.Entry($0.usage, $0.meaning) })
}

extension Formula {
  /// The language of formulas.
  ///
  /// The examples of `forms` are formulas; `k` is a parameter.
  public static let reference = LanguageReference(
    forms: [
      .init("k*x^2 + y^2", "other names are parameters: --set k=20"),
      .init("2x(y - 1)", "products without a sign"),
      .init("x**2 + np.sin(y)", "notation of Python"),
      .init("|x| + √(y² + 1)", "signs"),
      .init("if(x < y and x > 0, x, y)", "choice; also <=, >=, ==, or"),
      .init("f(a, b) = a*b", "other names of x and y"),
    ],
    values: [.init("x"), .init("y"), .init("pi"), .init("e")],
    elementwise: functions.filter { FormulaFunction.all[$0]?.arity == 1...1 },
    functions: functions.compactMap { name in
      FormulaFunction.all[name].flatMap {
        $0.arity == 1...1 ? nil : LanguageReference.Entry("\(name)(\($0.arguments))")
      }
    })
}
