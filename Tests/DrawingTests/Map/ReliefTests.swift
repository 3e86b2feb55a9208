import Testing

@testable import Drawing

@Suite struct `A relief` {
  /// A ridge of height 1 at y = ½ on a flat field.
  private let relief: Relief = {
    let side = 41
    let heights = (0..<side * side).map { $0 / side == 20 ? 1.0 : 0.0 }
    return Relief(
      columns: 60, rows: 60, heights: heights, side: side, yaw: 0, pitch: 30, zoom: 1)
  }()

  @Test func `has a level and a depth at the same pixels`() {
    #expect(relief.levels.count == 3600 && relief.depths.count == 3600)
    #expect(zip(relief.levels, relief.depths).allSatisfy { ($0 != nil) == $1.isFinite })
    #expect(relief.levels.contains(nil) && relief.levels.contains { $0 != nil })
  }

  @Test func `hides the points behind a ridge`() throws {
    let front = try #require(relief.project(x: 0.5, y: 0.2))
    let ridge = try #require(relief.project(x: 0.5, y: 0.5))
    let behind = try #require(relief.project(x: 0.5, y: 0.6))
    #expect(front.isVisible && ridge.isVisible && !behind.isVisible)
    #expect(ridge.y < front.y)
  }

  @Test func `interpolates the height between nodes`() throws {
    let foot = try #require(relief.project(x: 0.5, y: 0.475))
    let ridge = try #require(relief.project(x: 0.5, y: 0.5))
    let middle = try #require(relief.project(x: 0.5, y: 0.4875))
    #expect(abs(middle.y - (foot.y + ridge.y) / 2) < 1e-9)
  }

  @Test func `has no point outside the unit square or without heights`() {
    #expect(relief.project(x: -0.1, y: 0.5) == nil && relief.project(x: 0.5, y: .nan) == nil)
    let empty = Relief(columns: 9, rows: 9, heights: [], side: 0, yaw: 0, pitch: 30, zoom: 1)
    #expect(empty.project(x: 0.5, y: 0.5) == nil)
  }

  @Test func `is painted with the levels as colours`() {
    var canvas = Canvas(Size(rows: 30, columns: 60))
    canvas.draw(
      relief, in: Rect(row: 0, column: 0, rows: 30, columns: 60), display: Display(depth: .direct))
    for row in 0..<30 {
      for column in 0..<60 {
        let cell = canvas[row, column]
        let upper = relief.levels[2 * row * 60 + column]
        let lower = relief.levels[(2 * row + 1) * 60 + column]
        let colors = [upper, lower].compactMap { $0.map(Paint.level) }
        #expect(colors.allSatisfy { $0 == cell.ink.foreground || $0 == cell.ink.background })
      }
    }
  }
}
