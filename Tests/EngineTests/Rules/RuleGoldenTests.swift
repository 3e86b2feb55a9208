import Testing

@testable import Engine

@Suite struct `A typed rule with golden runs` {
  @Test func `is read from a complete file`() {
    #expect(ReferenceRule.all.count == 38)
    #expect(ReferenceRule.all.map(\.runs.count).reduce(0, +) == 114)
  }

  @Test(arguments: ReferenceRule.all)
  func `has the golden iterates, ascent points and evaluations`(_ reference: ReferenceRule) throws {
    let rule = try Rule(reference.rule)
    #expect(rule.canonicalText == reference.canonical)
    for memory in rule.memories {
      #expect(memory.hasComponents == (reference.memory[memory.name] != "number"))
    }
    for golden in reference.runs {
      let surface = try Catalog.surface(try #require(Self.surfaces[golden.surface]))
      let optimizer = TypedRule<Point<Double>>(rule) { golden.knobs[$0.id] ?? $0.defaultValue }
      let (iterates, ascentPoints) = optimizer.run(
        on: SurfaceObjective(surface.erasedSurface), from: Point(golden.start[0], golden.start[1]),
        steps: 101, seed: golden.seed)
      for (text, row) in golden.rows {
        let step = try #require(Int(text))
        expect(iterates[step], row.w, "\(reference.id) on \(golden.surface) at \(step)")
        expect(
          ascentPoints[step], row.ascent,
          "ascent of \(reference.id) on \(golden.surface) at \(step)")
        let knobs = KnobValues(golden.knobs)
        #expect(rule.evaluations(after: step) { knobs[$0] } == row.evals)
      }
    }
  }

  @Test(
    arguments: ReferenceRule.all.filter { reference in
      Catalog.optimizers.contains { $0.info.id == reference.id && $0.rule != nil }
    })
  func `has its golden iterates as a built-in optimizer`(_ reference: ReferenceRule) throws {
    for golden in reference.runs {
      let recording = try Catalog.record(
        Run(
          surface: try #require(Self.surfaces[golden.surface]),
          optimizer: OptimizerChoice(reference.id, knobs: golden.knobs),
          start: Point(golden.start[0], golden.start[1]), steps: 100, seed: golden.seed))
      for (text, row) in golden.rows {
        let actual = recording.row(at: try #require(Int(text)))
        expect(actual.point, row.w, "\(reference.id) on \(golden.surface) at \(text)")
        expect(actual.ascentPoint, row.ascent, "ascent of \(reference.id) at \(text)")
        #expect(actual.evaluations == row.evals)
      }
    }
  }

  private func expect(_ point: Point<Double>, _ golden: [Double], _ comment: String) {
    for (value, golden) in zip([point.x, point.y], golden) {
      #expect(
        abs(value - golden) <= 1e-12 * abs(golden) + 1e-15, "\(comment): \(value), not \(golden)")
    }
  }

  private static let surfaces: [String: SurfaceChoice] = [
    "quadratic": .formula("0.5*(x^2 + 20*y^2)"), "hyperbola": .named("hyperbola"),
    "himmelblau": .named("himmelblau"),
  ]
}
