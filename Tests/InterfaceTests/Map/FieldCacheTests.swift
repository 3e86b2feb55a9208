import Drawing
import Engine
import Testing

@testable import Interface

@Suite struct `A map with undefined ground` {
  @Test(arguments: [
    Display(), Display(depth: .indexed), Display(depth: .sixteen), Display(depth: .eight),
    Display(depth: .mono), Display(depth: .mono, glyphs: .ascii), Display(map: .paper, light: true),
  ])
  func `hatches the ground and names the hatch in the colour bar`(_ display: Display) throws {
    var session = try Session("quad-split", rows: 24, columns: 100, display: display)
    #expect(!session.screen.contains { $0.contains("undefined") })
    try session.type(":surface x^2-log(x)+y^2")
    try session.press(.enter)
    let canvas = render(session.state)
    let map = session.map
    let hatch = heatCell(HeatMap.undefinedLevel, display: display)
    let bar = try #require(session.screen.first { $0.contains("/ undefined") })
    #expect(bar.contains("╵") || bar.contains("'"))
    #expect(session.screen.contains { $0.contains("loss, log above min") })
    // The left half of the map, apart from the overlays.
    let plane = Projection(session.camera.region, onto: map)
    var (hatched, other) = (0, 0)
    for row in map.row..<map.endRow {
      for column in map.column..<map.endColumn {
        let point = try #require(plane.point(at: Position(row: row, column: column)))
        if canvas[row, column] == hatch {
          hatched += 1
          #expect(point.x < 0.1)
        } else if point.x < -0.1 {
          other += 1
        }
      }
    }
    #expect(hatched > map.rows * map.columns / 3)
    #expect(other < map.columns)
  }
}

@Suite struct `Contours` {
  @Test func `are labelled with their values`() throws {
    var session = try Session("quad-split", rows: 24, columns: 80)
    try session.type("c")
    let labels = session.state.caches.field.contourLabels
    #expect(labels.count >= 5)
    let plane = Projection(session.camera.region, onto: session.map)
    for label in labels {
      let middle = Position(
        row: session.map.row + label.position.row,
        column: session.map.column + label.position.column + label.text.count / 2)
      let point = try #require(plane.point(at: middle))
      let value = try #require(Double(label.text))
      // The contour passes through the neighbourhood of the cell.
      let cell = Point(
        session.camera.region.x.length / Double(session.map.columns),
        session.camera.region.y.length / Double(session.map.rows))
      let around = (-1...1).flatMap { row in
        (-1...1).map { column in
          session.state.surface.value(
            Point(point.x + Double(column) * cell.x, point.y + Double(row) * cell.y))
        }
      }
      #expect((around.min() ?? 0) * 0.9 <= value && value <= (around.max() ?? 0) * 1.1, "\(label)")
    }
    try session.type("c")
    #expect(session.state.caches.field.contourLabels.isEmpty)
  }
}
