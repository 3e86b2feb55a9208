import Drawing
import Engine
import Lessons
import Scenes
import TestSupport
import Testing

@testable import Interface

@Suite struct `A split` {
  private func session(
    _ line: String, lesson: String = "xy1-three-stops", rows: Int = 24, columns: Int = 80
  ) throws -> Session {
    var session = try Session(lesson, rows: rows, columns: columns)
    try session.type(":" + line)
    try session.press(.enter)
    return session
  }

  @Test(arguments: [
    "split rho 0.05 0.1 0.3", "split rho=0.05,0.1,0.3", "--split rho=0.05,0.1,0.3",
    "split ρ 0.05 0.1 0.3",
  ])
  func `records all runs at each value`(_ line: String) throws {
    let session = try session(line)
    let split = try #require(session.split)
    #expect(session.view == .sideBySide && session.message == nil)
    #expect(split.values == [0.05, 0.1, 0.3] && split.variants.count == 3)
    for (value, variant) in zip(split.values, split.variants) {
      #expect(variant.isRecorded)
      let runs = variant.history.present.namedRuns
      #expect(runs.map { $0.optimizer.knobs["rho"] } == [nil, value, value])
      for (run, recording) in zip(variant.history.present.runs, variant.recordings) {
        let expected = try Catalog.record(run).trajectory.points.bits
        #expect(recording.trajectory.points.bits == expected)
      }
    }
    #expect(!session.state.differsFromLesson && session.recorded.history.undoStack.isEmpty)
  }

  @Test(
    arguments: [(24, 80), (60, 200), (40, 120)], ["rho 0.05 0.1 0.3", "eta 0.01 0.05 0.06 0.1"])
  func `shows each map as the present settings would`(
    _ size: (rows: Int, columns: Int), _ line: String
  ) throws {
    var split = try session("split \(line)", rows: size.rows, columns: size.columns)
    try split.type("100Gm")
    let words = line.split(separator: " ").map(String.init)
    let canvas = render(split.state)
    let maps = split.state.layout.maps
    #expect(maps.count == words.count - 1 && Set(maps.map(\.columns)).count == 1)
    for (index, value) in words.dropFirst().enumerated() {
      var alone = try session("\(words[0]) \(value)", rows: size.rows, columns: size.columns)
      try alone.type("100Gm")
      // The field and the names of the runs are those of a map of this size.
      alone.state.viewport.view = .sideBySide
      alone.state.split = split.state.split
      alone.state.caches.field = split.state.caches.field
      var expected = Canvas(alone.size)
      MapPane(runs: [0, 1, 2]).draw(alone.state, in: maps[index], on: &expected)
      for row in maps[index].row..<maps[index].endRow {
        for column in maps[index].column..<maps[index].endColumn {
          #expect(canvas[row, column] == expected[row, column], "\(value) at \(row), \(column)")
        }
      }
    }
    let titles = text(of: canvas)
    let symbol = words[0] == "rho" ? "ρ" : "η"
    for value in words.dropFirst() {
      #expect(titles.contains { $0.contains("\(symbol) \(value)") }, "\(value)")
    }
  }

  @Test(arguments: [(24, 80), (60, 200), (16, 50), (10, 40)])
  func `has its snapshot`(_ size: (rows: Int, columns: Int)) throws {
    var session = try session("split rho 0.05 0.1 0.3", rows: size.rows, columns: size.columns)
    try session.type("300G")
    expectSnapshot(render(session.state), named: "split-\(size.columns)x\(size.rows)")
  }

  @Test func `shows the focused run alone`() throws {
    var session = try session("split rho 0.05 0.3")
    try session.press(.tab, .tab, .tab)
    #expect(session.selection.focusedRun == 2)
    #expect(session.state.panels.map(\.runs) == [[2], [2]])
    #expect(session.state.panels.map(\.title) == ["● SAM ρ 0.05", "● SAM ρ 0.3"])
    let runs = try #require(session.split).variants.map { $0.history.present.namedRuns }
    #expect(runs.map { $0[1].optimizer.knobs["rho"] } == [0.1, 0.1])
    #expect(runs.map { $0[2].optimizer.knobs["rho"] } == [0.05, 0.3])
    #expect(session.state.plottedRuns.map(\.name) == ["SAM ρ 0.05", "SAM ρ 0.3"])
  }

  @Test func `states the value that a card is about`() throws {
    var session = try session("split rho 0.05 0.3")
    #expect(session.narrationText.hasPrefix("Card for ρ 0.1: Every point of the curve"))
    #expect(session.state.splitNote == "ρ = 0.05, 0.3; the other settings are those of the lesson")
    try session.type("n")
    #expect(session.narrationText.hasPrefix("Card for ρ 0.1: Which optimizer"))
    try session.type("1")
    #expect(session.narrationText.hasPrefix("Which optimizer") && session.state.splitNote == nil)
    let ladder = try self.session("split rho 0.05 0.3", lesson: "quad-rho-ladder")
    #expect(ladder.narrationText.hasPrefix("Card for ρ 0.1/1/10: Three SAM runs"))
  }

  @Test(arguments: [(24, 80), (60, 200), (16, 50), (6, 20), (1, 1)])
  func `has a column of plots per value, on the same axes`(
    _ size: (rows: Int, columns: Int)
  ) throws {
    var session = try session("split rho 0.05 0.1 0.3", rows: size.rows, columns: size.columns)
    try session.type("300G")
    session.state.show(.plots)
    session.state.prepare()
    #expect(session.state.shownSplit != nil)
    let layout = session.state.layout
    let screen = session.screen
    guard size.rows > 12 else { return }
    #expect(Set(layout.plots.map(\.panel)) == [0, 1, 2] && layout.plotTitles.count == 3)
    for value in ["0.05", "0.1", "0.3"] {
      #expect(screen.contains { $0.contains("ρ \(value)") }, "\(value)")
    }
    expectSnapshot(
      render(session.state), named: "split-plots-\(size.columns)x\(size.rows)")
  }

  @Test func `starts, stays and ends in the view of the plots`() throws {
    var session = try Session()
    try session.type("3|")
    #expect(session.view == .plots && session.state.shownSplit?.knob.id == "eta")
    #expect(session.state.plottedRuns.count == 9)
    try session.type("|")
    #expect(session.view == .plots && session.split == nil)
  }

  @Test func `marks each value on the stability map`() throws {
    var session = try session("split rho 0.05 0.1 0.3")
    try session.type("4")
    for run in session.recordings.indices {
      let count = session.state.stabilityPositions(of: run).count
      #expect(count == (session.experiment.namedRuns[run].knob("rho") == nil ? 1 : 3))
    }
    let marks = Set(session.state.stabilityPositions(of: 2))
    for value in ["0.05", "0.1", "0.3"] {
      var alone = try Session()
      try alone.type(":rho \(value)")
      try alone.press(.enter)
      try alone.type("4")
      #expect(marks.contains(try #require(alone.state.stabilityPositions(of: 2).first)))
    }
    let canvas = render(session.state)
    for style in session.state.runStyles.suffix(2) {
      // Marks of equal settings stand side by side.
      for mark in marks {
        let glyphs = (mark.column..<mark.column + 2).map { canvas[mark.row, $0].glyph }
        #expect(glyphs.contains(style.glyph))
      }
    }
  }

  @Test func `groups the runs of a figure by value`() throws {
    let session = try session("split rho 0.05 0.3")
    let groups = session.state.plottedRuns.map(\.group)
    #expect(
      groups.map { $0?.title } == [
        "ρ = 0.05", "ρ = 0.05", "ρ = 0.05", "ρ = 0.3", "ρ = 0.3", "ρ = 0.3",
      ])
    #expect(groups.map { $0?.runName } == ["GD", "USAM", "SAM", "GD", "USAM", "SAM"])
  }

  @Test func `follows the other settings`() throws {
    var session = try session("split rho 0.05 0.3")
    try session.type("E")
    let eta = session.experiment.namedRuns[2].optimizer.knobs["eta"]
    #expect(eta == 0.0561)
    for variant in try #require(session.split).variants {
      #expect(variant.isRecorded)
      #expect(
        variant.history.present.namedRuns.map { $0.optimizer.knobs["eta"] } == [eta, eta, eta])
    }
    try session.type("u")
    #expect(try #require(session.split).variants.allSatisfy { $0.isRecorded })
    let before = session.experiment
    try session.type("R")
    #expect(session.experiment == before)
    #expect(session.message == "the maps compare values of ρ; | ends this")
    #expect(session.screen.contains { $0.contains("ρ 0.0500/0.300") })
  }

  @Test func `is started and ended by its key`() throws {
    var session = try Session()
    try session.type("5|")
    #expect(session.split?.values == [0.025, 0.05, 0.1] && session.split?.knob.id == "eta")
    try session.type("1")
    #expect(session.view == .map && session.split != nil)
    try session.type("2|")
    #expect(session.split == nil && session.view == .relief)
    try session.type(":rho 0")
    try session.press(.enter, .down)
    try session.type("|")
    #expect(session.split == nil)
    #expect(session.message == "ρ is 0; :split rho 0.1 0.3 compares values")
  }

  @Test(arguments: [
    ("split rho", "split takes a hyperparameter and 2 to 4 values, such as rho=0.05,0.1,0.3"),
    ("split rho 0.1", "split takes a hyperparameter and 2 to 4 values, such as rho=0.05,0.1,0.3"),
    (
      "split rho 1 2 3 4 5",
      "split takes a hyperparameter and 2 to 4 values, such as rho=0.05,0.1,0.3"
    ),
    (
      "split rho 0.1 big",
      "split takes a hyperparameter and 2 to 4 values, such as rho=0.05,0.1,0.3"
    ),
    ("split beta 0.1 0.2", "no focused run has the hyperparameter beta"),
    ("split rho 0.1 -1", "ρ must be from 0 to 100"),
    ("split rho 0.1 0.1", "the values of rho must differ"),
  ])
  func `has an error for wrong values`(_ line: String, _ message: String) throws {
    let session = try session(line)
    #expect(session.message == message && session.split == nil && session.view == .map)
  }

  @Test func `ends with the last run that has the hyperparameter`() throws {
    var session = try session("split rho 0.05 0.3")
    try session.type(":optimizer gd")
    try session.press(.enter)
    #expect(session.split == nil && session.state.panels.count == 1)
    _ = render(session.state)
  }

  @Test func `takes clicks on its run panes and its maps`() throws {
    var session = try session("split rho 0.05 0.3")
    let layout = session.state.layout
    #expect(layout.runPanes.count == 6)
    try session.click(Position(row: layout.runPanes[4].row, column: layout.runPanes[4].column))
    #expect(session.selection.focusedRun == 1)
    try session.press(.tab, .tab)
    #expect(session.selection.focusedRun == nil)
    let map = session.state.layout.maps[1]
    let cell = Position(row: map.row + 3, column: map.column + 5)
    let point = Projection(session.camera.region, onto: map).point(at: cell)
    try session.click(cell)
    #expect(session.experiment.start == point)
    #expect(try #require(session.split).variants.allSatisfy { $0.history.present.start == point })
  }

  @Test func `colours basins of attraction at each value`() throws {
    var session = try session("split rho 0.05 3", lesson: "doublewell-saddle")
    try session.type("vvv")
    let runs = session.sweepGrids.basins.map(\.sweep.base.optimizer.knobs["rho"])
    #expect(session.sweepGrids.basins.map(\.run) == [0, 1])
    #expect(Set(runs).count == 2 || session.experiment.namedRuns[0].knob("rho") == nil)
    _ = render(session.state)
  }

  @Test(arguments: [(24, 80), (12, 40), (60, 200)])
  func `is named in the views that do not show the split`(
    _ size: (rows: Int, columns: Int)
  ) throws {
    var session = try session("split rho 0.05 0.3", rows: size.rows, columns: size.columns)
    func isNamed() -> Bool {
      let line = session.screen[0]
      return line.contains("2 shows the split") || line.contains("split: 2")
    }
    for view in View.allCases {
      try session.type("\(view.rawValue)")
      let shows = [.sideBySide, .plots, .stability].contains(view)
      #expect(session.view == view && isNamed() == !shows, "\(view)")
    }
    try session.type("2")
    #expect(session.split != nil && session.state.panels.count == 2)
    try session.type("|1")
    #expect(session.split == nil && !isNamed())
  }
}
