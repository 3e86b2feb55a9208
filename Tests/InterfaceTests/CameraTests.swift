import Drawing
import Engine
import Testing

@testable import Interface

@Suite struct `The camera` {
  @Test func `pans by tenths of what it shows`() throws {
    var session = try Session()
    let before = session.camera
    let tenth = before.x.length / 10
    try session.type("l")
    #expect(abs(session.camera.x.lowerBound - before.x.lowerBound - tenth) < 1e-12)
    #expect(abs(session.camera.x.length - before.x.length) < 1e-12)
    try session.type("10h")
    #expect(abs(session.camera.x.lowerBound - before.x.lowerBound + 9 * tenth) < 1e-12)
    try session.type("k")
    #expect(session.camera.y.lowerBound > before.y.lowerBound)
    try session.type("jj")
    #expect(session.camera.y.lowerBound < before.y.lowerBound)
    try session.type("0")
    #expect(session.camera == before)
  }

  @Test func `zooms in and out about its middle, by key and by wheel`() throws {
    var session = try Session()
    let before = session.camera
    try session.type("=")
    #expect(abs(session.camera.x.length * 1.25 - before.x.length) < 1e-12)
    #expect(abs(session.camera.x.middle - before.x.middle) < 1e-12)
    try session.type("--")
    #expect(session.camera.x.length > before.x.length)
    let wide = session.camera
    try session.play(.mouse(Mouse(.wheelUp, Position(row: 5, column: 5))))
    #expect(session.camera.x.length < wide.x.length)
    try session.play(.mouse(Mouse(.wheelDown, Position(row: 5, column: 5))))
    #expect(abs(session.camera.x.length - wide.x.length) < 1e-9)
  }

  @Test(arguments: ["=", "-", "h", "j", "k", "l", "9999999h", "9999999l", "9999999k", "-9999999j"])
  func `bears absurd amounts, and says where it ends`(_ keys: String) throws {
    var session = try Session(rows: 12, columns: 40)
    let before = session.camera
    for _ in 0..<400 { try session.type(keys) }
    let camera = session.camera
    for range in [camera.x, camera.y] {
      #expect(range.lowerBound.isFinite && range.upperBound.isFinite && range.length > 0)
    }
    let last = session.camera
    try session.type(keys)
    #expect(session.camera != last || session.message != nil)
    _ = render(session.state)
    try session.type("0")
    #expect(session.camera == before)
  }

  @Test func `centres on the run in focus`() throws {
    var session = try Session()
    try session.press(.tab)
    try session.type("20GF")
    let point = session.state.point(of: 0)
    #expect(abs(session.camera.x.middle - point.x) < 1e-9)
    #expect(abs(session.camera.y.middle - point.y) < 1e-9)
  }

  @Test func `goes with the run in focus once that nears the border, until told not to`() throws {
    var session = try Session()
    try session.press(.tab, .tab, .tab)
    try session.type("10G==========F")
    let first = session.camera
    try session.type("G")
    #expect(session.camera != first)
    let point = session.state.point(of: 2)
    #expect(session.camera.x.contains(point.x) && session.camera.y.contains(point.y))
    #expect(abs(session.camera.x.length - first.x.length) < 1e-12)
    let last = session.camera
    try session.type("F10G")
    #expect(session.camera == last)
  }

  @Test func `keeps still while the run it follows is well inside`() throws {
    var session = try Session()
    try session.press(.tab)
    try session.type("20GF")
    let still = session.camera
    try session.type("G")
    #expect(session.camera == still)
  }

  @Test func `is dragged with the mouse, and that is no click`() throws {
    var session = try Session()
    let (grip, end) = (Position(row: 8, column: 20), Position(row: 11, column: 27))
    let map = session.map
    let held = try #require(Projection(session.camera, onto: map).point(at: grip))
    try session.play(.mouse(Mouse(.press, grip)))
    try session.play(.mouse(Mouse(.drag, Position(row: 9, column: 40))))
    try session.play(.mouse(Mouse(.drag, end)), .mouse(Mouse(.release, end)))
    let now = try #require(Projection(session.camera, onto: map).point(at: end))
    #expect((now - held).norm < 1e-12)
    #expect(!session.state.differsFromLesson)
    try session.play(.mouse(Mouse(.drag, grip)))
    #expect(Projection(session.camera, onto: map).point(at: end) == now)
  }

  @Test func `turns in relief when it is dragged`() throws {
    var session = try Session()
    try session.type("5")
    let before = session.orbit
    let rect = try #require(session.state.layout.relief)
    let grip = Position(row: rect.row + 4, column: rect.column + 9)
    let end = Position(row: grip.row, column: grip.column + 5)
    try session.play(.mouse(Mouse(.press, grip)), .mouse(Mouse(.drag, end)))
    #expect(session.orbit.yaw == before.yaw - 15)
    try session.play(.mouse(Mouse(.release, end)))
    #expect(!session.state.differsFromLesson)
  }

  @Test func `does not follow a run that has left the plane`() throws {
    var session = try Session("quad-split")
    let before = session.camera
    try session.press(.tab, .tab)
    try session.type("GF")
    #expect(session.camera == before)
    #expect(session.message != nil)
  }

  @Test func `looks anew whenever it has moved`() throws {
    var session = try Session()
    for keys in ["l", "=", "F", "0", "z"] {
      let before = session.fieldCache.levels
      try session.type(keys)
      #expect(session.fieldCache.levels != before, "\(keys)")
    }
  }
}

@Suite struct `Beside the map of a large screen` {
  @Test func `stays about its run when one before it is removed`() throws {
    var session = try Session(rows: 60, columns: 200)
    try session.press(.tab)
    #expect(session.focusedRun == 0)
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
  func `shows no cross on the map of η and ρ for a setting that is not on it`(line: String) throws {
    var session = try Session("quad-split")
    try session.type(line)
    try session.press(.enter)
    try session.type("4")
    #expect(session.state.stabilityPosition == nil)
    try session.type("h")
    #expect(session.state.stabilityCursor != nil)
  }

  @Test func `stand the map of η and ρ and the relief, and take the mouse`() throws {
    var session = try Session(rows: 60, columns: 200)
    try session.play(.resized(Size(rows: 60, columns: 200)))
    let chart = try #require(session.state.layout.stability)
    #expect((chart.columns, chart.rows) == (40, 21))
    let sweep = try #require(session.sweepGrids.stability?.sweep)
    #expect((sweep.x.count, sweep.y.count) == (40, 40))
    try session.click(Position(row: chart.row + 3, column: chart.column + 9))
    let run = try #require(session.sweepGrids.stability?.run)
    #expect(
      session.experiment.namedRuns[run].value(of: .eta) == sweep.x.value(9).rounded(toDigits: 3))
    #expect(session.sweepGrids.stability?.sweep == sweep)

    let relief = try #require(session.state.layout.relief)
    let grip = Position(row: relief.row + 4, column: relief.column + 9)
    let end = Position(row: grip.row, column: grip.column + 5)
    let (before, camera) = (session.state.orbit, session.camera)
    try session.play(.mouse(Mouse(.press, grip)), .mouse(Mouse(.drag, end)))
    try session.play(.mouse(Mouse(.release, end)))
    #expect(session.state.orbit.yaw == before.yaw - 15)
    #expect(session.camera == camera)
    let steps = session.experiment
    try session.click(grip)
    #expect(session.experiment == steps)
  }

  @Test(arguments: [(60, 199), (40, 200), (24, 80)])
  func `there is nothing where there is no room`(_ size: (rows: Int, columns: Int)) throws {
    let session = try Session(rows: size.rows, columns: size.columns)
    #expect(session.state.layout.relief == nil && session.state.layout.stability == nil)
  }
}

@Suite struct `Lines of equal loss` {
  @Test func `are labelled with the loss on them`() throws {
    var session = try Session("quad-split", rows: 24, columns: 80)
    try session.type("c")
    let labels = session.state.fieldCache.contourLabels
    #expect(labels.count >= 5)
    let plane = Projection(session.camera, onto: session.map)
    for label in labels {
      let middle = Position(
        row: session.map.row + label.position.row,
        column: session.map.column + label.position.column + label.text.count / 2)
      let point = try #require(plane.point(at: middle))
      let value = try #require(Double(label.text))
      // The line passes through the cell.
      let cell = Point(
        session.camera.x.length / Double(session.map.columns),
        session.camera.y.length / Double(session.map.rows))
      let around = (-1...1).flatMap { row in
        (-1...1).map { column in
          session.state.surface.value(
            Point(point.x + Double(column) * cell.x, point.y + Double(row) * cell.y))
        }
      }
      #expect((around.min() ?? 0) * 0.9 <= value && value <= (around.max() ?? 0) * 1.1, "\(label)")
    }
    try session.type("c")
    #expect(session.state.fieldCache.contourLabels.isEmpty)
  }
}

@Suite struct `The command that brings the state back` {
  @Test func `names a part of the plane in the digits that can be seen`() throws {
    var session = try Session()
    try session.type("F=l")
    let box = try #require(session.state.reproductionCommand.split(separator: " ").last)
    let numbers = box.split { $0 == ":" || $0 == "," }.map(String.init)
    #expect(numbers.count == 4)
    let camera = session.camera
    let bounds = [
      camera.x.lowerBound, camera.x.upperBound, camera.y.lowerBound, camera.y.upperBound,
    ]
    for (text, bound) in zip(numbers, bounds) {
      #expect(text.count <= 8)
      #expect(((Double(text) ?? .nan) - bound).magnitude < 1e-5 * camera.x.length)
    }
  }
}
