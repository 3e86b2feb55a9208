import Drawing
import Engine
import Scenes
import Testing

@Suite struct `The extremes of a quantity` {
  /// GD with η = 2/λ on a quadratic surface, which oscillates between two points along y.
  private func recording(steps: Int = 1000) throws -> Recording {
    try Catalog.record(
      Run(
        surface: .named("quadratic"), optimizer: OptimizerChoice("gd", knobs: ["eta": 0.1]),
        start: Point(1, 1), steps: steps))
  }

  @Test(arguments: [(PlotSampling.screen, 4), (.figure, 200)])
  func `lie within those of all steps`(_ sampling: PlotSampling, _ count: Int) throws {
    let recording = try recording()
    for steps in [0..<1, 3..<7, 10..<15, 0..<1000, 17..<118] {
      let all = steps.map { recording.value(of: .loss, at: $0) }
      let found = try #require(recording.extremes(of: .loss, over: steps, sampling))
      #expect(found.low >= all.min() ?? 0 && found.high <= all.max() ?? 0)
      if steps.count <= count {
        #expect(found.low == all.min() && found.high == all.max())
      }
    }
  }

  @Test func `include both sides of a 2-cycle`() throws {
    let recording = try Catalog.record(
      Run(
        surface: .named("quadratic"), optimizer: OptimizerChoice("sam", knobs: ["rho": 0.3]),
        start: Point(1, 1), steps: 2001))
    let y = try #require(Quantity.named("y"))
    let found = try #require(recording.extremes(of: y, over: 1000..<2000, .screen))
    #expect(found.low < 0 && found.high > 0)
  }

  @Test func `are nil without a value`() throws {
    let recording = try recording(steps: 10)
    #expect(recording.extremes(of: .loss, over: 3..<3, .figure) == nil)
    #expect(recording.extremes(of: .updateAngle, over: 0..<1, .screen) == nil)
  }
}
