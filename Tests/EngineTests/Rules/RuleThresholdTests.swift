import Testing

@testable import Engine

/// A rule with the closed form of its stability threshold.
struct ThresholdCase: Sendable, CustomTestStringConvertible {
  let rule: String
  let knobs: [String: Double]
  /// The threshold for η = 0.05, ρ = 0.1 and the norm 0.7 of the gradient.
  let threshold: Double

  var testDescription: String { rule }

  init(_ rule: String, _ threshold: Double, _ knobs: [String: Double] = [:]) {
    self.rule = rule
    self.knobs = knobs
    self.threshold = threshold
  }

  /// Returns the edge of USAM with the perturbation `ascent` times the gradient.
  private static func edge(_ eta: Double, _ ascent: Double) -> Double {
    4 / (eta * (1 + (1 + 8 * ascent / eta).squareRoot()))
  }

  static let all = [
    ThresholdCase("gd", 40), ThresholdCase("clipped-gd", 40),
    ThresholdCase("usam", edge(0.05, 0.1)), ThresholdCase("momentum", 76),
    ThresholdCase("nesterov", 3.8 / (2.8 * 0.05)), ThresholdCase("sam", edge(0.05, 0.1 / 0.7)),
    ThresholdCase("unified", edge(0.05, 0.1 * (0.5 + 0.5 / 0.7)), ["mu": 0.5]),
    ThresholdCase("sam-momentum", edge(0.05 / 1.5, 0.1 / 0.7), ["beta": 0.5]),
    ThresholdCase("stablesam", 40), ThresholdCase("nsgd", 28), ThresholdCase("rmsprop", 28),
    ThresholdCase("adam", 532), ThresholdCase("adamw", 532, ["decay": 0]),
    ThresholdCase("amsgrad", 532), ThresholdCase("flow-rk4", 2.785293563405282 / 0.05),
    ThresholdCase("lookahead", (1 + Double.pow(3, 0.2)) / 0.05),
    ThresholdCase("wsam", edge(0.05, 0.9 / 0.7)), ThresholdCase("averaged", 40),
    ThresholdCase("newton", .infinity), ThresholdCase("dom-sgd", 40),
    ThresholdCase("memory last = 0; g = grad(w); w = w - eta*last; last = g", 20),
    ThresholdCase("w - eta*grad(w - eta*grad(w))", 20),
    ThresholdCase("w - eta*sign(grad(w))", 28),
    ThresholdCase("w - eta*grad(w + rho*grad(w)/norm(grad(w)))", edge(0.05, 0.1 / 0.7)),
    ThresholdCase(
      "memory last = 0; g = grad(w); w = w - 2*eta*g + eta*last; last = g", 2 / 0.15),
  ]
}

@Suite struct `The stability threshold of a typed rule` {
  private func threshold(_ rule: String, _ knobs: [String: Double]) throws -> RuleThreshold {
    let text = rule.contains(" ") ? rule : try RuleFile.text(rule)
    return RuleThreshold(RuleProgram(try Rule(text))) { knobs[$0.id] ?? $0.defaultValue }
  }

  @Test(arguments: ThresholdCase.all)
  func `agrees with its closed form`(_ reference: ThresholdCase) throws {
    let value = try threshold(reference.rule, reference.knobs).value(gradientNorm: 0.7)
    // The closed forms of rules that divide by a norm or a root leave their 10⁻¹² and 10⁻⁸ out.
    let tolerance = ["rmsprop", "adam", "adamw", "amsgrad"].contains(reference.rule) ? 2e-8 : 1e-9
    #expect(
      value == reference.threshold
        || abs(value - reference.threshold) <= tolerance * reference.threshold,
      "\(value), not \(reference.threshold)")
  }

  @Test(arguments: ["gd", "usam", "momentum", "nesterov", "sam", "unified", "sam-momentum"])
  func `is that of the built-in optimizer`(_ id: String) throws {
    let entry = try Catalog.optimizer(id)
    for knobs in [["eta": 0.03], ["eta": 0.4]] {
      let typed = try threshold(id, knobs)
      for norm in [1e-4, 0.02, 1, 350] {
        let expected = entry.stabilityThreshold(KnobValues(knobs), gradientNorm: norm)
        #expect(abs(typed.value(gradientNorm: norm) - expected) <= 1e-9 * expected)
      }
    }
  }

  @Test(arguments: [
    ("gd", "gd"), ("usam", "usam"), ("momentum", "momentum"), ("nesterov", "nesterov"),
    ("sam", "sam"), ("unified", "unified"), ("sam-momentum", "sam-momentum"), ("stablesam", "gd"),
  ])
  func `bounds the learning rate as that of the built-in optimizer`(
    _ id: String, _ reference: String
  ) throws {
    let choice = OptimizerChoice.rule(try RuleFile.text(id))
    let boundary = try #require(Sweep.maxStableEta(choice, sharpness: 20))
    let expected = try #require(Sweep.maxStableEta(OptimizerChoice(reference), sharpness: 20))
    for rho in [0.001, 0.1, 0.7] {
      #expect(abs(boundary(rho) - expected(rho)) <= 1e-9 * expected(rho), "ρ = \(rho)")
    }
  }

  @Test(arguments: ["rs", "adagrad", "newton", "looksam", "w - rho*grad(w)"])
  func `bounds no learning rate where it is missing`(_ rule: String) throws {
    let text = rule.contains(" ") ? rule : try RuleFile.text(rule)
    #expect(Sweep.maxStableEta(.rule(text), sharpness: 20) == nil)
  }

  @Test(arguments: [
    ("rs", "it draws random numbers"), ("adagrad", "its memories have no 2-cycle"),
    ("asam", "it depends on the distance of the minimum from the origin"),
    ("adamw", "it depends on the distance of the minimum from the origin"),
    ("looksam", "its steps differ and do not repeat"),
  ])
  func `is missing with a reason`(_ id: String, _ reason: String) throws {
    #expect(try threshold(id, [:]).value(gradientNorm: 0.7).isNaN)
    #expect(try threshold(id, [:]).kind.rawValue == reason)
    #expect(try Rule(RuleFile.text(id)).thresholdDescription == "none: \(reason)")
  }

  /// Against the gradient, the perturbation shortens jumps, but pushes a run that is closer to the
  /// minimum than ρ away from it.
  @Test(arguments: [
    "w - eta*grad(w - rho*unit(grad(w)))",
    "memory last = 0; before = unit(last); last = grad(w); w - eta*grad(w + rho*before)",
  ])
  func `is missing where a run leaves the minimum without a jump`(_ rule: String) throws {
    let program = RuleProgram(try Rule(rule))
    let threshold = RuleThreshold(program) { $0.defaultValue }
    #expect(threshold.value(gradientNorm: 0.7).isNaN)
    #expect(threshold.kind == .oneSided)
    var map = RuleMap(program) { $0.defaultValue }
    map.sharpness = 30
    var state = map.start(at: 0.7 / 30)
    for step in 0..<20 { map.advance(&state, step: step) }
    #expect(abs(state[0]) > 2 * 0.7 / 30)
    // Far from the minimum a jump keeps its length where ηρλ² − η‖∇f‖λ + 2‖∇f‖ = 0.
    let edge = (1 - 0.2.squareRoot()) / 0.01
    #expect(abs(threshold.value(gradientNorm: 20) - edge) <= 1e-9 * edge)
  }

  @Test(arguments: [
    "gd", "momentum", "nesterov", "usam", "sam", "lookahead", "flow-rk4", "stablesam", "averaged",
    "w - eta*grad(w - eta*grad(w))", "w - eta*grad(w + 0.5*rho*unit(grad(w + rho*unit(grad(w)))))",
  ])
  func `separates runs that shrink from runs that grow`(_ rule: String) throws {
    let text = rule.contains(" ") ? rule : try RuleFile.text(rule)
    let program = RuleProgram(try Rule(text))
    let edge = RuleThreshold(program) { $0.defaultValue }.value(gradientNorm: 0.7)
    func end(_ sharpness: Double) -> Double {
      var map = RuleMap(program) { $0.defaultValue }
      map.sharpness = sharpness
      var state = map.start(at: 0.7 / sharpness)
      for step in 0..<3000 where step < 6 || abs(state[0]) < 1e100 {
        map.advance(&state, step: step)
      }
      return abs(state[0])
    }
    #expect(end(0.998 * edge) < 0.7 / edge)
    #expect(end(1.002 * edge) > 0.7 / edge)
  }
}
