import Engine
import Foundation
import Glibc
import Testing

/// The values of catalog_extra.json that need no random draws.
@Suite struct `The stateful reference` {
  @Test(arguments: [0.0, 0.3, 0.5, 0.9])
  func `heavy-ball SAM converges to the measured cycle`(_ beta: Double) throws {
    let run = try record(
      "quadratic", set: ["a": 5, "b": 5], "sam-momentum", ["eta": 0.1, "rho": 0.1, "beta": beta],
      from: Point(0, 1), steps: 4000)
    let tail = run.trajectory.points.suffix(64).map(\.y)
    let largest = tail.map(abs).max() ?? .nan
    try expectReference("heavyball-\(beta)/maxabs", largest, within: 1e-9 * largest)
    let period = (1...12).first { k in
      zip(tail, tail.dropFirst(k)).allSatisfy { abs($0 - $1) < 1e-9 }
    }
    try expectReference("heavyball-\(beta)/period", period.map(Double.init) ?? .nan, within: 0)
    let twoCycle = 0.05 / (2 * (1 + beta) - 0.5)
    try expectReference("heavyball-\(beta)/two_cycle_pred", twoCycle, within: 1e-12)
  }

  @Test func `mSAM drifts at first order in ρ`() throws {
    let run = try record(
      "half-hyperbola", "msam", ["eta": 0.1, "rho": 0.1, "sigma": 0.5], from: hyperbolaStart,
      steps: 500)
    for step in [100, 300, 500] {
      try expectReference("msam/B\(step)", balance(run.trajectory.points[step]), within: 1e-9)
    }
    let full = try record(
      "half-hyperbola", "sam", ["eta": 0.1, "rho": 0.1], from: hyperbolaStart, steps: 500)
    try expectReference("msam/fullSAM500", balance(full.trajectory.points[500]), within: 1e-9)
    // The law d ln B/dt = −(2ηρσ/r + 2ηρ²) on the valley floor, where r⁴ = 4B² + 4.
    var b = balance(hyperbolaStart)
    for step in 1...300 {
      let r = (4 * b * b + 4).squareRoot().squareRoot()
      b *= 1 - (2 * 0.1 * 0.1 * 0.5 / r + 2 * 0.1 * 0.01)
      if step % 200 == 100 { try expectReference("msam/pred\(step)", b, within: 1e-12) }
    }
  }

  @Test(arguments: [100, 500, 1000])
  func `oBAR reaches the measured imbalance`(_ steps: Int) throws {
    let run = try record(
      "half-hyperbola", "obar", ["eta": 0.1, "alpha": 0.05], from: hyperbolaStart, steps: steps)
    let end = run.row(at: steps)
    try expectReference("obar-\(steps)/B", balance(end.point), within: 1e-9)
    try expectReference("obar-\(steps)/lam", end.sharpness, within: 1e-9)
  }

  @Test(arguments: [
    ("gd", "margin", "gd"), ("ngd", "log-margin", "gd"), ("prgd", "log-margin", "prgd"),
  ])
  func `the margin grows at the measured rate`(
    _ name: String, _ surface: String, _ optimizer: String
  ) throws {
    let run = try record(surface, optimizer, ["eta": 1], from: Point(0, 1), steps: 400)
    let tall = Point(0.3, 0.91.squareRoot())
    let short = Point(0.3, -0.5 * 0.91.squareRoot())
    for step in [50, 100, 200, 400] {
      let w = run.trajectory.points[step]
      let gap = 0.3 - min(tall.dot(w), short.dot(w)) / w.norm
      // The gap is a difference of numbers near 0.3, with a rounding error of 1e-15.
      try expectReference("margin-gap-\(name)/t\(step)", gap, within: 1e-9 * gap + 1e-15)
    }
  }

  @Test(arguments: ["40.0", "48.0", "56.0", "80.0", "120.0"])
  func `the threshold neuron learns its bias only for η > 16π`(_ eta: String) throws {
    let step = try #require(Double(eta))
    let run = try record(
      "threshold", "gd", ["eta": step], from: Point(0.5, 0), steps: 3000)
    let end = run.trajectory.points[3000]
    let b = 0.005.squareRoot() * end.y
    try expectReference("threshold-\(eta)/b", b, within: 1e-6)
    // Stability at a = 0 requires η_a g(b)²/4 ≤ 2.
    let gain =
      Glibc.exp(-0.5 * b * b) / (2 * Double.pi).squareRoot()
      + b * 0.5 * (1 + Glibc.erf(b / 2.0.squareRoot()))
    try expectReference("threshold-\(eta)/g2eta8", gain * gain * step / 8, within: 1e-6)
  }

  @Test func `clipped GD converges where GD diverges`() throws {
    let gd = try record("cosh", "gd", ["eta": 0.5], from: Point(6, 4), steps: 20)
    try expectReference("cosh-clip/gd_first/0", gd.trajectory.points[1].x, within: 1e-9)
    try expectReference("cosh-clip/gd_first/1", gd.trajectory.points[1].y, within: 1e-9)
    #expect(gd.trajectory.divergedAt == 2)
    let clipped = try record("cosh", "clipped-gd", ["eta": 0.5], from: Point(6, 4), steps: 40)
    let arrival = clipped.trajectory.points.firstIndex { $0.norm < 0.1 }
    try expectReference("cosh-clip/steps", arrival.map(Double.init) ?? .nan, within: 0)
  }
}

private let hyperbolaStart = Point(3, 0.34)
