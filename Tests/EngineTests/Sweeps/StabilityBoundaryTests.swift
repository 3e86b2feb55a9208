import Engine
import Testing

#if DEBUG
  private let side = 40
#else
  private let side = 100
#endif

@Suite struct `The stability map of a quadratic` {
  /// Cells more than 1 % from the boundary must be on the correct side.
  @Test(arguments: ["gd", "usam", "sam", "unified"])
  func `agrees with the closed-form boundary`(_ id: String) throws {
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
      let limit = boundary(sweep.y.value(index / side))
      guard abs(eta / limit - 1) > 0.01 else { continue }
      counted += 1
      if case .diverged = cell.state {
        if eta < limit { wrong += 1 }
      } else if eta > limit {
        wrong += 1
      }
    }
    print("\(id): \(counted - wrong) of \(counted) cells on the correct side, of \(cells.count)")
    #expect(wrong == 0)
    #expect(counted > cells.count * 9 / 10)
  }

  @Test func `has no boundary without a closed form`() throws {
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

  @Test func `has a boundary line in cell coordinates`() {
    let sweep = Sweep(
      Run(
        surface: .named("quadratic", knobs: ["a": 1, "b": 20]), optimizer: OptimizerChoice("gd"),
        start: Point(1, 1), steps: 1),
      x: Axis(.knob("eta"), 0, 0.2, count: 11), y: Axis(.knob("rho"), 0, 1, count: 3))
    #expect(sweep.stabilityBoundaryLine.map(\.y) == [0, 1, 2])
    #expect(sweep.stabilityBoundaryLine.allSatisfy { abs($0.x - 5) < 1e-12 })
  }
}
