import Testing

@testable import Engine

/// Popov's extragradient method, as an optimizer that the catalog does not contain.
///
/// w̃ ← w − ηm, m ← ∇f(w̃), w ← w − ηm: the memory is the last gradient, and the gradient is taken
/// at a point that depends on the memory. Locally stable below the sharpness 2/(3η).
private struct Popov<V: VectorSpace>: NamedOptimizer {
  static var info: OptimizerInfo {
    OptimizerInfo(
      id: "popov", name: "Popov", rule: "w̃ ← w − ηm, m ← ∇f(w̃), w ← w − ηm", knobs: [.eta],
      evaluationsPerStep: 1, source: "Popov 1980", stabilityThresholdLabel: "2/(3η)")
  }

  private let eta: V.Scalar

  init(_ knob: (Knob) -> V.Scalar) { eta = knob(.eta) }

  func initialMemory(at w: V, seed: UInt64) -> V { w.zero }

  func step(_ w: inout V, _ gradient: inout V, on objective: some Objective<V>) -> V {
    let extrapolated = w - eta * gradient
    gradient = objective.gradient(extrapolated)
    w = w - eta * gradient
    return extrapolated
  }

  static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    2 / (3 * knob(.eta))
  }
}

/// Gradient descent that rests for the first 1000 steps; its memory is the number of steps.
///
/// While the run rests, the returned ascent point is the minimum (1, 1) of (xy − 1)², except in the
/// first step: a run that rests elsewhere hallucinates.
private struct DelayedDescent<N: Number>: NamedOptimizer {
  typealias V = Point<N>

  static var info: OptimizerInfo {
    OptimizerInfo(
      id: "delayed", name: "Delayed", rule: "w ← w − η∇f(w) from step 1000 on", knobs: [.eta],
      evaluationsPerStep: 1, source: "a test")
  }

  private let eta: N

  init(_ knob: (Knob) -> N) { eta = knob(.eta) }

  func initialMemory(at w: V, seed: UInt64) -> N { 0 }

  func step(_ w: inout V, _ count: inout N, on objective: some Objective<V>) -> V {
    let isFirst = count < 1
    let ascentPoint = w.map { .select(isFirst, $0, 1) }
    w = w - N.select(count < 1000, 0, eta) * objective.gradient(w)
    count = count + 1
    return ascentPoint
  }
}

/// A map of η and the start for an optimizer that need not be in the catalog.
private func map(
  _ surface: SurfaceChoice, _ entry: OptimizerEntry, _ eta: ClosedRange<Double>, steps: Int,
  from start: Point<Double>
) -> Sweep {
  Sweep(
    Run(
      surface: surface, optimizer: OptimizerChoice(entry.info.id), start: start, steps: steps),
    x: Axis(.knob("eta"), eta.lowerBound, eta.upperBound, count: 10, log: true),
    y: Axis(.startX, 0.4, 3, count: 7), knobs: entry.info.knobs)
}

/// Compares every cell of a sweep with its run simulated alone.
private func verify(_ sweep: Sweep, _ entry: OptimizerEntry) throws {
  let surface = try Catalog.surface(sweep.base.surface)
  let cells = try #require(try SweepPlan(sweep, by: entry).cells(Array(0..<sweep.count)))
  for (index, cell) in cells.enumerated() {
    let recording = try Catalog.record(sweep.run(index), on: surface, by: entry)
    let row = recording.row(at: recording.lastStep)
    #expect(
      cell.state == recording.stateInMap && cell.steps == row.step
        && cell.point.x.bitPattern == row.point.x.bitPattern
        && cell.point.y.bitPattern == row.point.y.bitPattern,
      "\(entry.info.id) cell \(index): \(cell), not \(row)")
  }
}

@Suite struct `An optimizer with a memory` {
  private let popov = OptimizerEntry(Popov.self, lanes: Popov.self)

  @Test(arguments: [0, 7, 220, 700, 2000])
  func `outside the catalog is swept on lanes with the bits of its runs`(_ steps: Int) throws {
    #expect(popov.lanes != nil)
    for surface in [SurfaceChoice.named("hyperbola"), .formula("log(cosh(x*y)) + 0.01*x^4")] {
      try verify(map(surface, popov, 1e-3...3, steps: steps, from: Point(3, 0.34)), popov)
    }
  }

  @Test(arguments: [500, 1800])
  func `keeps the memory while its iterates rest`(_ steps: Int) throws {
    let delayed = OptimizerEntry(DelayedDescent.self, lanes: DelayedDescent.self)
    let sweep = map(.named("hyperbola"), delayed, 0.01...0.1, steps: steps, from: Point(3, 0.7))
    try verify(sweep, delayed)
    let cells = try #require(try SweepPlan(sweep, by: delayed).cells(Array(0..<sweep.count)))
    #expect(cells.allSatisfy { ($0.state == .hallucinating) == (steps < 1000) })
  }

  @Test(arguments: ["momentum", "adam", "momentum-sam", "fsam", "nsgd", "sam-momentum"])
  func `keeps the bits of its runs when other lanes diverge`(_ id: String) throws {
    let entry = try Catalog.optimizer(id)
    for surface in ["hyperbola", "rosenbrock", "root"] {
      try verify(
        map(.named(surface), entry, 1e-3...30, steps: 1500, from: Point(2, 0.6)), entry)
    }
  }

  @Test func `with a stability threshold of its own has a stability boundary`() throws {
    let lambda = 20.0
    let boundary = try #require(
      popov.maxStableEta(OptimizerChoice("popov"), sharpness: lambda))
    let limit = boundary(0.1)
    #expect(abs(limit - 2 / (3 * lambda)) < 1e-12)
    let surface = SurfaceChoice.named("quadratic", knobs: ["a": 1, "b": lambda])
    let sweep = map(surface, popov, 0.8 * limit...1.25 * limit, steps: 4000, from: Point(2, 1))
    let cells = try #require(try SweepPlan(sweep, by: popov).cells(Array(0..<sweep.count)))
    for (index, cell) in cells.enumerated() {
      let eta = sweep.x.value(index % sweep.x.count)
      let isDiverged = if case .diverged = cell.state { true } else { false }
      #expect(isDiverged == (eta > limit), "η = \(eta): \(cell.state)")
    }
  }
}
