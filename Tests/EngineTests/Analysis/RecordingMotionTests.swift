import Engine
import Testing

@Suite struct `The motion of a run` {
  @Test func `reverses at every step of a 2-cycle and never on a straight descent`() throws {
    let cycle = try record(
      "quadratic", "sam", ["eta": 0.05, "rho": 0.1], from: Point(2, 1), steps: 2000)
    #expect(try #require(cycle.updateAngle(at: 1990)) > 179.99)
    let descent = try record("quadratic", "gd", ["eta": 0.001], from: Point(2, 0), steps: 50)
    #expect(try #require(descent.updateAngle(at: 25)) < 1e-6)
    #expect(descent.updateAngle(at: 0) == nil && descent.updateAngle(at: 50) == nil)
    let converged = try record(
      "quadratic", set: ["a": 1, "b": 1], "gd", ["eta": 1], from: Point(2, 1), steps: 5)
    #expect(converged.updateAngle(at: 3) == nil)
  }

  @Test func `has a period only on a cycle`() throws {
    let cycle = try record(
      "quadratic", "sam", ["eta": 0.05, "rho": 0.1], from: Point(2, 1), steps: 2000)
    #expect(cycle.period(at: 2000) == 2)
    #expect(cycle.period(at: 3) == nil)
    let rest = try record("quadratic", "gd", ["eta": 0.04], from: Point(2, 1), steps: 2000)
    #expect(rest.period(at: 2000) == nil)
  }

  @Test func `has a smoothed point on the valley floor, at a distance of the amplitude`() throws {
    let run = try record(
      "valley", "sam", ["eta": 0.1, "rho": 0.1], from: Point(1.8, 0.05), steps: 400)
    let floor = try #require(run.surface.valleyFloor(near: Point(1, 0), in: run.surface.info.frame))
    for step in [50, 200, 350] {
      let amplitude = abs(run.trajectory.points[step].y)
      #expect(abs(run.smoothedPoint(at: step).y) < 0.02 * amplitude)
      #expect(abs(run.distance(at: step, to: floor) - amplitude) < 1e-6)
      let rate = run.driftRate(at: step, along: floor)
      let distance = run.smoothedPoint(at: step + 10).x - run.smoothedPoint(at: step - 10).x
      #expect(abs(abs(rate) / abs(distance / 20) - 1) < 0.02)
    }
  }
}
