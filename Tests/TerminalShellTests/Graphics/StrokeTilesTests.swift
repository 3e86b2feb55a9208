import Drawing
import Testing

@testable import TerminalShell

@Suite struct `The tiles of lines` {
  private let rect = Rect(row: 2, column: 3, rows: 10, columns: 40)
  private let cell = PixelSize(width: 10, height: 20)
  private let second: Nanoseconds = 1_000_000_000

  private func picture(_ strokes: [Stroke], covered: Rect? = nil) -> Picture {
    let image = PixelImage(columns: 1, rows: 1, pixels: [0], paints: PixelImage.heatPaints)
    var canvas = Canvas(Size(rows: 20, columns: 60))
    canvas.add(Picture(rect, .enlarged(image)))
    canvas.add(strokes, over: rect)
    if let covered { canvas.cover(covered) }
    return canvas.pictures[0]
  }

  private func line(_ index: Int) -> Stroke {
    Stroke(Double(index % 40), 1, Double(index % 40) + 0.5, 9, .run(1))
  }

  @Test func `are sent once, and again only where lines change`() {
    var (tiles, screen) = (StrokeTiles(firstID: 100), KittyScreen())
    screen.feed(tiles.show(picture([line(1), line(30)]), cell, Display(), at: second))
    #expect(screen.images.count == 10 && tiles.deadline == nil && screen.errors == [])
    #expect(tiles.show(picture([line(1), line(30)]), cell, Display(), at: 2 * second).isEmpty)
    let bytes = tiles.show(picture([line(1), line(34)]), cell, Display(), at: 3 * second)
    screen.feed(bytes)
    #expect(screen.images.count == 10 && screen.errors == [])
    #expect(screen.placements[[100, 1]]?.contains("z=-1,C=1") == true)
    screen.feed(tiles.remove())
    #expect(screen.images.isEmpty && tiles.deadline == nil)
  }

  @Test func `take at most ten updates and ten kilobytes a second`() {
    var tiles = StrokeTiles(firstID: 100)
    var (updates, bytes) = (0, 0)
    for frame in 0..<300 {
      let time = second + frame * second / 30
      let strokes = (0..<40).map { line($0 + frame) }.map {
        Stroke($0.x0, Double(frame % 7) / 3, $0.x1, $0.y1, .run(UInt8(frame % 3)))
      }
      let sent = tiles.show(picture(strokes), cell, Display(), at: time)
      if !sent.isEmpty { updates += 1 }
      bytes += sent.count
    }
    #expect(updates <= 101)
    #expect(bytes <= 11 * StrokeTiles.bytesPerSecond + 2000)
    #expect(tiles.deadline != nil)
  }

  @Test func `are hidden under a dialog`() {
    var (tiles, screen) = (StrokeTiles(firstID: 100), KittyScreen())
    screen.feed(tiles.show(picture([line(1), line(30)]), cell, Display(), at: second))
    let half = Rect(row: 2, column: 3, rows: 10, columns: 20)
    screen.feed(
      tiles.show(picture([line(1), line(30)], covered: half), cell, Display(), at: 2 * second))
    #expect(screen.images.count == 5 && screen.errors == [])
  }

  @Test func `hide the braille of the same lines alone`() {
    var tiles = StrokeTiles(firstID: 100)
    #expect(tiles.paints.isEmpty)
    _ = tiles.show(picture([line(1)]), cell, Display(), at: second)
    #expect(tiles.paints == [.run(1)])
    var canvas = Canvas(Size(rows: 1, columns: 2))
    canvas[0, 0] = Cell("⠿", Ink(.run(1), on: .shade(3)))
    canvas[0, 1] = Cell("⠿", Ink(.faint, on: .level(3)))
    let text = canvas.textOver([Rect(canvas.size)], without: tiles.paints)
    #expect(text.cells == [Cell(), Cell("⠿", Ink(.faint))])
  }
}
