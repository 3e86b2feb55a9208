import Engine
import Testing

@Suite struct `The largest stable η` {
  /// On ½(x² + 20y²), with the closed forms of the papers.
  @Test(arguments: [
    ("gd", [:], 2.0 / 20), ("sam", ["rho": 0.05], 2.0 / 20),
    ("usam", ["rho": 0.05], 2.0 / (20 * (1 + 0.05 * 20))),
    ("unified", ["rho": 0.05, "mu": 0.5], 2.0 / (20 * (1 + 0.5 * 0.05 * 20))),
    ("momentum", ["beta": 0.5], 2 * 1.5 / 20.0), ("nesterov", ["beta": 0.5], 2 * 1.5 / (2 * 20.0)),
  ])
  func `is the closed form on a quadratic, to 10⁻⁶`(
    _ id: String, _ knobs: [String: Double], _ expected: Double
  ) throws {
    let choice = OptimizerChoice(id, knobs: knobs)
    let run = Run(
      surface: .named("quadratic", knobs: ["a": 1, "b": 20]), optimizer: choice, start: Point(2, 1),
      steps: 20_000)
    let measured = try Catalog.largestStableEta(of: run)
    #expect(abs(measured / expected - 1) < 2e-6, "\(measured), not \(expected)")
    let closedForm = try #require(Sweep.maxStableEta(choice, sharpness: 20))
    let predicted = closedForm(knobs["rho"] ?? 0)
    #expect(abs(predicted / expected - 1) < 1e-12, "\(predicted), not \(expected)")
  }

  @Test func `is where runs start to leave the losses of a grid`() throws {
    let (x, y) = ((-2...10).map { Double($0) / 10 }, (-5...5).map { Double($0) / 10 })
    let grid = try Grid(
      x: x, y: y, values: y.flatMap { y in x.map { 10 * ($0 * $0 + y * y) } })
    func threshold(_ start: Point<Double>) throws -> StabilityThreshold {
      try Catalog.stabilityThreshold(
        of: Run(
          surface: SurfaceChoice(.grid("grid.npz", grid, .linear)),
          optimizer: OptimizerChoice("gd"), start: start, steps: 2000))
    }
    // The first step multiplies x by 1 − 20η, and leads below x = −0.2 for 0.9·(20η − 1) > 0.2.
    let inside = try threshold(Point(0.9, 0))
    #expect(abs(inside.eta / ((1 + 0.2 / 0.9) / 20) - 1) < 2e-6 && inside.beyond == .leftData)
    let outside = try threshold(Point(2, 0))
    #expect(outside.eta == 0 && outside.beyond == .leftData)
  }

  @Test func `is infinite for a run that never diverges`() throws {
    let run = Run(
      surface: .named("quadratic"), optimizer: OptimizerChoice("clipped-gd"), start: Point(2, 1),
      steps: 2000)
    #expect(try Catalog.largestStableEta(of: run) == .infinity)
  }
}
