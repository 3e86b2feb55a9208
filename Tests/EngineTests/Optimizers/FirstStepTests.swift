import Engine
import Testing

/// Steps computed by hand.
@Suite struct `First steps` {
  @Test func `LookSAM evaluates a second gradient every k-th step`() throws {
    let entry = try Catalog.optimizer("looksam")
    let knobs = try entry.knobValues(["every": 5])
    #expect(
      [0, 1, 2, 5, 6, 10, 11].map { entry.evaluations(after: $0, knobs) } == [
        0, 2, 3, 6, 8, 12, 14,
      ])
    let sam = try Catalog.optimizer("sam")
    #expect(sam.evaluations(after: 7, try sam.knobValues([:])) == 14)
  }

  @Test func `Momentum-SAM perturbs the iterate ahead, in the direction of its last step`() throws {
    // ∇f = (2x, 4y): first a plain step, then a perturbation along that step.
    let (eta, rho, beta) = (0.1, 0.2, 0.9)
    let run = try record(
      "quadratic", set: ["a": 2, "b": 4], "momentum-sam", ["eta": eta, "rho": rho, "beta": beta],
      from: Point(1, -3), steps: 2
    ).trajectory
    let step = -eta * Point(2.0, -12)
    #expect(run.ascentPoints[0] == Point(1, -3))
    #expect((run.points[1] - (Point(1, -3) + step)).norm < 1e-15)
    let ascentPoint = run.points[1] + (rho / step.norm) * step
    #expect((run.ascentPoints[1] - ascentPoint).norm < 1e-12)
    let next = run.points[1] + beta * step - eta * Point(2 * ascentPoint.x, 4 * ascentPoint.y)
    #expect((run.points[2] - next).norm < 1e-12)
  }

  @Test func `LookSAM reuses nothing where SAM's gradient is parallel to the gradient`() throws {
    // On ½(x² + y²) both gradients point along w: x₁ = 1 − 0.1 · 1.1, then 0.9 x₁.
    for start in [Point(1.0, 0), Point(0.6, 0.8), Point(-0.3, 1.7)] {
      let run = try record(
        "quadratic", set: ["a": 1, "b": 1], "looksam",
        ["eta": 0.1, "rho": 0.1, "every": 5, "alpha": 0.7], from: start, steps: 2)
      let length = 0.9 * (0.9 * start.norm - 0.01)
      let expected = (length / start.norm) * start
      #expect((run.trajectory.points[2] - expected).norm < 1e-13, "from \(start)")
    }
  }

  @Test func `GSAM subtracts nothing where the two gradients are parallel`() throws {
    let run = try record(
      "quadratic", set: ["a": 1, "b": 1], "gsam", ["eta": 0.1, "rho": 0.1, "alpha": 10],
      from: Point(1e-6, 0), steps: 1)
    #expect(abs(run.trajectory.points[1].x - (1e-6 - 0.1 * (1e-6 + 0.1))) < 1e-7)
    #expect(run.trajectory.points[1].y == 0)
  }

  @Test func `nBAR stretches x where both gradients are equal`() throws {
    // αη = 0.05 and ∇f = (6, 6) at (2, 2): x = 2.1 − 0.6, y = 1.9 − 0.6.
    let run = try record(
      "half-hyperbola", "nbar", ["eta": 0.1, "alpha": 0.5], from: Point(2, 2), steps: 1)
    #expect((run.trajectory.points[1] - Point(1.5, 1.3)).norm < 1e-14)
  }

  @Test func `clipping and normalizing limit the length of a step`() throws {
    // ∇f = (6, 8), of length 10, at (3, 2) on diag(2, 4).
    func step(_ id: String, _ knobs: [String: Double]) throws -> Point<Double> {
      let start = Point(3.0, 2)
      return try record(
        "quadratic", set: ["a": 2, "b": 4], id, knobs, from: start, steps: 1
      ).trajectory.points[1] - start
    }
    #expect((try step("clipped-gd", ["eta": 0.5, "clip": 4]) + Point(1.2, 1.6)).norm < 1e-14)
    #expect((try step("clipped-gd", ["eta": 0.1, "clip": 20]) + Point(0.6, 0.8)).norm < 1e-14)
    #expect((try step("nsgd", ["eta": 0.5]) + Point(0.3, 0.4)).norm < 1e-12)
    #expect((try step("nsgd", ["eta": 0.5, "beta": 0.9]) + Point(0.3, 0.4)).norm < 1e-12)
  }

  @Test func `adaptive optimizers take the steps computed by hand`() throws {
    // ∇f = (2, −12) at (1, −3) on diag(2, 4).
    func iterate(_ id: String, _ knobs: [String: Double], steps: Int = 1) throws -> Point<Double> {
      try record(
        "quadratic", set: ["a": 2, "b": 4], id, knobs, from: Point(1, -3), steps: steps
      ).trajectory.points[steps]
    }
    let eta = ["eta": 0.1]
    #expect((try iterate("adagrad", eta) - Point(0.9, -2.9)).norm < 1e-9)
    let root = 1 / 0.1.squareRoot()
    #expect((try iterate("rmsprop", eta) - Point(1 - 0.1 * root, -3 + 0.1 * root)).norm < 1e-7)
    #expect((try iterate("adam", eta) - Point(0.9, -2.9)).norm < 1e-8)
    // The second steps depend on the memory: g = (1.8, −11.6).
    let s = Point(4 + 1.8 * 1.8, 144 + 11.6 * 11.6)
    let second = Point(0.9 - 0.18 / s.x.squareRoot(), -2.9 + 1.16 / s.y.squareRoot())
    #expect((try iterate("adagrad", eta, steps: 2) - second).norm < 1e-9)
    let heavyBall = Point(0.8 - 0.1 * (0.9 * 2 + 1.6), -1.8 + 0.1 * (0.9 * 12 + 7.2))
    #expect((try iterate("momentum", eta, steps: 2) - heavyBall).norm < 1e-12)
    let mean = Point(0.09 * 2 + 0.1 * 1.8, -(0.09 * 12 + 0.1 * 11.6))
    let square = Point(0.000999 * 4 + 0.001 * 3.24, 0.000999 * 144 + 0.001 * 134.56)
    let (m, v) = ((1 / 0.19) * mean, (1 / 0.001999) * square)
    let adam = Point(0.9, -2.9) - 0.1 * Point(m.x / v.x.squareRoot(), m.y / v.y.squareRoot())
    #expect((try iterate("adam", eta, steps: 2) - adam).norm < 1e-8)
  }
}
