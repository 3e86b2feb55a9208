import Testing

@testable import Engine

/// A network with ReLU units whose first layer is multiplied by 5 and whose second is divided by 5.
@Suite struct `A rescaled network` {
  private let problem: any Problem
  private let w, rescaled: Coordinates

  init() throws {
    func run(_ factor: Int) throws -> ProblemSimulation {
      let rule = """
        u = w - eta*grad(w)
        c = if(t == 20, \(factor), 1)
        u*(c*block(0) + c*block(1) + block(2)/c + block(3))
        """
      var simulation = try ProblemSimulation(
        ProblemRun(
          "digits", settings: ["relu": 1, "squares": 0],
          optimizer: .rule(rule, knobs: ["eta": 0.5]),
          steps: 20))
      simulation.advance(to: 20)
      return simulation
    }
    let simulation = try run(1)
    (problem, w, rescaled) = (simulation.problem, simulation.w, try run(5).w)
  }

  @Test func `has the weights of each block times its factor`() {
    let (w, rescaled) = (w.values, rescaled.values)
    #expect(rescaled[..<2080].elementsEqual(w[..<2080].map { 5 * $0 }))
    #expect(rescaled[2080..<2400].elementsEqual(w[2080..<2400].map { $0 * 0.2 }))
    #expect(rescaled[2400...].elementsEqual(w[2400...]))
  }

  @Test func `computes the same function with a larger λ`() {
    #expect(abs(problem.loss(rescaled) - problem.loss(w)) < 1e-13)
    #expect(abs(problem.testLoss(rescaled) - problem.testLoss(w)) < 1e-13)
    let (before, after) = (
      problem.topEigenpairs(1, at: w).values[0], problem.topEigenpairs(1, at: rescaled).values[0]
    )
    #expect(after > 5 * before)
  }

  @Test func `has the same picture in filter-normalized directions`() {
    let positions = stride(from: -1, through: 1, by: 0.25).map(\.self)
    func picture(_ w: Coordinates) -> [Double] {
      problem.losses(
        on: .filterNormalized(at: w, problem.layout, seed: 1), positions, positions)
    }
    for (a, b) in zip(picture(w), picture(rescaled)) { #expect(abs(a - b) <= 1e-12 * a) }
  }
}
