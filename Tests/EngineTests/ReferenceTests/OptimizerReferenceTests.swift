import Engine
import Foundation
import Testing

/// A run of an optimizer in one setting with 40 digits, from Reference/optimizers.py.
private struct ReferenceRun: Decodable {
  let optimizer: String
  let surface: String
  let parameters: [String: Double]
  let start: [Double]
  let knobs: [String: Double]
  let seed: UInt64
  let iterates: [String: [String]]
}

@Suite struct `The authors' algorithms` {
  /// The tolerance is relative; below a norm of 10⁻³ absolute.
  @Test func `give the iterates of every optimizer in three settings`() throws {
    let runs = try JSONDecoder().decode([ReferenceRun].self, from: reference("optimizers"))
    var tally = Tally()
    for expected in runs {
      let isNamed = Catalog.surfaces.contains { $0.info.id == expected.surface }
      let run = try Catalog.record(
        Run(
          surface: isNamed
            ? .named(expected.surface, knobs: expected.parameters) : .formula(expected.surface),
          optimizer: OptimizerChoice(expected.optimizer, knobs: expected.knobs),
          start: Point(expected.start[0], expected.start[1]), steps: 40, seed: expected.seed))
      for (step, digits) in expected.iterates {
        let reference = try Point(#require(Double(digits[0])), #require(Double(digits[1])))
        let point = try run.trajectory.points[#require(Int(step))]
        let agrees = (point - reference).norm <= 1e-12 * max(reference.norm, 1e-3)
        tally.count(agrees)
        #expect(
          agrees,
          "\(expected.optimizer) on \(expected.surface) @\(step): \(point), not \(reference)")
      }
    }
    print(tally.summary("iterates of the authors' algorithms"))
    let settings = Dictionary(grouping: runs, by: \.optimizer).mapValues(\.count)
    #expect(Set(settings.keys) == Set(Catalog.optimizers.map(\.info.id)))
    #expect(settings.values.allSatisfy { $0 == 3 })
  }
}
