import Testing

@testable import Engine

@Suite struct `A threshold of a run on a problem` {
  /// ½λ‖w‖² from a start of norm 1.
  private struct Bowl: Problem {
    let lambda = 3.0
    let layout = ParameterLayout([.init("w", rows: 1, columns: 2, isWeight: false)])
    func start(seed: UInt64) -> Coordinates { Coordinates([0.6, 0.8]) }
    func loss(_ w: Coordinates) -> Double { 0.5 * lambda * w.dot(w) }
    func gradient(_ w: Coordinates) -> (loss: Double, gradient: Coordinates) {
      (loss(w), lambda * w)
    }
  }

  @Test func `agrees with the closed form of a quadratic loss`() throws {
    let (lambda, steps) = (3.0, 400)
    // A run diverges if |1 − ηλ(1 + ρλ)| to the power of its steps exceeds 10⁸.
    let growth = 1 + Double.pow(1e8, 1 / Double(steps))
    func threshold(_ knob: Knob, _ id: String, _ knobs: [String: Double]) throws -> Double {
      let run = ProblemRun("bowl", optimizer: OptimizerChoice(id, knobs: knobs), steps: steps)
      return try run.largestStable(knob, from: knob.defaultValue, on: Bowl())
    }
    func isNear(_ value: Double, _ expected: Double) -> Bool {
      (value - expected).magnitude <= 1e-4 * expected
    }
    #expect(isNear(try threshold(.eta, "gd", [:]), growth / lambda))
    let rho = 0.2
    #expect(
      isNear(try threshold(.eta, "usam", ["rho": rho]), growth / (lambda * (1 + rho * lambda))))
    let eta = 0.5
    #expect(
      isNear(try threshold(.rho, "usam", ["eta": eta]), (growth / (eta * lambda) - 1) / lambda))
    #expect(try threshold(.rho, "sam", ["eta": eta]) == .infinity)
    #expect(try threshold(.rho, "usam", ["eta": 1]) == 0)
  }
}

@Suite struct `A map of states on a problem` {
  @Test func `has the problem of each setting and seed`() throws {
    let run = Run(
      surface: .problem("diagonal"), optimizer: OptimizerChoice("sam", knobs: ["eta": 0.05]),
      start: .zero, steps: 150, seed: 1)
    for axis in [Axis(.surface("p"), 20, 30, count: 2), Axis(.seed, 1, 2, count: 2)] {
      let cells = try #require(try SweepPlan(Sweep(run, x: axis)).cells([0, 1]))
      for (index, cell) in cells.enumerated() {
        let base = try #require(run.problemRun)
        var simulation = try ProblemSimulation(ProblemSweep(base, x: axis).run(index))
        simulation.advance(to: 150)
        #expect(cell.loss == simulation.problem.loss(simulation.w))
      }
      #expect(cells[0].loss != cells[1].loss)
    }
  }
}
