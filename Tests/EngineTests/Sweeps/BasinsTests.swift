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
    for (found, expected) in zip(found, percentages) {
      #expect(abs(found - expected) <= 0.5, "\(id) ρ = \(rho): \(counts)")
    }
  }
}
