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

  @Test func `is painted with the means of its levels, and with quarters at the outline`() {
    var canvas = Canvas(Size(rows: 15, columns: 30))
    canvas.draw(
      relief, in: Rect(row: 0, column: 0, rows: 15, columns: 30), display: Display(depth: .direct))
    var outline = 0
    for row in 0..<15 {
      for column in 0..<30 {
        let cell = canvas[row, column]
        let levels = (0..<8).map { relief.levels[(4 * row + $0 / 2) * 60 + 2 * column + $0 % 2] }
        let known = levels.compactMap(\.self)
        guard let low = known.min(), let high = known.max() else {
          #expect(cell == Cell())
          continue
        }
        for paint in [cell.ink.foreground, cell.ink.background] where paint != .terminalDefault {
          guard case .level(let level) = paint else {
            Issue.record("\(paint)")
            continue
          }
          #expect(level >= low && level <= high)
        }
        // Every cell shows a colour of the surface, and outside only the background.
        let isInside = (0..<4).allSatisfy { quarter in
          let first = quarter / 2 * 4 + quarter % 2
          return levels[first] != nil || levels[first + 2] != nil
        }
        #expect(isInside == (cell.ink.background != .terminalDefault))
        if !isInside {
          outline += 1
          #expect(cell.ink.foreground != .terminalDefault)
        }
      }
    }
    #expect(outline > 20)
  }

  @Test(arguments: [(0.0, 30.0), (30, 35), (75, 12), (200, 60), (310, 88)])
  func `shows every point that nothing is in front of`(_ yaw: Double, _ pitch: Double) throws {
    let side = 31
    let heights = (0..<side * side).map { index -> Double in
      let (x, y) = (Double(index % side) / 30 - 0.5, Double(index / side) / 30 - 0.5)
      return 2 * (x * x + y * y)
    }
    let bowl = Relief(
      columns: 120, rows: 120, heights: heights, side: side, yaw: yaw, pitch: pitch, zoom: 1)
    // A ray from a point of the convex bowl toward the viewer, in the plane of the view.
    for step in 0..<400 {
      let (x, y) = (0.03 + 0.94 * Double(step % 20) / 19, 0.03 + 0.94 * Double(step / 20) / 19)
      let point = try #require(bowl.project(x: x, y: y))
      let isHidden = (1...200).contains { piece in
        let t = 0.01 * Double(piece)
        let (toX, toY) = (x + t * sine(degrees: yaw), y - t * cosine(degrees: yaw))
        guard (0...1).contains(toX), (0...1).contains(toY) else { return false }
        let (u, v) = (x - 0.5, y - 0.5)
        let (u2, v2) = (toX - 0.5, toY - 0.5)
        let rise = t * sine(degrees: pitch) / cosine(degrees: pitch)
        return 0.55 * 2 * (u2 * u2 + v2 * v2) > 0.55 * 2 * (u * u + v * v) + rise - 0.01
      }
      if !isHidden { #expect(point.isVisible, "\(x), \(y)") }
    }
  }
}
