import Testing

@testable import Engine

@Suite struct `A rule on lanes` {
  /// Compares every cell of a sweep with its run simulated alone.
  private func verify(_ sweep: Sweep, _ comment: String) throws {
    #expect(try Catalog.optimizer(sweep.base.optimizer).lanes != nil)
    let cells = try #require(try SweepPlan(sweep).cells(Array(0..<sweep.count)))
    for (index, cell) in cells.enumerated() {
      let recording = try Catalog.record(sweep.run(index))
      let last = recording.trajectory.points[recording.lastStep]
      let isSame =
        cell.point.x.bitPattern == last.x.bitPattern && cell.point.y.bitPattern == last.y.bitPattern
      #expect(
        (isSame || !last.isFinite && !cell.point.isFinite) && cell.steps == recording.lastStep
          && cell.state == recording.stateInMap,
        "\(comment), cell \(index): \(cell), not \(last)")
    }
  }

  private func run(
    _ text: String, on surface: SurfaceChoice, steps: Int = 300, from start: Point<Double>
  ) throws -> Run {
    let hasEta = try Rule(text).knobs.contains { $0.id == "eta" }
    return Run(
      surface: surface, optimizer: .rule(text, knobs: hasEta ? ["eta": 0.01] : [:]), start: start,
      steps: steps, seed: 3)
  }

  @Test(arguments: RuleFile.all)
  func `has the bits of its runs`(_ file: RuleFile) throws {
    for surface in [
      SurfaceChoice.named("himmelblau"), .formula("(x^2 + y - 11)^2 + log(cosh(x + y^2 - 7))"),
    ] {
      let run = try run(file.text, on: surface, from: Point(1, 0.5))
      try verify(
        Sweep(run, x: Axis(.startX, 0.5, 1.5, count: 7), y: Axis(.startY, 0, 1, count: 3)),
        "\(file.id) on \(surface.source.text)")
    }
  }

  @Test(arguments: RuleFile.all)
  func `has the bits of its runs for other knobs and seeds`(_ file: RuleFile) throws {
    let run = try run(file.text, on: .named("hyperbola"), steps: 700, from: Point(2, 0.6))
    for knob in try Rule(file.text).knobs {
      let (low, high) = (knob.range.lowerBound, min(knob.range.upperBound, 7))
      try verify(
        Sweep(run, x: Axis(.knob(knob.id), low, high, count: 9), y: Axis(.seed, 1, 3, count: 3)),
        "\(file.id), \(knob.id)")
    }
  }

  @Test(arguments: [0, 1, 31, 32, 33, 220, 1700])
  func `has the bits of its runs after any number of steps`(_ steps: Int) throws {
    for id in ["momentum", "adam", "looksam", "rs", "lookahead", "gsam", "averaged", "bb"] {
      let run = try run(RuleFile.text(id), on: .named("root"), steps: steps, from: Point(2, 0.6))
      try verify(
        Sweep(
          run, x: Axis(.knob("eta"), 1e-3, 30, count: 10, log: true),
          y: Axis(.startX, 0.4, 3, count: 5)), id)
    }
  }

  @Test(arguments: [
    "memory a = w; memory b = w; c = a; w = w - eta*grad(w) + 0.01*(a - b); a = b; b = c",
    "memory last = w; d = w - last; last = w; w = w - eta*grad(w + 0.5*d) + 0.2*d",
    "memory n = 0; n = n + 1; w - eta/n*grad(w)",
    "memory v = 0; v = 0.5*v + 1; w - eta*v*grad(w)",
    "ascent = w; w = w - eta*grad(w + rho*grad(w))",
    "memory m = w; ascent = m; m = 0.5*(m + w); w - eta*grad(m)",
    "memory m = 0.5; m = if(t > 40, min(grad(w)), 0.25); w - eta*(m*one + grad(w))",
    "w - eta*if(mod(t, 3) == 0, grad(w + rho*unit(grad(w))), if(t < 9, grad(w), 2*grad(w)))",
    // A branch is a number and the other a vector.
    "memory m = 0.5*one; m = if(eta == beta2, m, 0.25)/0.5; w - eta*m",
    "g = grad(w); a = if(t == 1, g^2, 0.25)*2; w - eta*a",
    "g = grad(w); s = if(t < 3, g^2, 0.25); w - eta*(g/(sqrt(s) + 0.1) + unit(s))",
    "g = grad(w); w - eta*(g + if(t == 2, g^2, 0.5))",
    "g = grad(w); w - eta*(2*g + 3*g + g*g*0.01)", "w - eta*(grad(w) + 0*one)",
    "w - eta*grad(w)*(1 + uniform())", "w - eta*if(mask(0.4), grad(w), rho*normal())",
    "w - eta*(grad(w) - min(grad(w))*axis(1) + axis(0/0)*max(grad(w)))",
    "w - eta*grad(w)*(block(0) + 0.5*block(0.6) + block(2) + block(0/0))",
    "c = if(t == 50, 2, 1); u = w - eta*grad(w); u*(c*block(0) + block(1)/c)",
  ])
  func `keeps the order of its values`(_ text: String) throws {
    for surface in [SurfaceChoice.named("hyperbola"), .formula("(x*y - 1)^2")] {
      let run = try run(text, on: surface, steps: 100, from: Point(2, 0.6))
      try verify(
        Sweep(run, x: Axis(.startX, 0.5, 2.5, count: 5), y: Axis(.seed, 1, 3, count: 3)), text)
    }
  }

  @Test(arguments: ["looksam", "esam", "rs", "dom-sgd", "bulk-sgd", "prgd"])
  func `has the bits of the built-in optimizer that it stands for`(_ id: String) throws {
    let entry = try Catalog.optimizer(id)
    for (surface, start) in [
      ("hyperbola", Point<Double>(2, 0.6)), ("log-margin", Point(0, 1)), ("quadratic", Point(0, 1)),
    ] {
      let base = Run(
        surface: .named(surface), optimizer: OptimizerChoice(id), start: start, steps: 400, seed: 5)
      for knob in entry.info.knobs {
        let (low, high) = (knob.range.lowerBound, min(knob.range.upperBound, 3))
        try verify(
          Sweep(base, x: Axis(.knob(knob.id), low, high, count: 9), y: Axis(.seed, 1, 3, count: 3)),
          "\(id) on \(surface), \(knob.id)")
      }
      try verify(
        Sweep(base, x: Axis(.startX, -1, 2, count: 7), y: Axis(.startY, -1, 2, count: 7)), id)
    }
  }

  @Test func `takes two instructions for a step of SAM`() throws {
    let hyperbola = try Catalog.surface(.named("hyperbola")).erasedSurface
    func operations(
      _ text: String, on surface: ErasedSurface? = nil
    ) throws -> [RuleLaneOperation] {
      let program = RuleLaneProgram(
        RuleProgram(try Rule(text)), on: surface ?? hyperbola, flushesMemories: true)
      let code = program.stepCode(0, recordsAscentPoints: false)
      return withExtendedLifetime(code) { code.instructions.map(\.operation) }
    }
    let sam = try operations(RuleFile.text("sam"))
    #expect(sam == [.gradient, .gradient])
    let momentum = try operations(RuleFile.text("momentum"))
    #expect(momentum == [.gradient, .subtractScaled])
    let formula = try Catalog.surface(.formula("(x*y - 1)^2")).erasedSurface
    let fused = try operations(RuleFile.text("sam"), on: formula)
    #expect(fused == [.productTimes, .addAlong, .productTimes, .subtractScaled])
  }

  @Test func `has no subnormal memories after it has converged`() throws {
    let text = try RuleFile.text("momentum")
    let rule = TypedRule<Point<Double>>(try Rule(text)) { $0.defaultValue }
    let surface = try Catalog.surface(.named("double-well")).erasedSurface
    let objective = SurfaceObjective(surface, on: Double.self)
    var w = Point(0.3, 0.7)
    var memory = rule.initialMemory(at: w, seed: 0)
    for _ in 0..<20_000 { _ = rule.step(&w, &memory, on: objective) }
    let velocity = memory.vectors[rule.program.memories[0].register.index]
    #expect(!velocity.x.isSubnormal && !velocity.y.isSubnormal, "\(velocity)")
    let run = try run(text, on: .named("double-well"), steps: 20_000, from: Point(0.3, 0.7))
    try verify(
      Sweep(run, x: Axis(.startX, 0.2, 0.5, count: 5), y: Axis(.startY, 0, 1, count: 3)),
      "momentum")
  }
}
