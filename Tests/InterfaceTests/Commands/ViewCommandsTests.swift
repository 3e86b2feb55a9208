import Drawing
import Engine
import Testing

@testable import Interface

@Suite struct `The display of the runs` {
  @Test func `moves the focus cyclically with Tab`() throws {
    var session = try Session()
    var focusedRuns: [Int?] = []
    for _ in 0..<4 {
      try session.press(.tab)
      focusedRuns.append(session.selection.focusedRun)
    }
    #expect(focusedRuns == [0, 1, 2, nil])
    try session.press(.backTab)
    #expect(session.selection.focusedRun == 2)
  }

  @Test func `changes the focus by a click on a run pane`() throws {
    var session = try Session()
    let panes = Layout(size: session.size, runs: 3).runPanes
    let second = Position(row: panes[1].row, column: panes[1].column + 3)
    try session.play(.mouse(Mouse(.press, second)))
    #expect(session.selection.focusedRun == 1)
    try session.play(.mouse(Mouse(.press, second)))
    #expect(session.selection.focusedRun == nil)
  }

  @Test func `omits a hidden run until the run is shown again`() throws {
    var session = try Session()
    try session.type("300G!")
    #expect(session.message == "no run is focused: Tab focuses a run")
    try session.press(.tab, .tab, .tab)
    let before = render(session.state)
    try session.type("!")
    #expect(session.visibleRuns == [0, 1])
    #expect(!marks(in: render(session.state)).contains("●"))
    try session.type("!")
    #expect(render(session.state) == before)
  }

  @Test func `works with all runs hidden`() throws {
    var session = try Session()
    for _ in 0..<3 {
      try session.press(.tab)
      try session.type("!")
    }
    #expect(session.visibleRuns.isEmpty)
    #expect(marks(in: render(session.state)).isEmpty)
    try session.type("GEz.")
    _ = render(session.state)
  }

  @Test func `shortens and lengthens the trails`() throws {
    var session = try Session()
    try session.type("60Gw")
    let complete = trailCells(render(session.state))
    try session.type("tttttttt")
    #expect(session.layers.trailLength == .none)
    #expect(trailCells(render(session.state)) == 0)
    try session.type("T")
    let short = trailCells(render(session.state))
    #expect(0 < short && short < complete)
    try session.type("TTTTTTTT")
    #expect(trailCells(render(session.state)) == complete)
  }

  @Test func `keeps the old part of a long trail unchanged during playback`() throws {
    var session = try Session()
    try session.type(":steps 60000")
    try session.press(.enter)
    try session.type("50000G")
    let before = trail(render(session.state))
    #expect(before.count > 20)
    for step in [50_001, 52_000, 54_000] {
      try session.type("\(step)G")
      let now = trail(render(session.state))
      // The run itself covers one of the two points of its 2-cycle.
      #expect(Set(before.keys).union(now.keys).count { before[$0] != now[$0] } <= 4)
    }
  }

  @Test func `cycles through the three scales of the map`() throws {
    var session = try Session()
    let before = render(session.state)
    try session.type("z")
    #expect(session.screen[18].contains("loss") && !session.screen[18].contains("loss,"))
    try session.type("z")
    #expect(session.screen[18].contains("loss, by rank"))
    try session.type("z")
    #expect(render(session.state) == before)
  }

  @Test func `cycles through the colour maps`() throws {
    var session = try Session()
    var colorMaps: [Display.ColorMap] = []
    for _ in Display.ColorMap.allCases {
      try session.type("C")
      colorMaps.append(session.display.colorMap)
    }
    #expect(Set(colorMaps) == Set(Display.ColorMap.allCases))
    #expect(session.display == Display())
  }

  /// Returns the glyphs of runs on the map.
  private func marks(in canvas: Canvas) -> Set<Unicode.Scalar> {
    guard let map = Layout(size: canvas.size, runs: 3).maps.first else { return [] }
    var found: Set<Unicode.Scalar> = []
    for row in map.row..<map.endRow {
      for column in map.column..<map.endColumn {
        if case .run = canvas[row, column].ink.foreground {
          found.insert(canvas[row, column].glyph)
        }
      }
    }
    return found
  }

  private func trailCells(_ canvas: Canvas) -> Int { trail(canvas).count }

  /// Returns the cells of the map with a trail.
  private func trail(_ canvas: Canvas) -> [Position: Cell] {
    guard let map = Layout(size: canvas.size, runs: 3).maps.first else { return [:] }
    var cells: [Position: Cell] = [:]
    for row in map.row..<map.endRow {
      for column in map.column..<map.endColumn {
        let cell = canvas[row, column]
        if case .trail = cell.ink.foreground { cells[Position(row: row, column: column)] = cell }
      }
    }
    return cells
  }
}
