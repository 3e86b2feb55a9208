import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `The stability map` {
  @Test func `keeps its run when an earlier run is removed`() throws {
    var session = try Session(rows: 60, columns: 200)
    try session.press(.tab)
    #expect(session.selection.focusedRun == 0)
    let sweep = try #require(session.sweepGrids.stability?.sweep)
    #expect(session.sweepGrids.stability?.run == 1)
    try session.type("d")
    #expect(session.sweepGrids.stability?.sweep == sweep)
    #expect(session.sweepGrids.stability?.run == 0)
    try session.type("dd")
    #expect(session.recordings.count == 1 && session.sweepGrids.stability?.run == 0)
    #expect(session.screen.count == 60)
  }

  @Test(arguments: [":rho 0", ":start 0.5,1e30 optimizer gd"])
  func `does not mark settings outside its axes`(line: String) throws {
    var session = try Session("quad-split")
    try session.type(line)
    try session.press(.enter)
    try session.type("4")
    #expect(session.state.stabilityPosition == nil)
    try session.type("h")
    #expect(session.state.sweepGrids.cursor != nil)
  }

  @Test func `has levels and words that tell periods apart, also without colours`() {
    let states: [State] = [
      .settled, .descending, .cycling(period: 2), .cycling(period: 3), .cycling(period: 4),
      .cycling(period: 5), .drifting, .atSaddle(), .aperiodic, .diverged(step: 3), .undefined,
    ]
    let levels = states.map(SweepGrid.level)
    let glyphs = levels.map { heatCell($0, display: Display(depth: .mono)).glyph }
    #expect(Set(glyphs).count == states.count)
    let words = levels.map { level in SweepGrid.legend.first { $0.level == level }?.word }
    #expect(Array(words[2...5]) == ["2-cycle", "3-cycle", "4-cycle", "k-cycle"])
    #expect(!words.contains(nil))
    #expect(SweepGrid.level(of: .cycling(period: 64)) == levels[5])
  }

  @Test func `and the relief beside the map of a large screen take mouse input`() throws {
    var session = try Session(rows: 60, columns: 200)
    try session.play(.resized(Size(rows: 60, columns: 200)))
    let map = try #require(session.state.layout.stability)
    #expect((map.columns, map.rows) == (40, 21))
    let sweep = try #require(session.sweepGrids.stability?.sweep)
    #expect((sweep.x.count, sweep.y.count) == (40, 40))
    try session.click(Position(row: map.row + 3, column: map.column + 9))
    let run = try #require(session.sweepGrids.stability?.run)
    #expect(
      session.experiment.namedRuns[run].value(of: .eta) == sweep.x.value(9).rounded(toDigits: 3))
    #expect(session.sweepGrids.stability?.sweep == sweep)

    let relief = try #require(session.state.layout.relief)
    let start = Position(row: relief.row + 4, column: relief.column + 9)
    let end = Position(row: start.row, column: start.column + 5)
    let (before, camera) = (session.state.camera.orbit, session.camera.region)
    try session.play(.mouse(Mouse(.press, start)), .mouse(Mouse(.drag, end)))
    try session.play(.mouse(Mouse(.release, end)))
    #expect(session.state.camera.orbit.yaw == before.yaw - 15)
    #expect(session.camera.region == camera)
    let experiment = session.experiment
    try session.click(start)
    #expect(session.experiment == experiment)
  }

  @Test(arguments: [(60, 199), (40, 200), (24, 80)])
  func `and the relief are absent beside the map of a smaller screen`(
    _ size: (rows: Int, columns: Int)
  ) throws {
    let session = try Session(rows: size.rows, columns: size.columns)
    #expect(session.state.layout.relief == nil && session.state.layout.stability == nil)
  }
}
