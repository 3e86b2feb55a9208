import Engine
import Foundation
import Testing

/// SAM on typed formulas, from a run with 40 digits: see Reference/forty_digits.py.
private struct FortyDigits: Decodable {
  let surface: String
  let eta: Double
  let rho: Double
  let start: [Double]
  let iterates: [String: [String]]
}

@Suite struct `SAM on a typed formula` {
  /// Measured within 6e-16 of the length at step 100; what the tolerance leaves is for rounding.
  @Test func `agrees with a run of forty digits`() throws {
    let rows = try JSONDecoder().decode([FortyDigits].self, from: reference("forty_digits"))
    var tally = Tally()
    for row in rows {
      let run = try Catalog.record(
        Run(
          surface: .formula(row.surface),
          optimizer: OptimizerChoice("sam", knobs: ["eta": row.eta, "rho": row.rho]),
          start: Point(row.start[0], row.start[1]), steps: 100))
      for (step, digits) in row.iterates {
        let reference = try Point(#require(Double(digits[0])), #require(Double(digits[1])))
        let point = try run.trajectory.points[#require(Int(step))]
        let holds = (point - reference).norm <= 1e-14 * reference.norm
        tally.count(holds)
        #expect(holds, "\(row.surface) @\(step): \(point), not \(reference)")
      }
    }
    print(tally.line("iterates with forty digits"))
    #expect(tally.total == 30)
  }
}
