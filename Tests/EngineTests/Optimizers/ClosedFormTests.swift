import Engine
import Testing

/// Closed forms from theory, compared with recorded runs.
@Suite struct `Closed forms` {
  private func quadratic(
    _ optimizer: String, _ knobs: [String: Double], sharpness: Double,
    from start: Point<Double> = Point(1e-3, 1), steps: Int = 4000
  ) throws -> Recording {
    try record(
      "quadratic", set: ["a": 0.1 * sharpness, "b": sharpness], optimizer, knobs, from: start,
      steps: steps)
  }

  @Test(arguments: [1.0, 5, 20, 300])
  func `GD is stable up to η = 2/λ`(_ sharpness: Double) throws {
    let threshold = 2 / sharpness
    let below = try quadratic("gd", ["eta": 0.995 * threshold], sharpness: sharpness)
    let above = try quadratic("gd", ["eta": 1.005 * threshold], sharpness: sharpness)
    #expect(below.row(at: below.lastStep).point.norm < 1e-6)
    #expect(above.trajectory.divergedAt != nil)
  }

  @Test(arguments: [1.0, 5, 20], [0.01, 0.1, 1])
  func `USAM is stable up to η = 2 ÷ (λ + ρλ²)`(_ sharpness: Double, _ rho: Double) throws {
    let threshold = 2 / (sharpness + rho * sharpness * sharpness)
    let below = try quadratic("usam", ["eta": 0.995 * threshold, "rho": rho], sharpness: sharpness)
    let above = try quadratic("usam", ["eta": 1.005 * threshold, "rho": rho], sharpness: sharpness)
    #expect(below.row(at: below.lastStep).point.norm < 1e-6)
    #expect(above.trajectory.divergedAt != nil)
  }

  @Test(arguments: [1.0, 5, 20], [0.01, 0.1, 10])
  func `SAM is stable up to η = 2/λ for every ρ`(_ sharpness: Double, _ rho: Double) throws {
    let threshold = 2 / sharpness
    let below = try quadratic("sam", ["eta": 0.99 * threshold, "rho": rho], sharpness: sharpness)
    let above = try quadratic("sam", ["eta": 1.01 * threshold, "rho": rho], sharpness: sharpness)
    #expect(below.trajectory.divergedAt == nil)
    #expect(above.trajectory.divergedAt != nil)
  }

  @Test(arguments: [0.2, 0.9, 1.5], [0.05, 0.5, 3])
  func `SAM ends on a 2-cycle of amplitude ηλρ ÷ (2 − ηλ) along the top eigenvector`(
    _ product: Double, _ rho: Double
  ) throws {
    let eta = product / 10
    let recording = try record(
      "quadratic", set: ["a": 1, "b": 10, "angle": 30], "sam", ["eta": eta, "rho": rho],
      from: Point(1.5, 1), steps: 4000)
    let end = recording.trajectory.points[4000]
    let before = recording.trajectory.points[3999]
    let radius = product * rho / (2 - product)
    #expect(abs(end.norm - radius) <= 1e-9 * radius)
    #expect((end + before).norm <= 1e-9 * radius)
    let top = recording.row(at: 4000).hessian.topEigenvector
    #expect(abs(end.dot(top)) >= (1 - 1e-9) * radius)
    #expect(abs(abs(top.dot(Point(-0.5, 3.0.squareRoot() / 2))) - 1) < 1e-12)
  }

  @Test(arguments: [0.05, 0.12, 0.19], [0.1, 0.3, 2])
  func `the SAM-edge equals λ on the 2-cycle`(_ eta: Double, _ rho: Double) throws {
    let recording = try quadratic("sam", ["eta": eta, "rho": rho], sharpness: 10)
    let row = recording.row(at: recording.lastStep)
    #expect(abs(row.stabilityThreshold - 10) <= 1e-7)
    #expect(abs(row.sharpness - 10) <= 1e-12)
    #expect(row.stabilityThreshold < 2 / eta)
  }

  @Test func `the stability threshold of GD, and of USAM and SAM with ρ = 0, is 2/η`() throws {
    for id in ["gd", "usam", "sam"] {
      let entry = try Catalog.optimizer(id)
      let knobs = try entry.knobValues(id == "gd" ? ["eta": 0.3] : ["eta": 0.3, "rho": 0])
      #expect(abs(entry.stabilityThreshold(knobs, gradientNorm: 0.7) - 2 / 0.3) < 1e-14)
    }
  }

  @Test(arguments: [0.02, 0.1, 0.5], [0.01, 0.3, 4])
  func `the stability threshold of USAM solves λ + ρλ² = 2/η`(_ eta: Double, _ rho: Double) throws {
    let entry = try Catalog.optimizer("usam")
    let threshold = entry.stabilityThreshold(
      try entry.knobValues(["eta": eta, "rho": rho]), gradientNorm: 1)
    #expect(abs((threshold + rho * threshold * threshold) * eta / 2 - 1) < 1e-14)
    #expect(abs(threshold / (((1 + 8 * rho / eta).squareRoot() - 1) / (2 * rho)) - 1) < 1e-12)
  }

  @Test(arguments: [(0.05, 39.925), (0.1, 19.85), (0.2, 9.70), (0.4, 4.40)])
  func `GD lands on log cosh(xy) at y² = 2/η − 3η/2`(_ eta: Double, _ predicted: Double) throws {
    let measured = [0.05: 39.92494, 0.1: 19.84954, 0.2: 9.69599, 0.4: 4.36087][eta] ?? .nan
    let run = try record("logcosh", "gd", ["eta": eta], from: Point(0.1, 8), steps: 6000)
    let y = run.trajectory.points[6000].y
    #expect(abs(predicted - (2 / eta - 1.5 * eta)) < 1e-9)
    // The error is of order η³.
    #expect(abs(y * y - predicted) < eta * eta * eta)
    #expect(abs(y * y - measured) < 1e-3)
  }

  @Test(arguments: [(0.05, 39.94994), (0.1, 19.89950), (0.2, 9.79584), (0.4, 4.56260)])
  func `GD lands on the root loss at y² = 2/η − η`(_ eta: Double, _ measured: Double) throws {
    let run = try record("root", "gd", ["eta": eta], from: Point(0.1, 8), steps: 6000)
    let y = run.trajectory.points[6000].y
    #expect(abs(y * y - (2 / eta - eta)) < eta * eta * eta)
    #expect(abs(y * y - measured) < 1e-3)
  }

  @Test func `GD lands at the same point of log cosh(xy) from every start`() throws {
    for start in [Point(0.1, 4), Point(0.1, 5), Point(0.5, 6), Point(2, 6.5)] {
      let run = try record("logcosh", "gd", ["eta": 0.2], from: start, steps: 4000)
      let y = run.trajectory.points[4000].y
      #expect(abs(y * y - 9.69599257749) < 1e-9, "from \(start): \(y * y)")
    }
  }

  @Test(arguments: [(0.1, 1500, 7.07e-6), (0.3, 400, 4.08e-6)])
  func `SAM's drift on log cosh(xy) stops at y² = √(2ε/ηρ)`(
    _ rho: Double, _ thousands: Int, _ limit: Double
  ) throws {
    // SAM adds ε = 1e-12 to the norm.
    let eta = 2e-12 / (rho * limit * limit)
    let run = try record(
      "logcosh", "sam", ["eta": eta, "rho": rho], from: Point(0.1, 1), steps: thousands * 1000)
    let y = run.trajectory.points[run.lastStep].y
    #expect(abs(y * y / limit - 1) < 0.02, "y² = \(y * y), η = \(eta)")
  }

  @Test(arguments: [0.49, 0.51])
  func `USAM converges to the saddle iff ρ|λ₋| > 1`(_ rho: Double) throws {
    let run = try record(
      "saddle", "usam", ["eta": 0.05, "rho": rho], from: Point(-3, -0.01), steps: 6000)
    let y = abs(run.trajectory.points[run.lastStep].y)
    #expect(rho > 0.5 ? y < 1e-3 : y > 1)
  }

  @Test(arguments: [1.2, 1.4, 1.7])
  func `SAM converges to x = 1 − ρ, where ∇f(w + ε) = 0 and ∇f(w) ≠ 0`(
    _ rho: Double
  ) throws {
    let eta = 0.2
    let run = try record(
      "double-well", "sam", ["eta": eta, "rho": rho], from: Point(-0.3, 0.2), steps: 2000)
    let end = run.row(at: 2000)
    #expect(abs(abs(end.point.x) - (rho - 1)) < 1e-9)
    #expect(end.gradientNorm > 0.1)
    #expect(run.surface.gradient(end.ascentPoint).norm < 1e-9)
  }
}
