import Engine
import Foundation
import Glibc
import Testing

/// The values of catalog_extra.json that need no draws.
@Suite struct `The stateful reference` {
  @Test(arguments: [0.0, 0.3, 0.5, 0.9])
  func `heavy-ball SAM ends on the cycle that was measured`(_ beta: Double) throws {
    let reference = try numbers("heavyball-\(beta)")
    let run = try record(
      "quadratic", set: ["a": 5, "b": 5], "sam-momentum", ["eta": 0.1, "rho": 0.1, "beta": beta],
      from: Point(0, 1), steps: 4000)
    let tail = run.trajectory.points.suffix(64).map(\.y)
    let largest = tail.map(abs).max() ?? .nan
    #expect(abs(largest / (reference["maxabs"] ?? .nan) - 1) < 1e-9)
    let period = (1...12).first { k in
      zip(tail, tail.dropFirst(k)).allSatisfy { abs($0 - $1) < 1e-9 }
    }
    #expect(period.map(Double.init) == reference["period"])
    let twoCycle = 0.05 / (2 * (1 + beta) - 0.5)
    #expect(abs(twoCycle - (reference["two_cycle_pred"] ?? .nan)) < 1e-12)
  }

  @Test func `mSAM drifts at first order in ρ`() throws {
    let reference = try numbers("msam")
    let run = try record(
      "half-hyperbola", "msam", ["eta": 0.1, "rho": 0.1, "sigma": 0.5], from: hyperbolaStart,
      steps: 500)
    for step in [100, 300, 500] {
      let expected = try #require(reference["B\(step)"])
      #expect(abs(balance(run.trajectory.points[step]) / expected - 1) < 1e-9, "step \(step)")
    }
    let full = try record(
      "half-hyperbola", "sam", ["eta": 0.1, "rho": 0.1], from: hyperbolaStart, steps: 500)
    let expected = try #require(reference["fullSAM500"])
    #expect(abs(balance(full.trajectory.points[500]) / expected - 1) < 1e-9)
  }

  @Test(arguments: [100, 500, 1000])
  func `oBAR reaches balance`(_ steps: Int) throws {
    let reference = try numbers("obar-\(steps)")
    let run = try record(
      "half-hyperbola", "obar", ["eta": 0.1, "alpha": 0.05], from: hyperbolaStart, steps: steps)
    let end = run.row(at: steps)
    #expect(abs(balance(end.point) - (reference["B"] ?? .nan)) < 1e-9)
    #expect(abs(end.sharpness - (reference["lam"] ?? .nan)) < 1e-9)
  }

  @Test(arguments: [
    ("gd", "margin", "gd"), ("ngd", "log-margin", "gd"), ("prgd", "log-margin", "prgd"),
  ])
  func `the margin grows as fast as was measured`(
    _ name: String, _ surface: String, _ optimizer: String
  ) throws {
    let reference = try numbers("margin-gap-\(name)")
    let run = try record(surface, optimizer, ["eta": 1], from: Point(0, 1), steps: 400)
    let tall = Point(0.3, 0.91.squareRoot())
    let short = Point(0.3, -0.5 * 0.91.squareRoot())
    for step in [50, 100, 200, 400] {
      let w = run.trajectory.points[step]
      let gap = 0.3 - min(tall.dot(w), short.dot(w)) / w.norm
      let expected = try #require(reference["t\(step)"])
      // The gap is a difference of numbers near 0.3: 1e-15 is its own rounding.
      #expect(abs(gap - expected) < 1e-9 * expected + 1e-15, "step \(step): \(gap)")
    }
  }

  @Test(arguments: ["40.0", "48.0", "56.0", "80.0", "120.0"])
  func `the threshold neuron learns its bias beyond 16π only`(_ eta: String) throws {
    let reference = try numbers("threshold-\(eta)")
    let step = try #require(Double(eta))
    let run = try record(
      "threshold", "gd", ["eta": step], from: Point(0.5, 0), steps: 3000)
    let end = run.trajectory.points[3000]
    let b = 0.005.squareRoot() * end.y
    #expect(abs(b - (reference["b"] ?? .nan)) < 1e-6)
    // The edge at a = 0: η_a g(b)²/4 ≤ 2.
    let gain =
      Glibc.exp(-0.5 * b * b) / (2 * Double.pi).squareRoot()
      + b * 0.5 * (1 + Glibc.erf(b / 2.0.squareRoot()))
    #expect(abs(gain * gain * step / 8 - (reference["g2eta8"] ?? .nan)) < 1e-6)
  }

  @Test func `clipped GD walks in where GD is thrown out`() throws {
    let reference = try #require(try extra()["cosh-clip"] as? [String: Any])
    let first = try #require(reference["gd_first"] as? [Double])
    let gd = try record("cosh", "gd", ["eta": 0.5], from: Point(6, 4), steps: 20)
    #expect((gd.trajectory.points[1] - Point(first[0], first[1])).norm < 1e-9)
    #expect(gd.trajectory.divergedAt == 2)
    let clipped = try record("cosh", "clipped-gd", ["eta": 0.5], from: Point(6, 4), steps: 40)
    let arrival = clipped.trajectory.points.firstIndex { $0.norm < 0.1 }
    #expect(arrival == reference["steps"] as? Int)
  }
}

private let hyperbolaStart = Point(3, 0.34)
