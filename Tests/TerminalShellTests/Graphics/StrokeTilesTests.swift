import Drawing
import TestSupport
import Testing

@testable import TerminalShell

@Suite struct `The budget of lines` {
  @Test(arguments: [1, 2, 12]) func `is ten updates and ten kilobytes a second`(_ pictures: Int) {
    var budget = StrokeBudget()
    let second: Nanoseconds = 1_000_000_000
    var (updates, bytes) = (0, 0)
    for frame in 0..<300 where budget.startUpdate(at: second + frame * second / 30) {
      updates += 1
      for _ in 0..<pictures where budget.credit > 0 {
        budget.spend(700)
        bytes += 700
      }
    }
    #expect(updates <= 101)
    #expect(bytes <= 11 * StrokeBudget.bytesPerSecond + 700)
    #expect(pictures == 1 || bytes > 9 * StrokeBudget.bytesPerSecond)
  }

  @Test func `delays the next update until bytes are allowed again`() {
    var budget = StrokeBudget()
    let starts = [5_000_000_000, 5_099_999_999].map { budget.startUpdate(at: $0) }
    #expect(starts == [true, false])
    budget.spend(StrokeBudget.bytesPerSecond + 5_000)
    #expect(budget.dueTime == 5_500_100_000)
    let later = [5_500_000_000, 5_500_100_000].map { budget.startUpdate(at: $0) }
    #expect(later == [false, true] && budget.credit > 0)
  }
}

extension `The budget of lines` {
  /// Returns the bytes of lines in nine seconds beside some bytes of text per frame.
  private func bytes(besideText text: Int) -> Int {
    var budget = StrokeBudget()
    let second: Nanoseconds = 1_000_000_000
    var bytes = 0
    for frame in 0..<300 {
      budget.spendText(text)
      guard budget.startUpdate(at: second + frame * second / 30) else { continue }
      while budget.credit > 0 {
        budget.spend(100)
        if frame >= 30 { bytes += 100 }
      }
    }
    return bytes
  }

  @Test func `is what the text leaves, and at least a quarter`() {
    #expect((88_000...91_000).contains(bytes(besideText: 0)))
    #expect((52_000...55_000).contains(bytes(besideText: 4_000 / 30)))
    #expect((21_000...24_000).contains(bytes(besideText: 2_000)))
  }
}

@Suite struct `The tiles of lines` {
  private let rect = Rect(row: 2, column: 3, rows: 10, columns: 40)
  private let cell = PixelSize(width: 10, height: 20)

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

  /// Sends the lines of a picture as far as the number of bytes allows.
  private func show(
    _ picture: Picture, in tiles: inout StrokeTiles, maxBytes: Int = .max
  ) -> [UInt8] {
    tiles.require(picture, cell, Display()) + tiles.send(maxBytes: maxBytes)
  }

  @Test func `are sent once, and again only where lines change`() {
    var (tiles, screen) = (StrokeTiles(firstID: 100), KittyScreen())
    screen.feed(show(picture([line(1), line(30)]), in: &tiles))
    #expect(screen.images.count == 10 && !tiles.isPending && screen.errors == [])
    #expect(show(picture([line(1), line(30)]), in: &tiles).isEmpty)
    screen.feed(show(picture([line(1), line(34)]), in: &tiles))
    #expect(screen.images.count == 10 && screen.errors == [])
    #expect(screen.placements[[100, 1]]?.contains("z=-1,C=1") == true)
    screen.feed(tiles.remove())
    #expect(screen.images.isEmpty && !tiles.isPending && tiles.isEmpty)
  }

  @Test func `are sent in turn if their bytes are limited`() {
    var (tiles, screen) = (StrokeTiles(firstID: 100), KittyScreen())
    let lines = [line(1), line(13), line(21), line(33)]
    screen.feed(show(picture(lines), in: &tiles, maxBytes: 1))
    #expect(screen.images.count == 1 && tiles.isPending && tiles.paints.isEmpty)
    // The lines change in each update, and yet each tile is sent.
    for update in 1..<20 {
      let moved = lines.map { Stroke($0.x0, 1 + Double(update) / 40, $0.x1, $0.y1, .run(1)) }
      screen.feed(show(picture(moved), in: &tiles, maxBytes: 1))
      #expect(screen.images.count == update + 1)
    }
    #expect(tiles.paints == [.run(1)] && screen.errors == [])
  }

  @Test func `are hidden under a dialog`() {
    var (tiles, screen) = (StrokeTiles(firstID: 100), KittyScreen())
    screen.feed(show(picture([line(1), line(30)]), in: &tiles))
    let half = Rect(row: 2, column: 3, rows: 10, columns: 20)
    screen.feed(show(picture([line(1), line(30)], covered: half), in: &tiles))
    #expect(screen.images.count == 5 && screen.errors == [])
  }

  @Test func `hide the braille of the same lines alone`() {
    var tiles = StrokeTiles(firstID: 100)
    #expect(tiles.paints.isEmpty)
    _ = show(picture([line(1)]), in: &tiles)
    #expect(tiles.paints == [.run(1)])
    var canvas = Canvas(Size(rows: 1, columns: 2))
    canvas[0, 0] = Cell("⠿", Ink(.run(1), on: .shade(3)))
    canvas[0, 1] = Cell("⠿", Ink(.faint, on: .level(3)))
    let text = canvas.textOver([Rect(canvas.size)], without: tiles.paints)
    #expect(text.cells == [Cell(), Cell("⠿", Ink(.faint))])
  }
}
