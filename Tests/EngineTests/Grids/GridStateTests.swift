import Testing

@testable import Engine

@Suite struct `A run that leaves the losses of a file` {
  private let axis = (0...10).map { Double($0) / 10 }

  /// Returns the surface f = x + y on the unit square, with holes.
  private func plane(holes: [Int] = []) throws -> SurfaceChoice {
    var values = axis.flatMap { y in axis.map { $0 + y } }
    for index in holes { values[index] = .nan }
    let grid = try Grid(x: axis, y: axis, values: values)
    return SurfaceChoice(.grid("plane.npz", grid, .linear))
  }

  private func run(_ surface: SurfaceChoice, from start: Point<Double>, eta: Double = 0.1) -> Run {
    Run(
      surface: surface, optimizer: OptimizerChoice("gd", knobs: ["eta": eta]), start: start,
      steps: 100)
  }

  @Test func `is in a state of its own, and in another one beside a hole`() throws {
    let left = try Catalog.record(run(plane(), from: Point(0.55, 0.95)))
    #expect(left.stateChanges().map(\.state) == [.descending, .leftData])
    #expect(left.firstStep(of: "left the data") == left.lastStep - 1)
    let outside = try Catalog.record(run(plane(), from: Point(1.5, 0.5)))
    #expect(outside.stateChanges().map(\.state) == [.leftData])
    #expect(left.trajectory.points[left.lastStep - 1].x < 0)
    // The cell from (0.2, 0.2) to (0.3, 0.3) has a hole at its upper right corner.
    let hole = try plane(holes: [3 * 11 + 3])
    let fallen = try Catalog.record(run(hole, from: Point(0.75, 0.75)))
    #expect(fallen.state(at: fallen.lastStep) == .hole)
    #expect(fallen.stateInMap == .hole)
  }

  @Test func `has the same outcomes in maps and basins`() throws {
    let choice = try plane(holes: [3 * 11 + 3])
    let sweep = Sweep(
      run(choice, from: .zero), x: Axis(.startX, 0.05, 0.95, count: 19),
      y: Axis(.startY, 0.05, 0.95, count: 19))
    let surface = try Catalog.surface(choice)
    let basins = Basins(surface, in: surface.info.frame)
    let cells = try #require(try SweepPlan(sweep).cells(Array(0..<sweep.count)))
    var counts: [BasinOutcome: Int] = [:]
    for (index, cell) in cells.enumerated() {
      let recording = try Catalog.record(sweep.run(index))
      #expect(cell.state == recording.stateInMap)
      let outcome = basins.outcome(of: cell)
      counts[outcome, default: 0] += 1
      #expect(outcome == (cell.state == .hole ? .hole : .leftData))
    }
    // Those that start beside the hole, or on the diagonal through its cells.
    #expect(counts[.hole] ?? 0 >= 4 && counts[.leftData] ?? 0 > 100)
    #expect(BasinOutcome(name: "left the data") == .leftData && BasinOutcome(name: "hole") == .hole)
  }
}

@Suite struct `A profile` {
  private let axis = (0...20).map { Double($0) / 10 - 1 }

  private func profile(_ f: (Double) -> Double) throws -> SurfaceChoice {
    SurfaceChoice(.grid("line.csv", try Grid(profile: axis.map(f), x: axis), .linear))
  }

  @Test(arguments: ["gd", "sam", "usam"])
  func `is a surface in one dimension`(_ optimizer: String) throws {
    func record(_ surface: SurfaceChoice) throws -> Recording {
      try Catalog.record(
        Run(
          surface: surface,
          optimizer: OptimizerChoice(optimizer, knobs: ["eta": 0.1]), start: Point(0.7, 0),
          steps: 50))
    }
    let sampled = try record(profile { $0 * $0 * $0 / 3 + $0 * $0 })
    let exact = try record(.formula("x^3/3 + x^2"))
    for (a, b) in zip(sampled.trajectory.points, exact.trajectory.points) {
      #expect(abs(a.x - b.x) < 1e-12 && a.y == 0)
    }
  }

  @Test func `has its own losses, and lies on a curve`() throws {
    let choice = try profile { ($0 - 0.3) * ($0 - 0.3) }
    let surface = try Catalog.surface(choice)
    #expect(surface.isProfile && surface.info.id == "profile")
    for x in axis { #expect(surface.value(Point(x, 0)) == (x - 0.3) * (x - 0.3)) }
    #expect(surface.place(of: Point(0.5, 0)) == Point(0.5, surface.value(Point(0.5, 0))))
    #expect(surface.iterate(at: Point(0.5, 7)) == Point(0.5, 0))
    #expect(surface.info.start.y == 0)
    let frame = surface.info.frame
    #expect(frame.x == -1...1 && frame.y.contains(0) && frame.y.contains(1.69))
  }
}

@Suite struct `A training path` {
  @Test func `knows where it differs most from the surface`() throws {
    let path = TrainingPath(
      "path.csv", points: [Point(1, 1), Point(2, 0), Point(3, 3)], steps: [0, 10, 20],
      losses: [2, 5, .nan], distances: [0, 0.5, 0.25])
    let surface = try Catalog.surface(.formula("x^2 + y^2"))
    let difference = try #require(path.largestDifference(on: surface))
    #expect(difference.index == 1 && difference.loss == 5 && difference.surfaceLoss == 4)
    #expect(path.largestDistance == 0.5)
    #expect(path.waypoints(2) == [0, 2] && path.waypoints(9) == [0, 1, 2])
  }
}

@Suite struct `The first runs on a grid` {
  /// Losses that grow towards a border, as those of a network along a random direction.
  private func surface(_ columns: Int, _ rows: Int) throws -> AnySurface {
    let x = (0..<columns).map { -0.1 + 1.1 * Double($0) / Double(columns - 1) }
    let y = (0..<rows).map { -0.1 + 1.1 * Double($0) / Double(rows - 1) }
    let grid = try Grid(
      x: x, y: y, values: y.flatMap { y in x.map { $0 * $0 + 30 * (y + 0.2) * (y + 0.2) } })
    return try Catalog.surface(SurfaceChoice(.grid("losses.npz", grid, .linear)))
  }

  @Test func `start away from the borders, with a radius of a twentieth of the grid`() throws {
    let surface = try surface(41, 41)
    let start = surface.info.start
    #expect((0.03...0.87).contains(start.x) && (0.03...0.87).contains(start.y), "\(start)")
    let knobs = try Catalog.optimizer("sam").info.knobs
    let values = surface.carefulValues(of: knobs)
    #expect(values["rho"] == 0.06 && values["eta"] == surface.carefulStepSize)
    #expect(surface.carefulValues(of: try Catalog.optimizer("gd").info.knobs)["rho"] == nil)
    #expect(try Catalog.surface(.named("hyperbola")).carefulValues(of: knobs)["rho"] == nil)
  }

  @Test func `start inside a grid of few points`() throws {
    let start = try surface(5, 4).info.start
    #expect(start.x > -0.1 && start.x < 1 && start.y < 1, "\(start)")
  }
}
