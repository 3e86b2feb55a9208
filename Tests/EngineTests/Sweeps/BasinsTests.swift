import Engine
import Testing

/// The percentage of one column of 41.
private let column = 100.0 / 41

@Suite struct `The basins of the double well` {
  /// The percentages of 41 × 41 starts at η = 0.1 after 600 steps.
  ///
  /// GD and USAM never leave the middle column, the ridge x = 0. The reference measured 100 % from
  /// starts that miss the ridge by a rounding error.
  @Test(arguments: [
    ("gd", 0.1, [100 - column, column, 0, 0]), ("usam", 0.5, [100 - column, column, 0, 0]),
    ("sam", 0.1, [96.8, 3.2, 0, 0]),
    ("sam", 0.3, [85.8, 14.2, 0, 0]), ("sam", 0.5, [74.0, 26.0, 0, 0]),
    ("sam", 0.9, [0, 100, 0, 0]), ("sam", 1.4, [0, 9.8, 90.2, 0]),
    ("sam", 1.7, [0, 8.1, 90.1, 1.8]),
  ])
  func `have the measured sizes`(_ id: String, _ rho: Double, _ percentages: [Double]) throws {
    let knobs = id == "gd" ? ["eta": 0.1] : ["eta": 0.1, "rho": rho]
    let sweep = Sweep(
      Run(
        surface: .named("double-well"), optimizer: OptimizerChoice(id, knobs: knobs),
        start: Point(0, 0), steps: 600),
      x: Axis(.startX, -1.6, 1.6, count: 41), y: Axis(.startY, -1.2, 1.2, count: 41))
    let surface = try Catalog.surface(.named("double-well"))
    let basins = Basins(surface, in: Region(x: -1.6...1.6, y: -1.2...1.2))
    #expect(basins.minima.count == 2)
    let cells = try #require(try SweepPlan(sweep).cells(Array(0..<sweep.count)))
    var counts: [String: Int] = [:]
    for cell in cells {
      let kind =
        switch basins.outcome(of: cell) {
        case .attractor(let kind, _): kind.rawValue
        case let other: other.name
        }
      counts[kind, default: 0] += 1
    }
    let found = ["minimum", "saddle", "hallucinated", "infinity"].map {
      100 * Double(counts[$0] ?? 0) / Double(cells.count)
    }
    for (found, expected) in zip(found, percentages) {
      #expect(abs(found - expected) <= 0.5, "\(id) ρ = \(rho): \(counts)")
    }
  }
}

/// Maps of basins with outcomes that were derived by hand or computed independently.
@Suite struct `A basin of attraction` {
  /// The counts of the outcomes of a grid of starts, and the basins.
  private func map(
    _ surface: SurfaceChoice, _ optimizer: String, _ knobs: [String: Double], in frame: Region,
    _ columns: Int, _ rows: Int, steps: Int = 1000
  ) throws -> (counts: [String: Int], cells: [SweepCell], basins: Basins) {
    let sweep = Sweep(
      Run(
        surface: surface, optimizer: OptimizerChoice(optimizer, knobs: knobs), start: .zero,
        steps: steps),
      x: Axis(.startX, frame.x.lowerBound, frame.x.upperBound, count: columns),
      y: Axis(.startY, frame.y.lowerBound, frame.y.upperBound, count: rows))
    let basins = Basins(try Catalog.surface(surface), in: frame)
    let cells = try #require(try SweepPlan(sweep).cells(Array(0..<sweep.count)))
    var counts: [String: Int] = [:]
    for outcome in basins.outcomes(of: cells) { counts[outcome.name, default: 0] += 1 }
    return (counts, cells, basins)
  }

  @Test func `of a kink is told from that of a smooth minimum`() throws {
    let (counts, cells, basins) = try map(
      .formula("min(abs(x+1), 0.5+2*(x-1)^2)+y^2"), "gd", ["eta": 0.05],
      in: Region(x: -2...2, y: -1...1), 9, 3)
    #expect(counts == ["kink 1": 15, "minimum 2": 12])
    #expect(basins.attractors.map(\.kind) == [.kink, .minimum])
    for cell in cells { #expect(min(abs(cell.point.x + 1), abs(cell.point.x - 1)) < 0.03) }
  }

  @Test func `does not contain starts on a plateau far away`() throws {
    let (counts, cells, basins) = try map(
      .named("two-basins"), "gd", ["eta": 0.1], in: Region(x: -8...8, y: -8...8), 5, 5,
      steps: 500)
    for cell in cells {
      guard case .attractor(_, let index) = basins.outcome(of: cell) else { continue }
      #expect((cell.point - basins.minima[index]).norm < 1)
    }
    #expect(counts.filter { $0.key.hasPrefix("minimum") }.values.reduce(0, +) == 2)
    #expect(counts["still moving"] == 5)
    #expect(basins.outcome(of: try #require(cells.last)) == .elsewhere)
  }

  @Test func `does not contain a run at rest at a saddle`() throws {
    for (surface, start) in [("ravine", Point(0, 0)), ("monkey", Point(0, 0))] {
      let run = Run(
        surface: .named(surface), optimizer: OptimizerChoice("gd", knobs: ["eta": 0.05]),
        start: start, steps: 500)
      let sweep = Sweep(run, x: Axis(.startX, 0, 1, count: 2))
      let cell = try #require(try SweepPlan(sweep).cells([0])?.first)
      let surface = try Catalog.surface(.named(surface))
      #expect(Basins(surface, in: surface.info.frame).outcome(of: cell) == .saddle)
    }
  }

  /// The formula of Ackley's function, whose minimum (0, 0) is a cusp.
  private static let ackley =
    "-20*exp(-0.2*sqrt(0.5*(x^2+y^2)))-exp(0.5*(cos(2*pi*x)+cos(2*pi*y)))+e+20"

  @Test func `is the same for a typed and a built-in function`() throws {
    let frame = Region(x: -1.5...1.5, y: -1.5...1.5)
    let (typed, _, typedBasins) = try map(
      .formula(Self.ackley), "gd", ["eta": 0.005], in: frame, 31, 31)
    let (named, _, namedBasins) = try map(
      .named("ackley"), "gd", ["eta": 0.005], in: frame, 31, 31)
    #expect(typed == named)
    #expect(typedBasins.attractors.map(\.kind) == namedBasins.attractors.map(\.kind))
    let kinks = typedBasins.attractors.filter { $0.kind == .kink }
    #expect(kinks.count == 1 && kinks.allSatisfy { $0.point.norm < 1e-9 })
    #expect(
      (typed["kink \(1 + (typedBasins.attractors.firstIndex { $0.kind == .kink } ?? 0))"] ?? 0) > 20
    )
    #expect(typed["infinity"] == nil && typed["undefined"] == nil)
  }

  @Test func `of a valley is one manifold`() throws {
    let (counts, _, basins) = try map(
      .named("hyperbola"), "gd", ["eta": 0.02], in: Region(x: 0.3...3.6, y: 0.3...2.6), 41, 11)
    #expect(counts == ["valley 1": 451])
    #expect(basins.attractors.map(\.kind) == [.valley])
    for curve in basins.attractors.flatMap(\.curves) {
      for p in curve { #expect(abs(p.x * p.y - 1) < 1e-3) }
    }
    // The frame of the catalog contains starts of the other branch, xy = 1 with x < 0.
    let (both, cells, _) = try map(
      .named("hyperbola"), "gd", ["eta": 0.02], in: Region(x: -0.5...3.6, y: -0.5...2.6), 41, 11)
    let left = cells.filter { $0.point.x < 0 }.count
    #expect(both == ["valley 1": left, "valley 2": 451 - left])
  }

  @Test func `of a ring is one manifold, and that of a cross too`() throws {
    let (ring, _, _) = try map(
      .named("ring"), "gd", ["eta": 0.02], in: Region(x: -1.4...1.4, y: -1.2...1.2), 20, 20)
    #expect(ring == ["ring 1": 400])
    let (cross, _, basins) = try map(
      .formula("(x*y)^2"), "gd", ["eta": 0.02], in: Region(x: -2...2, y: -2...2), 8, 8)
    #expect(cross == ["valley 1": 64])
    #expect(basins.attractors.count == 1)
  }

  @Test func `is empty where the loss varies by rounding errors only`() throws {
    for (surface, frame) in [
      (SurfaceChoice.formula("exp(-740-x^2)"), Region(x: -3...3, y: -3...3)),
      (.named("two-basins"), Region(x: 29.25...29.30, y: -0.02...0.02)),
      (.formula("x^8+y^8"), Region(x: -1e-40...1e-40, y: -1e-40...1e-40)),
      (.formula("1"), Region(x: -1...1, y: -1...1)),
    ] {
      let (counts, _, _) = try map(surface, "gd", ["eta": 0.1], in: frame, 12, 4)
      #expect(counts == ["elsewhere": 48], "\(surface)")
    }
  }

  @Test func `of a valley of kinks is one manifold`() throws {
    let frame = Region(x: 0.3...3, y: 0.3...3)
    let (counts, _, basins) = try map(
      .formula("abs(x*y-1)"), "gd", ["eta": 0.002], in: frame, 12, 12, steps: 3000)
    #expect(basins.attractors.map(\.kind) == [.valley])
    #expect((counts["valley 1"] ?? 0) >= 140, "\(counts)")
    let cross = Basins(
      try Catalog.surface(.formula("abs(x)*abs(y)")), in: Region(x: -2...2, y: -2...2))
    #expect(cross.attractors.map(\.kind) == [.valley])
    let circle = Basins(
      try Catalog.surface(.formula("abs(x^2+y^2-1)")), in: Region(x: -1.5...1.5, y: -1.5...1.5))
    #expect(circle.attractors.map(\.kind) == [.ring])
  }

  /// GD ends at the crossings, where the Hessian of each side has a negative eigenvalue.
  @Test func `of crossing valleys of kinks has no saddles`() throws {
    let formula = "abs(sin(5*x))*abs(cos(5*y))"
    let (counts, cells, _) = try map(
      .formula(formula), "gd", ["eta": 0.01], in: Region(x: -3...3, y: -3...3), 6, 4)
    #expect(counts.keys.allSatisfy { $0.hasPrefix("valley") }, "\(counts)")
    for cell in cells {
      #expect(cell.loss < 1e-20)
      if case .atSaddle = cell.state { Issue.record("\(cell)") }
    }
  }

  /// GD jumps between x = ±0.940155, where ηf′(x) = 2x, over both minima near ±0.42.
  @Test func `of a cycle around several minima carries its period`() throws {
    let (counts, cells, basins) = try map(
      .formula("sqrt(x^2+0.1)+0.6*exp(-8*x^2)+0.2*y^2"), "gd", ["eta": 2],
      in: Region(x: -2...2, y: -1...1), 6, 4)
    #expect(basins.attractors.count == 2)
    #expect(counts == ["2-cycle": 24])
    for cell in cells { #expect(abs(abs(cell.point.x) - 0.940155) < 1e-6) }
  }

  @Test func `of a degenerate minimum is that of an isolated minimum`() throws {
    for formula in ["x^4+y^4", "x^2+y^4", "3+x^2+y^4", "abs(x)+y^4"] {
      let (counts, _, basins) = try map(
        .formula(formula), "gd", ["eta": 0.05], in: Region(x: -1...1, y: -1...1), 8, 8)
      #expect(basins.attractors.count == 1, "\(formula)")
      #expect(counts.keys.allSatisfy { $0.hasSuffix(" 1") }, "\(formula): \(counts)")
    }
    let plateau = Basins(
      try Catalog.surface(.formula("max(x^2+y^2-1,0)^2")), in: Region(x: -2...2, y: -2...2))
    #expect(plateau.attractors.count == 0)
  }

  @Test func `of a convex bowl leads SAM nowhere else`() throws {
    let (counts, _, _) = try map(
      .formula("0.5*(0.05*x^2+y^2)"), "sam", ["eta": 0.5, "rho": 0.05],
      in: Region(x: -6...6, y: -1...1), 60, 14, steps: 272)
    #expect(counts["infinity"] == nil)
    #expect(Set(counts.keys).isSubset(of: ["minimum 1", "still moving"]))
  }

  @Test func `contains runs that noise keeps from rest`() throws {
    let sweep = Sweep(
      Run(
        surface: .formula("x^4 + y^2 - x*y"),
        optimizer: OptimizerChoice("sgd", knobs: ["eta": 0.05]), start: .zero, steps: 300,
        seed: 7, noise: .normal(0.05)),
      x: Axis(.startX, -1, 1, count: 10), y: Axis(.startY, -1, 1, count: 10))
    let surface = try Catalog.surface(sweep.base.surface)
    let basins = Basins(surface, in: Region(x: -1...1, y: -1...1))
    let cells = try #require(try SweepPlan(sweep).cells(Array(0..<100)))
    let outcomes = Set(basins.outcomes(of: cells))
    #expect(outcomes == [.attractor(.minimum, 0), .attractor(.minimum, 1)])
  }

  @Test func `excludes starts with an undefined loss`() throws {
    let (counts, _, basins) = try map(
      .formula("x^2-log(x)+y^2"), "gd", ["eta": 0.05], in: Region(x: -1.5...1.5, y: -1...1), 10, 4,
      steps: 400)
    #expect(counts == ["minimum 1": 20, "undefined": 20])
    let minimum = try #require(basins.attractors.first)
    #expect((minimum.point - Point(0.5.squareRoot(), 0)).norm < 1e-9)
    #expect(abs(minimum.loss - 0.8465736) < 1e-7)
  }

  @Test func `has a mark of its own for 61 minima`() throws {
    let marks = (0..<BasinOutcome.markCount).map(BasinOutcome.mark(ofAttractor:))
    #expect(marks.count == 61 && BasinOutcome.others.count == 9)
    #expect(Set(marks + BasinOutcome.others.map(\.mark)).count == 70)
    let named: [BasinOutcome] = [
      .attractor(.valley, 11), .attractor(.minimum, 0), .cycle(period: 2), .cycle(period: 64),
    ]
    for outcome in BasinOutcome.others + named {
      #expect(BasinOutcome(name: outcome.name) == outcome)
    }
    let rastrigin = try Catalog.surface(.named("rastrigin"))
    let basins = Basins(rastrigin, in: Region(x: -2.5...2.5, y: -2.5...2.5))
    #expect(basins.attractors.count == 25)
  }
}
