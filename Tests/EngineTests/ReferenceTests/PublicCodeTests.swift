import Engine
import Foundation
import Testing

/// A run in the form of public code with 40 digits, from Reference/public_code.py.
private struct CodeRun: Decodable {
  let optimizer: String
  let surface: String
  let start: [Double]
  let knobs: [String: Double]
  /// Whether the parameters of the code are the perturbed points.
  let isPerturbed: Bool
  let points: [String: [String]]
}

@Suite struct `Public code` {
  /// The tolerance is relative; below a norm of 10⁻³ absolute.
  @Test func `has the points of each optimizer in three settings`() throws {
    let runs = try JSONDecoder().decode([CodeRun].self, from: reference("public_code"))
    for expected in runs {
      let trajectory = try Catalog.record(
        Run(
          surface: .formula(expected.surface),
          optimizer: OptimizerChoice(expected.optimizer, knobs: expected.knobs),
          start: Point(expected.start[0], expected.start[1]), steps: 60)
      ).trajectory
      let points = expected.isPerturbed ? trajectory.ascentPoints : trajectory.points
      for (step, digits) in expected.points {
        let reference = try Point(#require(Double(digits[0])), #require(Double(digits[1])))
        let point = try points[#require(Int(step))]
        #expect(
          (point - reference).norm <= 1e-12 * max(reference.norm, 1e-3),
          "\(expected.optimizer) on \(expected.surface) @\(step): \(point), not \(reference)")
      }
    }
    let settings = Dictionary(grouping: runs, by: \.optimizer).mapValues(\.count)
    #expect(settings.count == 25 && settings.values.allSatisfy { $0 == 3 })
  }
}
