import Drawing
import Engine
import Lessons
import TestSupport
import Testing

@testable import Interface

@Suite struct `The screen of a lesson` {
  @Test(
    arguments: [(24, 80), (40, 120), (60, 200), (12, 40), (6, 20), (1, 1), (30, 100), (24, 200)]
  )
  func `has its snapshot after 300 steps in every size`(_ size: (rows: Int, columns: Int)) throws {
    var session = try Session(rows: size.rows, columns: size.columns)
    try session.type("300G")
    expectSnapshot(render(session.state), named: "three-stops-\(size.columns)x\(size.rows)")
  }

  @Test(arguments: [
    ("256", Display(depth: .indexed)), ("16", Display(depth: .sixteen)),
    ("mono", Display(depth: .mono)), ("ascii", Display(depth: .mono, glyphs: .ascii)),
    ("light", Display(map: .paper, light: true)),
  ])
  func `has its snapshot on every display`(
    _ display: (name: String, display: Display)
  ) throws {
    var session = try Session(display: display.display)
    try session.type("300G")
    let canvas = render(session.state)
    expectSnapshot(canvas, named: "three-stops-\(display.name)")
    if display.display.glyphs == .ascii { #expect(canvas.cells.allSatisfy { $0.glyph.isASCII }) }
  }

  @Test(arguments: [
    ("start", ""), ("question", " "), ("answered", " c"), ("end", "G"), ("picker", "oq"),
    ("help", "?"), ("searching", "?/tr"), ("placing", "300Gihhhkk"), ("left", "300GEE"),
    ("counting", "12"), ("message", "t"), ("focused", "300G\t\tE"), ("typing", "\r0.12"),
    ("zoomed", "300G===="), ("linear", "300Gz"), ("side", "100G2"), ("plots", "100G3"),
    ("relief", "300G5"), ("lesson", "100G6"),
  ])
  func `has its snapshot in every mode`(_ mode: (name: String, keys: String)) throws {
    var session = try Session()
    for key in mode.keys {
      try session.press(key == "\r" ? .enter : key == "\t" ? .tab : .character(key))
    }
    if mode.name != "counting" { try session.play(.idled) }
    expectSnapshot(render(session.state), named: "three-stops-\(mode.name)")
  }

  @Test(arguments: [(24, 80), (40, 120)])
  func `shows an arrow for a diverged run`(_ size: (rows: Int, columns: Int)) throws {
    var session = try Session("quad-split", rows: size.rows, columns: size.columns)
    try session.type("G")
    expectSnapshot(render(session.state), named: "diverged-\(size.columns)x\(size.rows)")
  }

  @Test(arguments: [(24, 80), (40, 120), (60, 200), (12, 40)])
  func `fits nine runs`(_ size: (rows: Int, columns: Int)) throws {
    var scenario = try #require(try lessons().first { $0.id == "xy1-three-stops" })
    scenario.cards = []
    scenario.runs = (1...9).map { run in
      let id = ["gd", "usam", "sam"][run % 3]
      let knobs = ["eta": 0.01 * Double(run)].merging(id == "gd" ? [:] : ["rho": 0.1]) { $1 }
      return NamedRun(name: "\(id)\(run)", optimizer: OptimizerChoice(id, knobs: knobs))
    }
    var session = try Session(scenario, rows: size.rows, columns: size.columns)
    try session.type("100G")
    expectSnapshot(render(session.state), named: "nine-\(size.columns)x\(size.rows)")
  }

  @Test func `shows 18.2 settled, 11.6 settled and 4.19 drifting at the end`() throws {
    var session = try Session()
    try session.type("G")
    let side = session.screen.map { String($0.dropFirst(54)) }
    for (name, state, sharpness) in [
      ("GD", "settled", "λ 18.2 "), ("USAM", "settled", "λ 11.6 "), ("SAM", "drifting", "λ 4.19 ↓"),
    ] {
      let row = try #require(side.firstIndex { $0.split(separator: " ").contains(Substring(name)) })
      #expect(side[row].contains(state))
      #expect(side[row + 2].contains(sharpness))
    }
  }

  @Test func `does not depend on the keys that led to a state`() throws {
    var one = try Session()
    try one.type("300G")
    var other = try Session(rows: 50, columns: 150)
    try other.type("EuzzzG.,,<")
    try other.play(.resized(Size(rows: 24, columns: 80)))
    try other.type("300G")
    #expect(render(one.state) == render(other.state))
  }
}
