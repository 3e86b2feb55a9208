import Engine
import TestSupport
import Testing

/// A sweep over η and ρ.
private func map(
  _ surface: SurfaceChoice, _ optimizer: OptimizerChoice, from start: Point<Double>, steps: Int,
  eta: ClosedRange<Double>, rho: ClosedRange<Double>, _ columns: Int, _ rows: Int
) -> Sweep {
  Sweep(
    Run(surface: surface, optimizer: optimizer, start: start, steps: steps),
    x: Axis(.knob("eta"), eta.lowerBound, eta.upperBound, count: columns, log: true),
    y: Axis(.knob("rho"), rho.lowerBound, rho.upperBound, count: rows))
}

/// The final state of a cell's run, recorded alone.
private func recordedCell(_ run: Run) throws -> SweepCell {
  let recording = try Catalog.record(run)
  let row = recording.row(at: recording.lastStep)
  return SweepCell(
    state: recording.stateInMap, steps: row.step, point: row.point, loss: row.loss,
    sharpness: row.sharpness)
}

/// Whether two cells have equal bits; all NaNs are equal.
private func same(_ a: SweepCell, _ b: SweepCell) -> Bool {
  func bits(_ cell: SweepCell) -> [UInt64] {
    [cell.point.x, cell.point.y, cell.loss, cell.sharpness].map(\.bitPattern)
  }
  let equal = zip(bits(a), bits(b)).allSatisfy {
    $0 == $1 || (Double(bitPattern: $0).isNaN && Double(bitPattern: $1).isNaN)
  }
  return equal && a.state == b.state && a.steps == b.steps
}

@Suite struct `Every cell of a sweep` {
  @Test(arguments: Catalog.surfaces)
  func `has the bits of its recorded run`(_ entry: SurfaceEntry) throws {
    for info in Catalog.optimizers.map(\.info) {
      let (id, knobs) = (info.id, info.knobs.map(\.id))
      let second: Axis.Parameter = knobs.contains("rho") ? .knob("rho") : .startX
      let sweep = Sweep(
        Run(
          surface: .named(entry.info.id), optimizer: OptimizerChoice(id), start: entry.info.start,
          steps: 220),
        x: Axis(.knob("eta"), 1e-3, 3, count: 4, log: true),
        y: Axis(second, 0.02, 1.5, count: 2))
      let cells = try #require(try SweepPlan(sweep).cells(Array(0..<sweep.count)))
      for (index, cell) in cells.enumerated() {
        let expected = try recordedCell(sweep.run(index))
        #expect(
          same(cell, expected),
          "\(entry.info.id) \(id) cell \(index): \(cell), not \(expected)")
      }
    }
  }

  @Test(arguments: [0, 1, 8, 135, 200, 201, 208, 700])
  func `has the bits of its recorded run after any number of steps`(_ steps: Int) throws {
    let sweep = map(
      .named("hyperbola"), OptimizerChoice("sam"), from: Point(3, 0.34), steps: steps,
      eta: 0.01...0.5, rho: 0.01...0.5, 6, 6)
    let cells = try #require(try SweepPlan(sweep).cells(Array(0..<sweep.count)))
    for (index, cell) in cells.enumerated() {
      #expect(same(cell, try recordedCell(sweep.run(index))), "cell \(index) after \(steps) steps")
    }
  }

  @Test func `has the bits of its recorded run for parameters, starts and seeds`() throws {
    let base = Run(
      surface: .formula("k*(x*y - 1)^2", parameters: ["k": 1]), optimizer: OptimizerChoice("sam"),
      start: Point(2, 0.4), steps: 150, seed: 3)
    for (x, y) in [
      (Axis.Parameter.surface("k"), Axis.Parameter.startX), (.startY, .knob("eta")),
      (.seed, .surface("k")),
    ] {
      let sweep = Sweep(
        base, x: Axis(x, 0.05, 0.4, count: 3), y: Axis(y, 0.05, 0.2, count: 3))
      let cells = try #require(try SweepPlan(sweep).cells(Array(0..<sweep.count)))
      for (index, cell) in cells.enumerated() {
        #expect(same(cell, try recordedCell(sweep.run(index))))
      }
    }
  }

  @Test func `does not depend on the other cells of a batch`() throws {
    let sweep = map(
      .named("hyperbola"), OptimizerChoice("sam"), from: Point(3, 0.34), steps: 300,
      eta: 0.01...0.5, rho: 0.01...0.5, 13, 11)
    let plan = try SweepPlan(sweep)
    let whole = try #require(plan.cells(Array(0..<sweep.count), cores: 2))
    var refined = [SweepCell?](repeating: nil, count: sweep.count)
    let isComplete = plan.refine(first: 8, cores: 1) { indices, cells in
      for (index, cell) in zip(indices, cells) {
        #expect(refined[index] == nil, "cell \(index) is reported twice")
        refined[index] = cell
      }
    }
    #expect(isComplete)
    for shard in 0..<8 {
      let indices = Array(stride(from: shard, to: sweep.count, by: 8))
      let cells = try #require(plan.cells(indices, cores: 1))
      for (index, cell) in zip(indices, cells) {
        #expect(same(cell, whole[index]))
        #expect(same(cell, try #require(refined[index])))
      }
    }
  }

  @Test func `is not computed after cancellation`() throws {
    let sweep = map(
      .named("hyperbola"), OptimizerChoice("sam"), from: Point(3, 0.34), steps: 1_000_000_000,
      eta: 0.001...0.01, rho: 0.01...0.5, 8, 8)
    let deadline = ContinuousClock.now + .milliseconds(50)
    let cells = try SweepPlan(sweep).cells(
      Array(0..<sweep.count), isCancelled: { ContinuousClock.now > deadline })
    #expect(cells == nil)
    #expect(ContinuousClock.now - deadline < .seconds(5 * timeoutFactor))
  }
}
