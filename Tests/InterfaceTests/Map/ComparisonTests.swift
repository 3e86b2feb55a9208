import Drawing
import Engine
import Lessons
import Scenes
import Testing

@testable import Interface

@Suite struct `Two surfaces side by side` {
  private func scenario() -> Scenario {
    var scenario = Scenario(
      id: "flat", title: "Flat and sharp", lesson: "", source: "",
      surface: .formula("x^2 + y^2"), start: Point(1, 0.5), steps: 40,
      view: Region(x: -2...2, y: -1...1),
      runs: [NamedRun(name: "gd", optimizer: OptimizerChoice("gd", knobs: ["eta": 0.1]))])
    scenario.comparison = .formula("9*x^2 + 9*y^2")
    return scenario
  }

  @Test(arguments: [(24, 80), (60, 200)])
  func `have the same runs, region and colours`(_ size: (rows: Int, columns: Int)) throws {
    var session = try Session(scenario(), rows: size.rows, columns: size.columns)
    #expect(session.state.isComparing && session.state.layout.maps.count == 2)
    try session.play(.resized(session.state.size))
    let other = try #require(session.state.comparisonState)
    #expect(other.surface.choice == .formula("9*x^2 + 9*y^2"))
    #expect(other.recordings[0].run.start == session.recordings[0].run.start)
    #expect(other.recordings[0].lastStep == 40)
    let (a, b) = (
      try #require(session.state.caches.field.map), try #require(other.caches.field.map)
    )
    // A loss has the same colour on both sides: colours ascend with the losses of both.
    let samples = zip(a.heatMap.values + b.heatMap.values, a.shades + b.shades).sorted {
      $0.0 < $1.0
    }
    #expect(zip(samples, samples.dropFirst()).allSatisfy { $0.1 <= $1.1 })
    #expect(a.shades.max() ?? 1 < 1 && b.shades.max() == 1)
    let screen = session.screen
    #expect(
      screen.contains { $0.contains("x² + y²") && $0.contains("9x² + 9y²") }
        || screen.contains { $0.contains("9*x^2") || $0.contains("9x²") },
      "\(screen.joined(separator: "\n"))")
    #expect(session.state.reproductionCommand.contains("--compare '9*x^2 + 9*y^2'"))
    try session.type("1")
    #expect(session.state.comparisonState == nil && session.state.layout.maps.count == 1)
    #expect(session.state.reproductionCommand.contains("--view map"))
    // Alone, the first surface has the whole range of colours again.
    #expect(session.state.caches.field.map?.shades.max() == 1)
  }

  @Test func `are not saved as a figure of one of them`() throws {
    var session = try Session(scenario())
    try session.type("s")
    #expect(session.state.message == "a figure shows one surface; 1 returns to one map")
    #expect(session.state.pendingSaves.text == nil)
  }

  @Test func `have the card, the states and the messages of the big mode`() throws {
    var session = try Session(scenario(), rows: 40, columns: 120)
    try session.type("B")
    let maps = session.screen
    try session.type(":foo")
    #expect(session.state.isComparing && session.state.layout.card != nil)
    #expect(session.screen.last != maps.last)
    try session.press(.enter)
    #expect(session.state.message != nil)
    let card = try #require(session.state.layout.card)
    #expect(session.screen[card.row..<card.endRow].contains { !$0.allSatisfy(\.isWhitespace) })
  }
}
