import Engine
import Foundation
import Glibc
import Testing

/// The values of catalog_extra.json that need seeded random draws.
@Suite struct `The seeded reference` {
  @Test func `random smoothing drifts at half of SAM's rate`() throws {
    func rate(_ optimizer: String, seed: UInt64) throws -> Double {
      let knobs = optimizer == "gd" ? ["eta": 0.02] : ["eta": 0.02, "rho": 0.2]
      let run = try record(
        "half-hyperbola", optimizer, knobs, from: hyperbolaStart, steps: 1500, seed: seed)
      let (first, last) = (balance(hyperbolaStart), balance(run.trajectory.points[1500]))
      return Glibc.log(first / last) / (1500 * 0.02 * 0.04)
    }
    let measured = try (UInt64(1)...5).map { try rate("rs", seed: $0) }
    for (index, rate) in measured.enumerated() {
      try expectReference("rs-vs-sam/rs_rates/\(index)", rate, within: 5.1e-5)
    }
    let mean = measured.reduce(0, +) / 5
    let sam = try rate("sam", seed: 0)
    try expectReference("rs-vs-sam/mean", mean, within: 1e-8)
    try expectReference("rs-vs-sam/sam", sam, within: 1e-8)
    try expectReference("rs-vs-sam/ratio", sam / mean, within: 1e-8)
    try expectReference("rs-vs-sam/gd", try rate("gd", seed: 0), within: 1e-9)
  }

  @Test(arguments: [1, 2, 3])
  func `Bulk-SGD equals SGD along the valley, where Dom-SGD does not move`(_ seed: Int) throws {
    let path = "dombulk-\(seed)"
    var ends: [String: Recording] = [:]
    for (name, id) in [("sgd", "sgd"), ("dom", "dom-sgd"), ("bulk", "bulk-sgd")] {
      let run = try noisy(
        "quadratic", set: ["a": 0.05, "b": 5], id, ["eta": 0.1], from: Point(6, 0.05), steps: 300,
        seed: UInt64(seed), .normal(x: 0.04, y: 1))
      ends[name] = run
      let end = run.row(at: 300)
      try expectReference("\(path)/\(name)/0", end.point.x, within: 5.1e-6)
      try expectReference("\(path)/\(name)/1", end.point.y, within: 5.1e-6)
      try expectReference("\(path)/\(name)/2", end.loss, within: 5.1e-5)
      // χ²: the fraction of the squared noisy gradient along the top eigenvector.
      var normals = NormalGenerator(SplitMix64(seed: UInt64(seed)))
      var sum = 0.0
      for p in run.trajectory.points.dropLast() {
        let g = Point(0.05 * p.x + 0.04 * normals.next(), 5 * p.y + normals.next())
        sum += g.y * g.y / g.dot(g)
      }
      try expectReference("\(path)/\(name)/3", sum / 300, within: 5.1e-4)
    }
    let sgd = try #require(ends["sgd"]).trajectory.points
    let bulk = try #require(ends["bulk"]).trajectory.points
    let dom = try #require(ends["dom"]).trajectory.points
    #expect(zip(sgd, bulk).allSatisfy { $0.x.bitPattern == $1.x.bitPattern })
    #expect(zip(sgd, dom).allSatisfy { $0.y.bitPattern == $1.y.bitPattern })
    #expect(dom.allSatisfy { $0.x == 6 })
    #expect(bulk.allSatisfy { $0.y == 0.05 })
  }

  @Test(arguments: ["sgd", "nsgd"])
  func `heavy-tailed noise moves SGD far, normalized SGD little`(_ id: String) throws {
    let all = try #require(try extraCatalog()["heavytail-\(id)"] as? [String: [String: [Double]]])
    let seeds = try #require(all["seeds"])
    for seed in seeds.keys {
      let run = try noisy(
        "quadratic", set: ["a": 1, "b": 4], id, ["eta": 0.02], from: Point(3, 2), steps: 1000,
        seed: try #require(UInt64(seed)), .pareto(tail: 1.2, x: 1, y: 1))
      let points = run.trajectory.points
      let steps = zip(points, points.dropFirst()).map { ($1 - $0).norm }
      let norms = points.dropFirst().map(\.norm)
      let tail = norms.suffix(200).sorted()
      let path = "heavytail-\(id)/seeds/\(seed)"
      try expectReference("\(path)/0", steps.max() ?? .nan, within: 5.1e-5)
      try expectReference("\(path)/1", 0.5 * (tail[99] + tail[100]), within: 5.1e-5)
      try expectReference("\(path)/2", norms.max() ?? .nan, within: 5.1e-5)
    }
  }

  @Test(arguments: zip(UInt64(1)...3, 0...2))
  func `Friendly-SAM perturbs across the full gradient, SAM along the gradient`(
    _ seed: UInt64, _ index: Int
  )
    throws
  {
    for (name, cosine) in [
      ("F", meanCosine(FriendlySAM.self, seed: seed)),
      ("SAM", meanCosine(SAM.self, seed: seed)),
    ] {
      try expectReference("fsam/\(name)/\(index)", cosine, within: 5.1e-5)
    }
  }

  private func noisy(
    _ surface: String, set: [String: Double], _ optimizer: String, _ knobs: [String: Double],
    from start: Point<Double>, steps: Int, seed: UInt64, _ noise: Noise
  ) throws -> Recording {
    try Catalog.record(
      Run(
        surface: .named(surface, knobs: set), optimizer: OptimizerChoice(optimizer, knobs: knobs),
        start: start, steps: steps, seed: seed, noise: noise))
  }
}

/// The mean of cos(ε, ∇f) over steps 6 to 200 from (4, 0).
///
/// During the first five steps the running mean of the gradients converges.
func meanCosine<O: NamedOptimizer<Point<Double>>>(
  _: O.Type, _ otherKnobs: [String: Double] = [:], seed: UInt64
) -> Double {
  let knobs = ["eta": 0.01, "rho": 0.1].merging(otherKnobs) { $1 }
  let optimizer = O { knobs[$0.id] ?? $0.defaultValue }
  var p = Point(4.0, 0)
  var memory = optimizer.initialMemory(at: p, seed: seed)
  var normals = NormalGenerator(SplitMix64(seed: seed))
  let cosines = (0..<200).map { _ in
    let (start, g) = (p, Point(p.x, 4 * p.y))
    let ascentPoint = optimizer.step(
      &p, &memory, on: SurfaceObjective(TiltedQuadratic(tilt: normals.next())))
    let perturbation = ascentPoint - start
    return g.dot(perturbation) / (g.norm * perturbation.norm)
  }
  return cosines.dropFirst(5).reduce(0, +) / 195
}

/// ½(x² + 4y²) with gradient noise along y: one draw per step.
private struct TiltedQuadratic: Surface {
  let tilt: Double

  func value<N: Number>(_ p: Point<N>) -> N {
    0.5 * (p.x * p.x + 4 * p.y * p.y) + N(tilt) * p.y
  }
}

private let hyperbolaStart = Point(3, 0.34)
