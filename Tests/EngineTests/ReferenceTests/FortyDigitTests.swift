import Engine
import Foundation
import Testing

/// A run of SAM on a formula with 40 digits, from Reference/forty_digits.py.
private struct FortyDigitRun: Decodable {
  let surface: String
  let eta: Double
  let rho: Double
  let start: [Double]
  let iterates: [String: [String]]
}

@Suite struct `SAM on a formula` {
  /// The measured relative error is below 6e-16 at step 100; the tolerance is 1e-14.
  @Test func `agrees with a run with forty digits`() throws {
    let runs = try JSONDecoder().decode([FortyDigitRun].self, from: reference("forty_digits"))
    var tally = Tally()
    for expected in runs {
      let run = try Catalog.record(
        Run(
          surface: .formula(expected.surface),
          optimizer: OptimizerChoice("sam", knobs: ["eta": expected.eta, "rho": expected.rho]),
          start: Point(expected.start[0], expected.start[1]), steps: 100))
      for (step, digits) in expected.iterates {
        let reference = try Point(#require(Double(digits[0])), #require(Double(digits[1])))
        let point = try run.trajectory.points[#require(Int(step))]
        let agrees = (point - reference).norm <= 1e-14 * reference.norm
        tally.count(agrees)
        #expect(agrees, "\(expected.surface) @\(step): \(point), not \(reference)")
      }
    }
    print(tally.summary("iterates with forty digits"))
    #expect(tally.total == 30)
  }
}
