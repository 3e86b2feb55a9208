import Spelling

/// The predefined names of update rules, and the names of other notations.
enum RuleNames {
  /// The predefined values.
  static let values: Set<String> = ["w", "t", "one", "pi", "e", "inf"]

  static let keywords: Set<String> = ["knob", "memory", "from", "to", "and", "or"]

  static let constants: [String: Double] = [
    "pi": .pi, "e": Graph.Constant.e.value, "inf": .infinity,
  ]

  /// The knobs that a rule need not declare.
  static let knobs: [Knob] = [.eta, .rho, .beta, .beta2]

  /// Returns the knob of this id that a rule need not declare.
  static func knob(_ id: String) -> Knob? { knobs.first { $0.id == id } }

  /// Whether a rule cannot declare or assign a name.
  static func isReserved(_ name: String) -> Bool {
    RuleFunction.all[name] != nil || keywords.contains(name)
      || (values.contains(name) && name != "pi" && name != "e")
  }

  /// Values of other notations, with what to write.
  private static let foreignValues = [
    "lr": "eta", "learning_rate": "eta", "stepsize": "eta", "step_size": "eta", "momentum": "beta",
    "beta1": "beta", "radius": "rho", "x": "w", "params": "w", "p": "w", "weights": "w",
    "step": "t", "iter": "t", "epoch": "t", "where": "if(…)", "sgn": "sign(…)",
    "gradient": "grad(w)", "nabla": "grad(w)", "ln": "log(…)", "normalize": "unit(…)",
    "normalized": "unit(…)", "l2norm": "norm(…)", "inner": "dot(…)", "randn": "normal()",
    "rand": "uniform()", "bernoulli": "mask(p)", "rademacher": "signs()", "hessian": "hvp(w, v)",
    "hess": "hvp(w, v)", "f": "loss(w)", "clamp": "clip(a, low, high)", "pow": "a^b",
    "square": "a^2", "ones": "one", "project": "proj(a, b)", "eig": "top(w)",
    "eps": "a number such as 1e-8", "epsilon": "a number such as 1e-8",
  ]

  /// Functions of other notations, where they differ from `foreignValues`; empty for no hint.
  private static let foreignCalls = [
    "gradient": "grad(…)", "nabla": "grad(…)", "f": "loss(…)", "g": "grad(…)", "L": "loss(…)",
    "every": "mod(t, k) == 0", "len": "norm(…)", "zeros": "0", "zeros_like": "0",
    "ones_like": "one", "minimum": "min(a, b)", "maximum": "max(a, b)", "where": choice,
    "iff": choice, "select": choice, "lr": "", "momentum": "", "x": "",
  ]
  private static let choice = "if(a < b, …, …)"

  /// Returns the error for an unknown value; `known` lists the names in order of preference.
  static func unknownValue(_ name: String, known: [String]) -> String {
    let message = "\(quoted(name)) is not known"
    if name == "g" { return "\(message): begin with g = grad(w)" }
    if let hint = foreignValues[name] { return "\(message): write \(hint)" }
    let known = known + knobs.map(\.id) + ["w", "t", "one"]
    if let match = (known + RuleFunction.names).first(where: {
      $0.lowercased() == name.lowercased()
    }) {
      return "\(message); did you mean \(quoted(match))?"
    }
    if name.count > 1 {
      // A Greek letter is meant as itself, even if another name is similar.
      if !RuleLexer.greek.values.contains(name) || name == "pi", let match = similar(name, known) {
        return "\(message); did you mean \(quoted(match))?"
      }
      if let product = product(name, Set(known)) { return "\(message): write \(product)" }
    }
    return "\(message): if it is a knob, begin with knob \(name) = 0.5"
  }

  private static func similar(_ name: String, _ known: [String]) -> String? {
    closestMatch(name, known.filter { $0.count > 1 })
      ?? (name.count > 3 ? closestMatch(name, RuleFunction.names.filter { $0.count > 3 }) : nil)
  }

  /// Returns the error for an unknown function.
  static func unknownFunction(_ name: String) -> String {
    let message = "there is no function \(quoted(name))"
    if let hint = foreignCalls[name] ?? foreignValues[name], !hint.isEmpty {
      return "\(message): write \(hint)"
    }
    if name.count > 1, let match = closestMatch(name, RuleFunction.names) {
      return "\(message); did you mean \(quoted(match))?"
    }
    return message
  }

  /// Returns `eta*rho` for `etarho`; nil if the name does not split into known names.
  private static func product(_ name: String, _ known: Set<String>) -> String? {
    fewestFactors(of: name, maxLength: 64) { part, _ in known.contains(part) }?
      .joined(separator: "*")
  }
}
