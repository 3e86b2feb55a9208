import Drawing
import Engine
import Lessons
import Scenes
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
    try session.press(.escape)
    #expect(session.state.sweepGrids.cursor == nil)
  }

  private static let states: [State] = [
    .settled, .descending, .drifting, .cycling(period: 2), .cycling(period: 3),
    .cycling(period: 4), .cycling(period: 64), .aperiodic, .atSaddle(), .hallucinating,
    .climbing, .diverged(step: 3), .undefined, .leftData, .hole,
  ]

  private static let displays = Display.Depth.allCases.flatMap { depth in
    Display.Glyphs.allCases.map { Display(depth: depth, glyphs: $0) }
  }

  @Test(
    arguments: [(12, 40), (13, 60), (16, 44), (20, 79), (24, 80), (24, 200), (40, 120), (60, 200)],
    displays)
  func `names every outcome of the map at every size`(
    _ size: (rows: Int, columns: Int), _ display: Display
  ) throws {
    var session = try Session(rows: size.rows, columns: size.columns, display: display)
    for keys in size == (60, 200) ? ["", "4", "f"] : ["4", "f"] {
      try session.type(keys)
      try session.play(.idled)
      let sweep = try #require(session.sweepGrids.stability?.sweep)
      let cells = (0..<sweep.count).map {
        SweepCell(
          state: Self.states[$0 % Self.states.count], steps: 9, point: .zero, loss: 0, sharpness: 1)
      }
      try session.play(.sweepComputed(sweep, indices: Array(0..<sweep.count), cells: cells))
      let canvas = Interface.render(session.state)
      let screen = session.screen
      for outcome in OutcomeClass.allCases {
        let swatch = categoryCell(outcome.category, display: display)
        let entry = screen.indices.contains { row in
          (0..<size.columns - 2).contains { column in
            guard canvas[row, column] == swatch else { return false }
            let rest = String(screen[row].dropFirst(column + 2))
            return [outcome.name, "still \(outcome.name)", outcome.shortName].contains {
              rest.hasPrefix($0)
            }
          }
        }
        #expect(entry, "\(outcome) at \(size) after \(keys)")
      }
    }
  }

  @Test(arguments: [(12, 40), (24, 80), (40, 120)])
  func `has ticks in the cells of their values`(_ size: (rows: Int, columns: Int)) throws {
    var session = try Session(rows: size.rows, columns: size.columns)
    try session.type("4")
    try session.play(.idled)
    let (canvas, screen) = (Interface.render(session.state), session.screen)
    let parts = try #require(session.state.layout.stability)
    let sweep = try #require(session.sweepGrids.stability?.sweep)
    let below = try #require(parts.below)
    var labels: [Double] = []
    for column in below.column..<below.endColumn where canvas[below.row, column].glyph == "╵" {
      let text = screen[below.row].dropFirst(column + 1).prefix { $0 != " " }
      let value = try #require(Double(text))
      labels.append(value)
      #expect(Int((sweep.x.position(value) + 0.5).rounded(.down)) == column - parts.map.column)
    }
    #expect(labels.count >= 2 && Set(labels).count == labels.count)
    #expect(screen[below.row].contains("η log"))
    let left = try #require(parts.left)
    #expect(screen[left.row].dropFirst(left.column).prefix(left.columns).contains("ρ log"))
    var rows = 0
    for row in left.row..<left.endRow where canvas[row, left.endColumn - 1].glyph == "┤" {
      let text = screen[row].dropFirst(left.column).prefix(left.columns - 1)
      guard let value = Double(text.drop { $0 == " " }) else { continue }
      let pixel = sweep.y.position(value)
      #expect(Int((Double(2 * left.rows) - 0.5 - pixel) / 2) == row - left.row, "\(value)")
      rows += 1
    }
    #expect(rows >= 1)
  }

  @Test func `marks every run, and reads out the outcome at the cursor`() throws {
    var session = try Session()
    try session.type("4")
    try session.play(.idled)
    for sweep in session.sweepGrids.all.map(\.sweep) {
      let all = Array(0..<sweep.count)
      let cells = try #require(try SweepPlan(sweep).cells(all))
      try session.play(.sweepComputed(sweep, indices: all, cells: cells))
    }
    let canvas = Interface.render(session.state)
    let map = try #require(session.state.layout.stability?.map)
    let styles = session.state.runStyles
    for run in session.recordings.indices {
      let position = try #require(session.state.stabilityPositions(of: run).first)
      let marks = (position.column..<position.column + 3).map { canvas[position.row, $0] }
      #expect(
        marks.contains { $0.glyph == styles[run].glyph && $0.ink.foreground == styles[run].paint })
    }
    for keys in ["h", "kkkkk", "lllllllll"] {
      try session.type(keys)
      let cursor = try #require(session.sweepGrids.cursor)
      let grid = try #require(session.sweepGrids.stability)
      let (column, row) = (cursor.column - map.column, 2 * (map.endRow - 1 - cursor.row))
      let cell = try #require(grid.cells[row * map.columns + column])
      let line =
        "η \(formatShort(grid.sweep.x.value(column)))  ρ \(formatShort(grid.sweep.y.value(row)))  \(cell.state.label) at step \(cell.steps)"
      #expect(session.screen.contains { $0.contains(line) }, "\(line)")
    }
  }

  @Test func `has the settings of all runs inside`() throws {
    for lesson in try lessons() {
      var session = try Session(lesson.id)
      if session.state.isOnProblem, session.state.problemSweepSteps == nil { continue }
      try session.type("4")
      try session.play(.idled)
      for run in session.experiment.namedRuns.indices
      where (session.experiment.namedRuns[run].value(of: .rho) ?? 1) > 0 {
        #expect(!session.state.stabilityPositions(of: run).isEmpty, "\(lesson.id), run \(run)")
      }
    }
  }

  @Test func `sweeps the run's own number of steps`() throws {
    var session = try Session("quad-split")
    try session.type(":steps 4321")
    try session.press(.enter)
    try session.type("4")
    try session.play(.idled)
    #expect(session.sweepGrids.stability?.sweep.base.steps == 4321)
    #expect(session.screen.contains { $0.contains("after 4321 steps") })
  }

  @Test func `and the relief beside the map of a large screen take mouse input`() throws {
    var session = try Session(rows: 60, columns: 200)
    try session.play(.resized(Size(rows: 60, columns: 200)))
    let map = try #require(session.state.layout.stability?.map)
    let sweep = try #require(session.sweepGrids.stability?.sweep)
    #expect((sweep.x.count, sweep.y.count) == (map.columns, 2 * map.rows))
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
