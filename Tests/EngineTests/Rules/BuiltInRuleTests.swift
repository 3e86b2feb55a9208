import Testing

@testable import Engine

/// A built-in optimizer with settings in which the rule of the same name has its bits.
struct BuiltInRule: Sendable, CustomTestStringConvertible {
  let id: String
  /// The id of the surface, the start and the knobs of each setting.
  let settings: [(surface: String, start: Point<Double>, knobs: String)]
  /// The relative tolerance of iterates and ascent points; 0 for equal bits.
  var tolerance = 0.0

  var testDescription: String { id }

  init(_ id: String, _ knobs: String..., tolerance: Double = 0) {
    self.id = id
    self.tolerance = tolerance
    settings = zip(Self.surfaces, knobs).map { surface, knobs in
      let parts = knobs.split(separator: " ").map(String.init)
      guard parts.count == 2 else { return (surface.0, surface.1, knobs) }
      return (parts[0], Self.starts[parts[0]] ?? surface.1, parts[1])
    }
  }

  private static let surfaces = [
    ("hyperbola", Point(3, 0.34)), ("quadratic", Point(2, 1.0)), ("himmelblau", Point(1, 0.5)),
  ]
  private static let starts = [
    "half-hyperbola": Point(0.3, 3), "double-well": Point(0.3, 0.7), "log-margin": Point(0, 1.0),
  ]

  static let all = [
    BuiltInRule("gd", "eta=0.05", "eta=0.09", "eta=0.01"),
    BuiltInRule("sam", "eta=0.05,rho=0.1", "eta=0.04,rho=0.3", "eta=0.003,rho=0.2"),
    BuiltInRule("usam", "eta=0.03,rho=0.05", "eta=0.02,rho=0.1", "eta=0.002,rho=0.01"),
    BuiltInRule(
      "unified", "eta=0.03,rho=0.05,mu=0.5", "eta=0.02,rho=0.1,mu=0.25",
      "eta=0.002,rho=0.02,mu=0.9"),
    BuiltInRule("momentum", "eta=0.01,beta=0.9", "eta=0.05,beta=0.5", "eta=0.002,beta=0.8"),
    BuiltInRule("nesterov", "eta=0.01,beta=0.9", "eta=0.03,beta=0.7", "eta=0.002,beta=0.8"),
    BuiltInRule("adagrad", "eta=0.3", "eta=0.5", "eta=1"),
    BuiltInRule("rmsprop", "eta=0.02,beta=0.9", "eta=0.01,beta=0.99", "eta=0.02,beta=0.5"),
    // The built-in rule multiplies βᵗ up, which rounds otherwise than a power.
    BuiltInRule(
      "adam", "eta=0.05", "eta=0.1,beta=0.8,beta2=0.99", "eta=0.1,beta=0.5,beta2=0.9",
      tolerance: 1e-12),
    BuiltInRule("sgd", "eta=0.05", "eta=0.09", "double-well eta=0.4"),
    BuiltInRule("clipped-gd", "eta=0.05,clip=0.5", "eta=0.09,clip=2", "eta=0.01,clip=10"),
    BuiltInRule(
      "nsgd", "eta=0.05,beta=0.9", "eta=0.02,beta=0,clip=3", "eta=0.1,beta=0.5,clip=20"),
    BuiltInRule(
      "sam-momentum", "eta=0.01,rho=0.1,beta=0.5", "eta=0.04,rho=0.3,beta=0.3",
      "eta=0.002,rho=0.2,beta=0.6"),
    BuiltInRule(
      "asam", "eta=0.05,rho=0.1", "eta=0.04,rho=0.3,offset=0.5", "eta=0.003,rho=0.2,offset=0.1"),
    BuiltInRule("stablesam", "eta=0.05,rho=0.1", "eta=0.04,rho=0.3", "eta=0.003,rho=0.2"),
    BuiltInRule(
      "samon", "eta=0.05,rho=0.1", "eta=0.04,rho=0.3,axis=1", "eta=0.003,rho=0.2,axis=0.5"),
    BuiltInRule(
      "gsam", "eta=0.05,rho=0.1", "eta=0.04,rho=0.3,alpha=0.2", "eta=0.003,rho=0.2,alpha=0.1"),
    BuiltInRule(
      "looksam", "eta=0.05,rho=0.1", "eta=0.04,rho=0.3,every=3,alpha=0.2",
      "eta=0.003,rho=0.2,every=2.6"),
    BuiltInRule(
      "esam", "eta=0.05,rho=0.1", "eta=0.04,rho=0.3,beta=0.3", "eta=0.003,rho=0.2,beta=0.8"),
    BuiltInRule(
      "fsam", "eta=0.05,rho=0.1", "eta=0.04,rho=0.3,sigma=0.5,lambda=0.9",
      "eta=0.003,rho=0.2,sigma=0.8"),
    BuiltInRule(
      "msam", "eta=0.03,rho=0.1", "half-hyperbola eta=0.05,rho=0.2,sigma=1", "eta=0.003,rho=0.2"),
    BuiltInRule(
      "momentum-sam", "eta=0.01,rho=0.1,beta=0.5", "eta=0.04,rho=0.3,beta=0.3",
      "eta=0.002,rho=0.2,beta=0.6"),
    BuiltInRule("rs", "eta=0.05,rho=0.1", "eta=0.04,rho=0.3", "eta=0.003,rho=0.2"),
    BuiltInRule("obar", "eta=0.05", "half-hyperbola eta=0.1,alpha=0.2", "eta=0.003,alpha=1"),
    BuiltInRule("nbar", "eta=0.05", "half-hyperbola eta=0.1,alpha=0.2", "eta=0.003,alpha=1"),
    BuiltInRule("dom-sgd", "eta=0.05", "eta=0.04", "eta=0.003"),
    BuiltInRule("bulk-sgd", "eta=0.05", "eta=0.04", "eta=0.003"),
    BuiltInRule(
      "prgd", "log-margin eta=0.5", "eta=0.04,every=7,growth=1.2",
      "log-margin eta=1,every=3.4,growth=1.2"),
  ]
}

@Suite struct `A built-in optimizer as a typed rule` {
  @Test func `is listed with every other optimizer that is not written as a rule`() {
    let types = Catalog.optimizers.filter { $0.rule == nil }
    #expect(Set(BuiltInRule.all.map(\.id)) == Set(types.map(\.info.id)))
  }

  @Test(arguments: BuiltInRule.all)
  func `has the iterates, ascent points and evaluations of the built-in one`(
    _ reference: BuiltInRule
  ) throws {
    let rule = try Rule(RuleFile.text(reference.id))
    let entry = try Catalog.optimizer(reference.id)
    for setting in reference.settings {
      let knobs = Dictionary(
        uniqueKeysWithValues: setting.knobs.split(separator: ",").map { knob in
          let parts = knob.split(separator: "=").map(String.init)
          return (parts[0], Double(parts[1]) ?? .nan)
        })
      let surface = try Catalog.surface(.named(setting.surface))
      let expected = try surface.trajectory(
        OptimizerChoice(reference.id, knobs: knobs), from: setting.start, steps: 100, seed: 3)
      let optimizer = TypedRule<Point<Double>>(rule) { knob in
        knobs[Self.renamed[knob.id] ?? knob.id] ?? knob.defaultValue
      }
      let (iterates, ascentPoints) = optimizer.run(
        on: SurfaceObjective(surface.erasedSurface), from: setting.start, steps: 101, seed: 3)
      for step in 0...100 {
        expectEqual(
          iterates[step], expected.points[step], reference, "w on \(setting.surface) at \(step)")
        expectEqual(
          ascentPoints[step], expected.ascentPoints[step], reference,
          "ascent point on \(setting.surface) at \(step)")
        #expect(
          rule.evaluations(after: step) { optimizer.knob($0) }
            == entry.evaluations(after: step, KnobValues(knobs)))
      }
    }
  }

  /// The ids of knobs whose name is a function or a value of rules.
  private static let renamed = ["limit": "clip", "which": "axis"]

  private func expectEqual(
    _ p: Point<Double>, _ expected: Point<Double>, _ reference: BuiltInRule, _ comment: String
  ) {
    for (value, expected) in [(p.x, expected.x), (p.y, expected.y)] {
      #expect(
        value == expected || abs(value - expected) <= reference.tolerance * abs(expected),
        "\(reference.id), \(comment)")
    }
  }
}

extension TypedRule {
  /// Returns the value of a knob.
  fileprivate func knob(_ knob: Knob) -> V.Scalar {
    program.rule.knobs.firstIndex { $0.id == knob.id }.map { knobs[$0] } ?? 0
  }
}
