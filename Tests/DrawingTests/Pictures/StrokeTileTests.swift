import TestSupport
import Testing

@testable import Drawing

@Suite(.randomCases) struct `Lines in pixels` {
  private static let size = Size(rows: 6, columns: 9)
  private static let (width, height) = (10, 19)

  private static func strokes(_ generator: inout SeededGenerator) -> [Stroke] {
    (0..<1 + generator.below(5)).map { index in
      Stroke(
        generator.number(in: -2...11), generator.number(in: -2...8),
        generator.number(in: -2...11), generator.number(in: -2...8),
        generator.pick([.run(0), .run(1), .faint]), priority: UInt8(index))
    }
  }

  /// Returns the inks of the whole picture, from its tiles.
  private static func inks(_ strokes: [Stroke], tile: Size) -> [StrokeTile.Ink] {
    var inks = Array(
      repeating: StrokeTile.Ink.none, count: size.columns * width * size.rows * height)
    let tiles = StrokeTile.tiles(
      of: strokes, in: size, tile: tile, pixels: (width: width, height: height))
    for tile in tiles.values {
      for (index, ink) in tile.inks(cellWidth: width, cellHeight: height).enumerated() {
        let columns = tile.cells.columns * width
        let row = tile.cells.row * height + index / columns
        let column = tile.cells.column * width + index % columns
        inks[row * size.columns * width + column] = ink
      }
    }
    return inks
  }

  @Test func `have no seams between tiles`() {
    forEachRandomCase(20) { generator in
      let strokes = Self.strokes(&generator)
      let whole = Self.inks(strokes, tile: Self.size)
      for tile in [Size(rows: 2, columns: 4), Size(rows: 1, columns: 1)] {
        try #require(Self.inks(strokes, tile: tile) == whole)
      }
    }
  }

  @Test func `cover the pixels within their radius`() {
    forEachRandomCase(10) { generator in
      let stroke = Self.strokes(&generator)[0]
      let inks = Self.inks([stroke], tile: Size(rows: 2, columns: 4))
      let (ax, ay) = (stroke.x0 * 10, stroke.y0 * 19)
      let (dx, dy) = (stroke.x1 * 10 - ax, stroke.y1 * 19 - ay)
      for index in inks.indices {
        let (px, py) = (Double(index % 90) + 0.5 - ax, Double(index / 90) + 0.5 - ay)
        let along = max(0, min(1, (px * dx + py * dy) / (dx * dx + dy * dy)))
        let (ex, ey) = (px - along * dx, py - along * dy)
        let coverage = max(0, min(1, 1.9 - (ex * ex + ey * ey).squareRoot()))
        try #require(abs(Double(inks[index].coverage) / 4 - coverage) <= 0.126)
        try #require(inks[index].coverage == 0 || inks[index].paint == stroke.paint)
        try #require(stroke.paint != .faint || inks[index].casing == 0)
      }
    }
  }

  @Test func `of the highest priority lie over the others`() {
    let below = Stroke(0, 3, 9, 3, .run(1), priority: 1)
    let above = Stroke(4.5, 0, 4.5, 6, .run(2), priority: 2)
    for strokes in [[below, above], [above, below]] {
      let ink = Self.inks(strokes, tile: Self.size)[57 * 90 + 45]
      #expect(ink.paint == .run(2) && ink.coverage == 4 && ink.casing == 4)
    }
  }

  @Test func `that are not finite or far away have no tiles`() {
    let strokes = [
      Stroke(.nan, 0, 1, 1, .run(0)), Stroke(0, 0, .infinity, 1, .run(0)),
      Stroke(-50, -50, -40, 90, .run(0)), Stroke(1e300, 0, 1e300, 5, .run(0)),
    ]
    let tiles = StrokeTile.tiles(
      of: strokes, in: Self.size, tile: Size(rows: 2, columns: 4), pixels: (width: 10, height: 19))
    #expect(tiles.isEmpty)
  }

  @Test func `are recorded by a grid of braille on request`() {
    var grid = BrailleGrid(rows: 6, columns: 9, recordsStrokes: true)
    grid.drawLine(from: (2, 4), to: (8, 12), paint: .run(3), priority: 2)
    #expect(grid.strokes == [Stroke(1, 1, 4, 3, .run(3), priority: 2)])
    var other = BrailleGrid(rows: 6, columns: 9)
    other.drawLine(from: (2, 4), to: (8, 12), paint: .run(3), priority: 2)
    #expect(other.strokes == nil && other.masks == grid.masks)
  }
}
