import Engine
import TestSupport
import Testing

@Suite struct `Every optimizer` {
  /// The default start of a surface and a random point of its region.
  private func starts(_ surface: SurfaceEntry) -> [Point<Double>] {
    var generator = SeededGenerator(seed: 5)
    return [surface.info.start, generator.point(in: surface.info.frame)]
  }

  private func bits(_ points: [Point<Double>]) -> [UInt64] {
    points.flatMap { [$0.x.bitPattern, $0.y.bitPattern] }
  }

  /// Values of other hyperparameters with which ρ = 0 gives gradient descent.
  private let gradientDescentKnobs: [String: [String: Double]] = [
    "sam-momentum": ["beta": 0], "momentum-sam": ["beta": 0], "gsam": ["alpha": 0],
    "looksam": ["alpha": 0], "sampa": ["lambda": 0], "gnp": ["alpha": 1],
  ]

  /// Optimizers that with ρ = 0 equal GD up to rounding: StableSAM divides two equal norms, mSAM adds
  /// two halves.
  private static let inexact: Set = ["stablesam", "msam"]

  /// Optimizers without a fixed point at a minimum: they draw at random, use shards with other minima,
  /// rescale the iterate, or decay the weights.
  private static let withoutFixedPoint: Set = ["rs", "msam", "obar", "nbar", "prgd", "adamw"]

  @Test(
    arguments: Catalog.optimizers.filter {
      $0.info.knobs.contains(.rho) && !inexact.contains($0.info.id)
    })
  func `equals GD for ρ = 0, bit for bit`(_ entry: OptimizerEntry) throws {
    for surface in Catalog.surfaces {
      for start in starts(surface) {
        var knobs = gradientDescentKnobs[entry.info.id] ?? [:]
        knobs["rho"] = 0
        knobs["eta"] = 0.01
        let id = surface.info.id
        let run = try record(id, entry.info.id, knobs, from: start, steps: 60).trajectory
        let gd = try record(id, "gd", ["eta": 0.01], from: start, steps: 60).trajectory
        #expect(bits(run.points) == bits(gd.points), "on \(id) from \(start)")
        #expect(bits(run.ascentPoints) == bits(gd.ascentPoints), "on \(id) from \(start)")
      }
    }
  }

  @Test(arguments: [("stablesam", [:]), ("msam", ["sigma": 0.0])])
  func `with inexact arithmetic equals GD for ρ = 0 up to rounding`(
    _ id: String, _ others: [String: Double]
  ) throws {
    let knobs = others.merging(["eta": 0.1, "rho": 0]) { $1 }
    for surface in ["hyperbola", "half-hyperbola", "logcosh", "dyt"] {
      let start = Point(1.2, 1.5)
      let run = try record(surface, id, knobs, from: start, steps: 5).trajectory
      let gd = try record(surface, "gd", ["eta": 0.1], from: start, steps: 5).trajectory
      for (p, q) in zip(run.points, gd.points) { #expect((p - q).norm < 1e-10) }
    }
  }

  @Test(arguments: Catalog.optimizers)
  func `gives equal trajectories for equal runs, with an ascent point per iterate`(
    _ entry: OptimizerEntry
  )
    throws
  {
    for surface in Catalog.surfaces {
      for start in starts(surface) {
        let (id, optimizer) = (surface.info.id, entry.info.id)
        let first = try record(id, optimizer, from: start, steps: 60, seed: 9).trajectory
        let second = try record(id, optimizer, from: start, steps: 60, seed: 9).trajectory
        #expect(bits(first.points) == bits(second.points), "on \(id)")
        #expect(bits(first.ascentPoints) == bits(second.ascentPoints), "on \(id)")
        #expect(first.divergedAt == second.divergedAt, "on \(id)")
        #expect(first.ascentPoints.count == first.points.count)
        #expect(first.points.first == start)
        #expect(first.divergedAt == nil ? first.lastStep == 60 : first.lastStep == first.divergedAt)
      }
    }
  }

  @Test(arguments: Catalog.optimizers)
  func `continues a shorter run unchanged`(_ entry: OptimizerEntry) throws {
    let start = Point(2.0, 1.0)
    let long = try record("half-hyperbola", entry.info.id, from: start, steps: 60).trajectory
    let short = try record("half-hyperbola", entry.info.id, from: start, steps: 25).trajectory
    #expect(bits(Array(long.points.prefix(26))) == bits(short.points))
    #expect(bits(Array(long.ascentPoints.prefix(26))) == bits(short.ascentPoints))
    let empty = try record("half-hyperbola", entry.info.id, from: start, steps: 0).trajectory
    #expect(empty.points == [start] && empty.lastStep == 0)
  }

  @Test(arguments: Catalog.optimizers.filter { !withoutFixedPoint.contains($0.info.id) })
  func `stays where the gradient is zero`(_ entry: OptimizerEntry) throws {
    for (surface, point) in [
      ("quadratic", Point.zero), ("hyperbola", Point(1, 1)), ("double-well", Point(-1, 0)),
      ("saddle", Point.zero), ("logcosh", Point(0, 3)),
    ] {
      let run = try record(surface, entry.info.id, from: point, steps: 20).trajectory
      #expect(run.points.allSatisfy { $0 == point }, "on \(surface): \(run.points.last ?? .zero)")
      #expect(run.ascentPoints.allSatisfy { $0 == point }, "on \(surface)")
    }
  }

  @Test(arguments: Catalog.optimizers)
  func `stops at the first diverged iterate`(_ entry: OptimizerEntry) throws {
    for (surface, start) in [("hyperbola", Point(3, 0.34)), ("saddle", Point(0.1, 40))] {
      let run = try record(surface, entry.info.id, ["eta": 8], from: start, steps: 4000).trajectory
      let diverged = run.points.firstIndex { !($0.norm <= Trajectory.divergenceNorm) }
      #expect(run.divergedAt == diverged, "on \(surface)")
      #expect(run.lastStep == diverged ?? 4000, "on \(surface)")
      #expect(run.ascentPoints.count == run.points.count)
    }
  }

  @Test(arguments: Catalog.optimizers)
  func `reports a diverged start at step 0`(_ entry: OptimizerEntry) throws {
    for start in [Point(1e9, 0), Point(.nan, 1), Point(0, -.infinity)] {
      let run = try record("quadratic", entry.info.id, from: start, steps: 10).trajectory
      #expect(run.divergedAt == 0)
      #expect(run.points.count == 1 && run.ascentPoints.count == 1)
    }
  }

  @Test(arguments: Catalog.optimizers)
  func `has a complete info`(_ entry: OptimizerEntry) {
    let info = entry.info
    #expect(!info.name.isEmpty && !info.updateRule.isEmpty && !info.source.isEmpty)
    #expect(info.knobs.contains(.eta))
    #expect(info.evaluationsPerStep >= 1)
    for knob in info.knobs {
      #expect(knob.range.contains(knob.defaultValue), "\(knob.id)")
      #expect(!knob.meaning.isEmpty)
    }
    #expect(Set(info.knobs.map(\.id)).count == info.knobs.count)
  }

  @Test func `has a unique id`() {
    let ids = Catalog.optimizers.map(\.info.id)
    #expect(Set(ids).count == ids.count)
  }
}

@Suite(.randomCases) struct `One recorded step` {
  private let eta = 0.03
  private let rho = 0.2

  /// Compares recorded steps on every surface with w − η∇f(w + ε).
  private func verify(
    _ optimizer: String, _ knobs: [String: Double],
    ascentPoint: (AnySurface, Point<Double>) -> Point<Double>
  ) throws {
    for entry in Catalog.surfaces {
      let surface = try entry.surface()
      forEachRandomCase(20) { generator in
        let w = generator.point(in: entry.info.frame)
        let run = try record(entry.info.id, optimizer, knobs, from: w, steps: 1).trajectory
        let expected = ascentPoint(surface, w)
        #expect(run.ascentPoints[0] == expected, "on \(entry.info.id) at \(w)")
        let next = w - eta * surface.gradient(expected)
        #expect(run.points[1] == next, "on \(entry.info.id) at \(w)")
      }
    }
  }

  @Test func `of GD is w − η∇f(w)`() throws {
    try verify("gd", ["eta": eta]) { _, w in w }
  }

  @Test func `of USAM is w − η∇f(w + ρ∇f(w))`() throws {
    try verify("usam", ["eta": eta, "rho": rho]) { surface, w in w + rho * surface.gradient(w) }
  }

  @Test func `of SAM is w − η∇f(w + ρĝ)`() throws {
    try verify("sam", ["eta": eta, "rho": rho]) { surface, w in
      let g = surface.gradient(w)
      return w + (rho / (g.norm + 1e-12)) * g
    }
  }

  @Test func `of SAM with radius ρ‖g‖ equals USAM's step with ρ`() throws {
    for entry in Catalog.surfaces {
      let surface = try entry.surface()
      forEachRandomCase(50) { generator in
        let w = generator.point(in: entry.info.frame)
        let radius = rho * (surface.gradient(w).norm + 1e-12)
        guard radius <= 100 else { return }
        let id = entry.info.id
        let sam = try record(id, "sam", ["eta": eta, "rho": radius], from: w, steps: 1).trajectory
        let usam = try record(id, "usam", ["eta": eta, "rho": rho], from: w, steps: 1).trajectory
        let size = max(w.norm, sam.points[1].norm)
        #expect(
          (sam.ascentPoints[0] - usam.ascentPoints[0]).norm <= 1e-13
            * max(1, sam.ascentPoints[0].norm))
        // The ascent points differ by rounding, which η times the sharpness amplifies in the steps.
        let amplification = 1 + eta * abs(surface.hessian(sam.ascentPoints[0]).maxEigenvalue)
        #expect(
          (sam.points[1] - usam.points[1]).norm <= 1e-13 * amplification * max(1, size),
          "on \(id) at \(w)")
      }
    }
  }
}
