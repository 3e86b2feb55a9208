/// A function of the formula language: its arguments, and the term of a call.
struct FormulaFunction: Sendable {
  /// The allowed numbers of arguments.
  let arity: ClosedRange<Int>
  /// The arguments in the call syntax, such as `a, b`.
  let arguments: String
  /// Returns the term of a call; nil if an argument is not allowed.
  let term: @Sendable (inout Graph, [Term]) -> Term?

  private init(
    _ arity: ClosedRange<Int>, _ arguments: String,
    _ term: @escaping @Sendable (inout Graph, [Term]) -> Term?
  ) {
    self.arity = arity
    self.arguments = arguments
    self.term = term
  }

  /// A function of one argument.
  private init(_ term: @escaping @Sendable (inout Graph, Term) -> Term) {
    self.init(1...1, "…") { term(&$0, $1[0]) }
  }

  /// The functions by name.
  static let all: [String: FormulaFunction] = {
    let operations: [Operation] = [
      .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh, .tanh, .asinh, .acosh, .atanh, .exp,
      .expm1, .log, .log10, .log1p, .sqrt, .abs, .sign, .floor, .sigmoid, .softplus, .logcosh, .erf,
    ]
    var all: [String: FormulaFunction] = [:]
    for operation in operations {
      all[operation.rawValue] = FormulaFunction { $0.apply(operation, $1) }
    }
    for operation in [Operation.atan2, .hypot, .logaddexp, .ratio] {
      all[operation.rawValue] = FormulaFunction(2...2, "a, b") {
        $0.apply(operation, $1[0], $1[1])
      }
    }
    for operation in [Operation.min, .max] {
      all[operation.rawValue] = FormulaFunction(2...100, "a, b") { graph, terms in
        terms.dropFirst().reduce(terms[0]) { graph.apply(operation, $0, $1) }
      }
    }
    all.merge(composed) { first, _ in first }
    return all
  }()

  /// The functions that are terms of others.
  private static let composed: [String: FormulaFunction] = [
    "sec": FormulaFunction { $0.divide($0.number(1), $0.apply(.cos, $1)) },
    "csc": FormulaFunction { $0.divide($0.number(1), $0.apply(.sin, $1)) },
    "cot": FormulaFunction { $0.divide($0.number(1), $0.apply(.tan, $1)) },
    "log2": FormulaFunction { $0.divide($0.apply(.log, $1), $0.apply(.log, $0.number(2))) },
    "exp2": FormulaFunction { $0.power($0.number(2), $1) },
    "square": FormulaFunction { $0.power($1, 2) },
    "cube": FormulaFunction { $0.power($1, 3) },
    "ceil": FormulaFunction { $0.negate($0.apply(.floor, $0.negate($1))) },
    "relu": FormulaFunction { $0.apply(.max, $1, $0.number(0)) },
    "pow": FormulaFunction(2...2, "a, b") { $0.power($1[0], $1[1]) },
    "clamp": FormulaFunction(3...3, "a, low, high") {
      $0.apply(.min, $0.apply(.max, $1[0], $1[1]), $1[2])
    },
    "if": FormulaFunction(3...3, "a < b, …, …") { $0.select($1[0], $1[1], $1[2]) },
    "logsumexp": FormulaFunction(2...100, "a, b") { $0.logSumExp($1) },
    "softmax": FormulaFunction(2...100, "a, b") { graph, terms in
      terms.count == 2
        ? graph.apply(.sigmoid, graph.subtract(terms[0], terms[1]))
        : graph.apply(.exp, graph.subtract(terms[0], graph.logSumExp(terms)))
    },
    "sinc": FormulaFunction(1...2, "a, n") { graph, terms in
      let order = terms.count == 1 ? 0 : graph.literalValue(terms[1]) ?? -1
      guard order == order.rounded(), (0...maxSincOrder).contains(order) else { return nil }
      return graph.apply(.sinc, terms[0], graph.number(order))
    },
  ]

  /// The largest second argument of `sinc`.
  static let maxSincOrder = 6.0

  /// Other names of functions.
  static let aliases = [
    "ln": "log", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arctg": "atan",
    "arcsinh": "asinh", "arccosh": "acosh", "arctanh": "atanh", "arsinh": "asinh",
    "arcosh": "acosh", "artanh": "atanh", "arctan2": "atan2", "tg": "tan", "ctg": "cot",
    "cotan": "cot", "cosec": "csc", "sh": "sinh", "ch": "cosh", "th": "tanh", "sgn": "sign",
    "fabs": "abs", "absolute": "abs", "maximum": "max", "fmax": "max", "minimum": "min",
    "fmin": "min", "power": "pow", "clip": "clamp", "where": "if", "logistic": "sigmoid",
    "expit": "sigmoid", "ceiling": "ceil", "softmax2": "softmax",
  ]

  /// The prefixes of functions in programming languages, longest first.
  private static let prefixes = [
    "torch.nn.functional.", "nn.functional.", "scipy.special.", "jax.numpy.", "tf.math.",
    "special.",
    "numpy.", "mpmath.", "cmath.", "sympy.", "torch.", "math.", "Math.", "jnp.", "std.", "np.",
    "tf.", "sp.", "F.",
  ]

  /// Returns a name without the prefix of a programming language, if it has one.
  static func withoutPrefix(_ name: String) -> String? {
    prefixes.first { name.hasPrefix($0) }.map { String(name.dropFirst($0.count)) }
  }

  /// Returns the canonical name of a function or constant of another notation.
  static func canonicalName(_ name: String) -> String? {
    let base = withoutPrefix(name) ?? name
    // NumPy and PyTorch have sin(πx)/(πx); elsewhere sinc is sin(x)/x.
    guard base != "sinc" || base == name else { return nil }
    for name in [base, base.lowercased()] {
      let known = aliases[name] ?? name
      if all[known] != nil { return known }
    }
    switch base {
    case "π", "pi", "Pi", "PI": return "pi"
    case "e", "E": return base == name && name == "E" ? nil : "e"
    default: return nil
    }
  }

  /// Well-known functions that the language lacks; a similar name is no suggestion for them.
  static let unavailable: Set<String> = [
    "gamma", "lgamma", "gammaln", "erfc", "erfinv", "cbrt", "acot", "asec", "acsc", "sech", "csch",
    "coth", "mod", "fmod", "round", "rint", "trunc", "sum", "mean", "norm", "dot", "lg", "lb",
    "factorial", "beta", "zeta", "real", "imag", "conj", "arg", "heaviside", "step", "gelu", "silu",
    "elu", "selu", "log3", "sqr", "roots", "det", "rand", "randn",
  ]
}
