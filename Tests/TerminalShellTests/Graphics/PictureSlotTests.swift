import Drawing
import Raster
import TestSupport
import Testing

@testable import TerminalShell

@Suite struct `A picture of a layered terminal` {
  private let cell = PixelSize(width: 10, height: 20)

  private func picture(_ level: UInt8 = 3, covered: Rect? = nil) -> Picture {
    let image = PixelImage(
      columns: 1, rows: 1, pixels: [level], paints: PixelImage.heatPaints)
    var canvas = Canvas(Size(rows: 20, columns: 60))
    canvas.add(Picture(Rect(row: 2, column: 3, rows: 10, columns: 40), .enlarged(image)))
    if let covered { canvas.cover(covered) }
    return canvas.pictures[0]
  }

  private func show(
    _ picture: Picture, in slot: inout PictureSlot, on screen: inout KittyScreen
  ) -> [UInt8] {
    let image = PictureImage(picture, cell, Display())
    let isNew = slot.require(image, at: 0)
    let bytes = slot.show(picture, moving: isNew ? image.encoded() : nil, mayShowExact: true)
    screen.feed(bytes)
    return bytes
  }

  @Test func `is sent once, and by two ids in turn`() {
    var (slot, screen) = (PictureSlot(ids: (8, 9), firstTileID: 100), KittyScreen())
    #expect(!show(picture(), in: &slot, on: &screen).isEmpty)
    #expect(Array(screen.images.keys) == [8])
    #expect(show(picture(), in: &slot, on: &screen).isEmpty)
    _ = show(picture(4), in: &slot, on: &screen)
    #expect(Array(screen.images.keys) == [9] && screen.placements.count == 1)
    _ = show(picture(5), in: &slot, on: &screen)
    #expect(Array(screen.images.keys) == [8] && screen.placements.count == 1)
    #expect(slot.rects == [picture().rect] && slot.isExact && screen.errors == [])
  }

  @Test func `is cut by a dialog without being sent again`() {
    var (slot, screen) = (PictureSlot(ids: (8, 9), firstTileID: 100), KittyScreen())
    _ = show(picture(), in: &slot, on: &screen)
    let hole = Rect(row: 4, column: 10, rows: 4, columns: 10)
    let cut = show(picture(covered: hole), in: &slot, on: &screen)
    #expect(cut.count < 500 && screen.placements.count == 4)
    #expect(
      screen.placements[[8, 2]] == "a=p,i=8,p=2,x=0,y=40,w=70,h=80,c=7,r=4,z=-2,C=1,q=2")
    #expect(slot.rects.allSatisfy { $0.intersection(hole).isEmpty })
    let whole = show(picture(), in: &slot, on: &screen)
    #expect(whole.count < 200 && screen.placements.count == 1)
    #expect(screen.placements[[8, 1]] == "a=p,i=8,p=1,c=40,r=10,z=-2,C=1,q=2")
    _ = show(picture(covered: picture().rect), in: &slot, on: &screen)
    #expect(screen.placements.isEmpty && slot.rects.isEmpty && slot.isExact)
    #expect(show(picture(), in: &slot, on: &screen).count < 200)
    #expect(screen.placements.count == 1 && screen.errors == [])
  }

  @Test func `gives way to the cells until its pixels are drawn`() throws {
    var (slot, screen) = (PictureSlot(ids: (8, 9), firstTileID: 100), KittyScreen())
    _ = show(picture(), in: &slot, on: &screen)
    let other = picture(9)
    let image = PictureImage(other, cell, Display())
    let isNew = slot.require(image, at: 5)
    #expect(isNew)
    screen.feed(slot.show(other, moving: nil, mayShowExact: true))
    #expect(screen.images.isEmpty && slot.rects.isEmpty)
    #expect(!slot.isExact && slot.missing == image && slot.requiredTime == 5)
    slot.receive(try #require(PictureImage(picture(7), cell, Display()).encoded()))
    #expect(!slot.isReady)
    slot.receive(try #require(image.encoded()))
    #expect(slot.isReady && slot.missing == nil)
    screen.feed(slot.show(other, moving: nil, mayShowExact: false))
    #expect(screen.images.isEmpty)
    screen.feed(slot.show(other, moving: nil, mayShowExact: true))
    #expect(screen.images.count == 1 && slot.isExact && screen.errors == [])
  }

  @Test func `has the colours of the cells`() throws {
    let palette = Palette(Display())
    for (paint, color) in zip(
      PixelImage.heatPaints,
      PictureImage(picture(), cell, Display()).colors(of: PixelImage.heatPaints))
    {
      #expect(
        palette.color(paint, isBackground: true) == .rgb(color.red, color.green, color.blue))
    }
  }

  @Test func `is sent in chunks of at most 4096 digits`() {
    for count in [0, 1, 3071, 3072, 3073, 9000, 12288] {
      var screen = KittyScreen()
      screen.feed(KittyCommands.send([UInt8](repeating: 7, count: count), id: 5))
      #expect(screen.errors == [])
      #expect(screen.images == (count == 0 ? [:] : [5: (count + 2) / 3 * 4]))
    }
  }
}

@Suite struct `The resolution of moving pictures` {
  private func source(_ image: PixelImage?) -> PictureImage {
    PictureImage(
      Picture(
        Rect(row: 0, column: 0, rows: 10, columns: 40),
        .drawn(
          PictureSource { columns, rows, isCancelled in
            isCancelled() ? nil : image?.resized(columns: columns, rows: rows)
          })), PixelSize(width: 10, height: 20), Display())
  }

  private let image = PixelImage(
    columns: 1, rows: 1, pixels: [3], paints: PixelImage.heatPaints)

  @Test func `is exact if an image is cheap`() {
    var resolution = MovingResolution()
    let image = resolution.image(of: source(image), byteBudget: 16_000, share: 1) { 0 }
    #expect(image?.isExact == true && image?.size == PixelSize(width: 400, height: 200))
  }

  @Test func `falls while drawing takes too long, down to cells`() {
    var resolution = MovingResolution()
    var time = 0
    let image = resolution.image(of: source(image), byteBudget: 16_000, share: 1) {
      time += 20_000_000
      return time
    }
    #expect(image == nil)
    #expect(resolution.image(of: source(self.image), byteBudget: 16_000, share: 1) { 0 } == nil)
    resolution.didDrawExactly(in: 10_000_000_000)
    #expect(resolution.image(of: source(self.image), byteBudget: 16_000, share: 1) { 0 } == nil)
    resolution.didDrawExactly(in: 50_000_000)
    let next = resolution.image(of: source(self.image), byteBudget: 16_000, share: 1) { 0 }
    #expect(next?.size == PixelSize(width: 100, height: 50))
  }

  @Test func `gives way to the cells on a slow line`() {
    var resolution = MovingResolution()
    resolution.didSend(in: 400_000_000)
    #expect(resolution.image(of: source(image), byteBudget: 16_000, share: 1) { 0 } == nil)
    resolution.didSend(in: 100_000_000)
    #expect(resolution.image(of: source(image), byteBudget: 16_000, share: 1) { 0 } == nil)
    resolution.didSend(in: 1_000_000)
    #expect(resolution.image(of: source(image), byteBudget: 16_000, share: 1) { 0 } != nil)
  }
}
