import Drawing
import Engine
import Lessons
import Scenes
import Testing

@testable import Interface

@Suite struct `A map on the screen` {
  @Test(arguments: [("1", 24, 80), ("1", 40, 120), ("1", 60, 200), ("2", 40, 120), ("6", 24, 80)])
  func `has ticks in the cells of their values on both sides`(
    _ view: String, _ rows: Int, _ columns: Int
  ) throws {
    var session = try Session(rows: rows, columns: columns)
    try session.type(view)
    try session.play(.idled)
    try session.type("==l")
    let (canvas, screen) = (Interface.render(session.state), session.screen)
    let region = session.camera.region
    for (map, labels) in zip(session.state.layout.maps, session.state.layout.borderLabels) {
      let below = (map.column..<map.endColumn).filter { canvas[map.endRow, $0].glyph == "┴" }
      #expect(below.count >= 2)
      for column in below {
        let value = try #require(number(screen[map.endRow].dropFirst(column + 1)))
        let cell = (value - region.x.lowerBound) / region.x.length * Double(map.columns)
        #expect(Int(cell) == column - map.column, "\(value)")
      }
      let labels = try #require(labels)
      let left = (map.row..<map.endRow).filter { canvas[$0, map.column - 1].glyph == "┤" }
      #expect(left.count >= 2)
      for row in left {
        let text = screen[row].dropFirst(labels.column).prefix(labels.columns)
        guard let value = number(text.drop { $0 == " " }) else { continue }
        let cell = (region.y.upperBound - value) / region.y.length * Double(map.rows)
        #expect(Int(cell) == row - map.row, "\(value)")
      }
    }
  }

  /// The number at the beginning of a text; nil without a number.
  private func number(_ text: Substring) -> Double? {
    let digits = text.prefix { $0.isNumber || $0 == "." || $0 == "−" }
    return Double(String(digits.map { $0 == "−" ? "-" : $0 }))
  }

  @Test(arguments: ["xy1-three-stops", "gd-catapult", "basin-map", "rosenbrock-bias"])
  func `has a colour bar with the values of its colours`(_ lesson: String) throws {
    for keys in ["", "z", "zz", "v", "vv"] {
      var session = try Session(lesson, rows: 40, columns: 120)
      try session.type(keys)
      let (canvas, screen) = (Interface.render(session.state), session.screen)
      let field = try #require(session.state.caches.field.map)
      let rect = try #require(session.state.layout.colorBar)
      let title = field.title(of: session.layers.field)
      #expect(screen[rect.row].contains(title))
      let isLog = session.layers.scale == .log
      #expect(title.contains("log") == isLog)
      if isLog, field.heatMap.values.contains(where: { $0 < 0 }) {
        #expect(title.hasSuffix("log above min"))
      }
      let bar = (rect.column..<rect.endColumn).filter {
        if case .level = canvas[rect.row, $0].ink.background { true } else { false }
      }
      #expect(bar.count >= 8)
      let ticks = bar.filter { canvas[rect.row + 1, $0].glyph == "╵" }
      #expect(!ticks.isEmpty)
      for column in ticks {
        let known = session.state.caches.field.colorTicks.contains {
          Int(($0.shade * Double(bar.count - 1)).rounded()) == column - bar[0]
        }
        #expect(known)
      }
    }
  }

  @Test(arguments: Display.Depth.allCases)
  func `shows runs in one cell inside each other, and names them on a large screen`(
    _ depth: Display.Depth
  ) throws {
    for (rows, columns) in [(24, 80), (40, 120)] {
      var session = try Session(
        "xy1-three-stops", rows: rows, columns: columns, display: Display(depth: depth))
      try session.type("g")
      let canvas = Interface.render(session.state)
      let projection = Projection(session.camera.region, onto: session.map)
      let cell = try #require(projection.cell(of: session.recordings[0].trajectory.points[0]))
      let (mark, styles) = (canvas[cell.row, cell.column], session.state.runStyles)
      #expect(mark.glyph == styles[2].glyph)
      #expect(depth == .mono || mark.ink.foreground == styles[2].paint)
      #expect(depth == .mono || mark.ink.background == styles[1].paint)
      let line = session.screen[cell.row].dropFirst(cell.column - 20).prefix(41)
      #expect(line.contains("3"))
      for run in session.recordings.indices {
        #expect(line.contains(session.state.title(of: run)) == (columns >= 120), "\(line)")
      }
    }
  }

  @Test(arguments: [(24, 80), (40, 120)])
  func `states the step of every diverged run`(_ size: (rows: Int, columns: Int)) throws {
    for lesson in ["gd-catapult", "quad-split", "cycle-break-up", "any-rho"] {
      var session = try Session(lesson, rows: size.rows, columns: size.columns)
      try session.type("G")
      let map = session.map
      let inside = session.screen[map.row..<map.endRow].map {
        String($0.dropFirst(map.column).prefix(map.columns))
      }
      for recording in session.recordings {
        guard let step = recording.trajectory.divergedAt else { continue }
        #expect(inside.contains { $0.contains("diverged @\(step)") }, "\(lesson)")
      }
    }
  }

  @Test func `states the step at which a run left the domain of the loss`() throws {
    var session = try Session("quad-split", rows: 40, columns: 120)
    for line in [":surface 'sqrt(x) + y^2'", ":optimizer gd", ":eta 0.5"] {
      try session.type(line)
      try session.press(.enter)
    }
    try session.type("G")
    let step = try #require(session.recordings[0].trajectory.divergedAt)
    #expect(session.screen.contains { $0.contains("undefined @\(step)") })
    #expect(!session.screen.contains { $0.contains("diverged @") })
  }

  @Test func `draws trails over valley and predictions, with a legend`() throws {
    var session = try Session("hyperbola-drift", rows: 40, columns: 120)
    try session.type("G")
    let plain = Interface.render(session.state)
    try session.type("mP")
    let canvas = Interface.render(session.state)
    let map = session.map
    var kinds: Set<Paint> = []
    for row in map.row..<map.endRow {
      for column in map.column..<map.endColumn {
        kinds.insert(canvas[row, column].ink.foreground)
        guard case .trail = plain[row, column].ink.foreground else { continue }
        guard (0x2801...0x28FF).contains(canvas[row, column].glyph.value) else { continue }
        #expect(canvas[row, column] == plain[row, column])
      }
    }
    #expect(kinds.contains(.landmark) && kinds.contains(.prediction))
    let border = session.screen[map.row - 1]
    #expect(border.contains("⠒ valley") && border.contains("⠒ predicted"))
  }

  @Test func `is read out by a cursor, and measured from a mark`() throws {
    var session = try Session("quad-split")
    try session.type("@l")
    guard case .probing(let probe) = session.input.mode else {
      Issue.record("no cursor")
      return
    }
    let surface = session.surface
    let line =
      "x \(formatShort(probe.point.x)) · y \(formatShort(probe.point.y))"
      + " · loss \(formatShort(surface.value(probe.point)))"
    #expect(session.screen.contains { $0.contains(line) })
    try session.press(.enter)
    try session.type("HHH")
    let width = session.camera.region.x.length / Double(session.map.columns)
    #expect(
      session.screen.contains {
        $0.contains("Δx \(formatShort(-15 * width))") && $0.contains("Δy 0")
      })
    try session.press(.escape)
    #expect(session.input.mode == .normal)

    let experiment = session.experiment
    try session.type("@")
    let first = Position(row: session.map.row + 4, column: session.map.column + 5)
    try session.click(first)
    try session.click(Position(row: first.row, column: first.column + 10))
    #expect(session.experiment == experiment)
    #expect(session.screen.contains { $0.contains("Δx \(formatShort(10 * width))") })
  }

  @Test func `cycles the plot beside it, from the plot of the lesson`() throws {
    var lesson = try Session("quad-split").scenario
    lesson.plot = .distance
    var session = try Session(lesson)
    #expect(session.screen.contains { $0.contains("distance from the start") })
    var titles: Set<String> = []
    for _ in PlottedQuantity.allCases {
      try session.type("p")
      let plot = try #require(session.state.layout.plots.first?.quantity)
      titles.insert(plot.titles[0])
      #expect(session.screen.contains { line in plot.titles.contains { line.contains($0) } })
    }
    #expect(titles.count == PlottedQuantity.allCases.count)
    try session.press(.tab)
    #expect(session.state.viewport.plot == .distance)
  }

  @Test func `keeps the viewpoint of the relief from lesson to lesson`() throws {
    var session = try Session(rows: 40, columns: 120)
    try session.type("5")
    try session.play(.idled)
    try session.type("lk")
    let orbit = session.camera.orbit
    #expect(orbit != Orbit())
    try session.type(")")
    #expect(session.camera.orbit == orbit)
  }
}
