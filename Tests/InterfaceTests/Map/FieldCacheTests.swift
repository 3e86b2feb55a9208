import Drawing
import Engine
import Testing

@testable import Interface

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
