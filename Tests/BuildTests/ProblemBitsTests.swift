import Engine
import TestSupport
import Testing

@Suite struct `Results of every build on problems` {
  @Test func `have the same bits in debug and release builds`() throws {
    var lines: [String] = []
    for entry in Catalog.problems {
      var digest = Digest()
      let sam = OptimizerChoice("sam", knobs: ["eta": 0.5 * entry.info.eta, "rho": 0.05])
      var simulation = try ProblemSimulation(
        ProblemRun(entry.info.id, optimizer: sam, steps: 40, seed: 7))
      let problem = simulation.problem
      simulation.advance(to: 40)
      let w = simulation.w
      for value in w.values { digest.add(value) }
      let (loss, gradient) = problem.gradient(w)
      for value in problem.hessian(w, times: gradient).values { digest.add(value) }
      for value in [loss, problem.loss(w), problem.testLoss(w), problem.accuracy(w) ?? 0] {
        digest.add(value)
      }
      for value in problem.topEigenpairs(2, at: w).values { digest.add(value) }
      let plane = Plane.filterNormalized(at: w, problem.layout, seed: 7)
      for value in problem.losses(on: plane, [-0.1, 0, 0.2], [0, 0.1]) { digest.add(value) }
      lines.append("\(entry.info.id) \(digest)")
    }
    expectSnapshot(lines.map { $0 + "\n" }.joined(), named: "problem-bits")
  }
}
