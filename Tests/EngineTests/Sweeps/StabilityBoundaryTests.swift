import Engine
import Testing

#if DEBUG
  private let side = 40
#else
  private let side = 100
#endif

@Suite struct `The map of the bowl` {
  /// Every cell more than 1 % from the closed form is on its right side.
  @Test(arguments: ["gd", "usam", "sam", "unified"])
  func `turns unstable where the closed form says`(_ id: String) throws {
    let start = Point(0.3, 0.7)
    let sweep = Sweep(
      Run(
        surface: .named("quadratic", knobs: ["a": 1, "b": 20]), optimizer: OptimizerChoice(id),
        start: start, steps: 6000),
      x: Axis(.knob("eta"), 0.005, 0.2, count: side, log: true),
      y: Axis(.knob("rho"), 0.001, 0.5, count: side, log: true))
    let boundary = try #require(sweep.stabilityBoundary)
    let cells = try #require(try SweepPlan(sweep).cells(Array(0..<sweep.count)))
    var (counted, wrong) = (0, 0)
    for (index, cell) in cells.enumerated() {
      let eta = sweep.x.value(index % side)
      let edge = boundary(sweep.y.value(index / side))
      guard abs(eta / edge - 1) > 0.01 else { continue }
      counted += 1
      if case .diverged = cell.state {
        if eta < edge { wrong += 1 }
      } else if eta > edge {
        wrong += 1
      }
    }
    print("\(id): \(counted - wrong) of \(counted) cells on their side, of \(cells.count)")
    #expect(wrong == 0)
    #expect(counted > cells.count * 9 / 10)
  }

  @Test func `has no closed form where none is known`() throws {
    func map(_ surface: SurfaceChoice, _ id: String) -> Sweep {
      Sweep(
        Run(surface: surface, optimizer: OptimizerChoice(id), start: Point(1, 1), steps: 1),
        x: Axis(.knob("eta"), 0.01, 0.2, count: 4), y: Axis(.knob("rho"), 0.01, 0.2, count: 4))
    }
    #expect(map(.named("hyperbola"), "sam").stabilityBoundary == nil)
    #expect(map(.named("quadratic", knobs: ["a": -1]), "sam").stabilityBoundary == nil)
    #expect(map(.named("quadratic"), "adam").stabilityBoundary == nil)
    #expect(map(.named("quadratic"), "sam").stabilityBoundary != nil)
  }

  @Test func `has its boundary on the map where it lies`() {
    let sweep = Sweep(
      Run(
        surface: .named("quadratic", knobs: ["a": 1, "b": 20]), optimizer: OptimizerChoice("gd"),
        start: Point(1, 1), steps: 1),
      x: Axis(.knob("eta"), 0, 0.2, count: 11), y: Axis(.knob("rho"), 0, 1, count: 3))
    #expect(sweep.stabilityBoundaryLine.map(\.y) == [0, 1, 2])
    #expect(sweep.stabilityBoundaryLine.allSatisfy { abs($0.x - 5) < 1e-12 })
  }
}

/// The share of one column of 41.
private let ridge = 100.0 / 41

@Suite struct `The basins of the double well` {
  /// The shares of 41 × 41 starts by η = 0.1 after 600 steps, in percent.
  ///
  /// The middle column lies on the ridge x = 0, which GD and USAM never leave; the measured 100 %
  /// are of starts that miss it by a rounding error.
  @Test(arguments: [
    ("gd", 0.1, [100 - ridge, ridge, 0, 0]), ("usam", 0.5, [100 - ridge, ridge, 0, 0]),
    ("sam", 0.1, [96.8, 3.2, 0, 0]),
    ("sam", 0.3, [85.8, 14.2, 0, 0]), ("sam", 0.5, [74.0, 26.0, 0, 0]),
    ("sam", 0.9, [0, 100, 0, 0]), ("sam", 1.4, [0, 9.8, 90.2, 0]),
    ("sam", 1.7, [0, 8.1, 90.1, 1.8]),
  ])
  func `are as large as measured`(_ id: String, _ rho: Double, _ shares: [Double]) throws {
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
        case .minimum: "minimum"
        case .saddle: "saddle"
        case .hallucinated: "hallucinated"
        case .infinity: "infinity"
        case .elsewhere: "elsewhere"
        }
      counts[kind, default: 0] += 1
    }
    let found = ["minimum", "saddle", "hallucinated", "infinity"].map {
      100 * Double(counts[$0] ?? 0) / Double(cells.count)
    }
    for (found, expected) in zip(found, shares) {
      #expect(abs(found - expected) <= 0.5, "\(id) ρ = \(rho): \(counts)")
    }
  }
}
