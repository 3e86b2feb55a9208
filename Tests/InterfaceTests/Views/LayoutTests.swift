import Drawing
import Engine
import TestSupport
import Testing

@testable import Interface

@Suite struct `Every view` {
  private static let displays = [
    ("24-bit", Display()), ("256", Display(depth: .indexed)),
    ("ascii", Display(depth: .mono, glyphs: .ascii)),
  ]

  @Test(
    arguments: View.allCases, [(60, 200), (40, 120), (24, 80), (12, 40), (6, 20), (1, 1)])
  func `has its snapshot in every size and on every display`(
    _ view: View, _ size: (rows: Int, columns: Int)
  ) throws {
    var session = try Session(rows: size.rows, columns: size.columns)
    session.state.show(step: 300, view: view)
    try session.play(.idled)
    // The sweeps are at their coarsest pass.
    for sweep in session.sweepGrids.all.map(\.sweep) {
      let coarse = try #require(sweep.passes(first: 256).first)
      let cells = try #require(try SweepPlan(sweep).cells(coarse))
      try session.play(.sweepComputed(sweep, indices: coarse, cells: cells))
    }
    let canvases = Self.displays.map { name, display in
      session.state.options.display = display
      return (name, Interface.render(session.state))
    }
    for (name, canvas) in canvases where name == "ascii" {
      #expect(canvas.cells.allSatisfy { $0.glyph.isASCII })
    }
    expectSnapshots(canvases, named: "views/\(view)-\(size.columns)x\(size.rows)")
  }
}
