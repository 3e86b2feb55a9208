import Testing

@testable import Raster

@Suite struct `A bitmap` {
  private static let red = RGB(0xFF0000)
  private static let blue = RGB(0x0000FF)

  private static func image(_ elements: [VectorImage.Element]) -> VectorImage {
    var image = VectorImage(
      width: 20, height: 10, background: RGB(0xFFFFFF), foreground: RGB(0))
    image.elements = elements
    return image
  }

  private static func bitmap(
    _ elements: [VectorImage.Element], scale: Double = 1
  ) throws -> Bitmap {
    try Bitmap(image(elements), scale: scale)
  }

  private static func box(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ color: RGB,
    opacity: Double = 1
  ) -> VectorImage.Element {
    .shape(
      VectorImage.Shape(
        Path(Box(x: x, y: y, width: width, height: height)),
        fill: .color(color, opacity: opacity)))
  }

  @Test func `has the pixels of its extent times the scale`() throws {
    let bitmap = try Self.bitmap([Self.box(0, 0, 10, 10, Self.red)], scale: 2.5)
    #expect(bitmap.width == 50 && bitmap.height == 25)
    #expect(bitmap[column: 24, row: 24] == Self.red)
    #expect(bitmap[column: 25, row: 24] == RGB(0xFFFFFF))
    var wide = Self.image([Self.box(0, 0, 20, 10, Self.red)])
    wide.extent = (40, 10)
    let centred = try Bitmap(wide, scale: 1)
    #expect(centred.width == 40 && centred[column: 9, row: 5] == RGB(0xFFFFFF))
    #expect(centred[column: 10, row: 5] == Self.red && centred[column: 29, row: 5] == Self.red)
  }

  @Test func `blends by opacity, and a group as a whole`() throws {
    let half = RGB(0xFF7F7F)
    let shapes = [Self.box(0, 0, 8, 10, Self.red), Self.box(4, 0, 8, 10, Self.red)]
    let single = try Self.bitmap([Self.box(0, 0, 8, 10, Self.red, opacity: 0.5)])
    #expect(single[column: 2, row: 2] == half)
    let group = try Self.bitmap([.group(shapes, VectorImage.Group(opacity: 0.5))])
    for column in [2, 6, 10] { #expect(group[column: column, row: 2] == half) }
    #expect(group[column: 13, row: 2] == RGB(0xFFFFFF))
  }

  @Test func `moves and clips groups, and repeats symbols`() throws {
    let clip = Box(x: 0, y: 0, width: 3, height: 2)
    let moved = try Self.bitmap([
      .group(
        [Self.box(-5, -5, 50, 50, Self.red)],
        VectorImage.Group(clip: clip, offset: FigurePoint(4, 3)))
    ])
    #expect(moved[column: 4, row: 3] == Self.red && moved[column: 6, row: 4] == Self.red)
    #expect(moved[column: 3, row: 3] != Self.red && moved[column: 7, row: 3] != Self.red)
    #expect(moved[column: 4, row: 5] != Self.red)
    let symbol = VectorImage.Symbol(
      "a", size: (2, 2), elements: [Self.box(0, 0, 9, 9, Self.blue)])
    let twice = try Self.bitmap([
      .symbol(symbol, at: FigurePoint(1, 1)), .symbol(symbol, at: FigurePoint(10, 5)),
    ])
    #expect(twice[column: 2, row: 2] == Self.blue && twice[column: 11, row: 6] == Self.blue)
    #expect(twice[column: 3, row: 3] != Self.blue && twice[column: 12, row: 7] != Self.blue)
  }

  private static let checker = IndexedImage(
    columns: 2, rows: 1, pixels: [0, 1], colors: [RGB(0), RGB(0xFFFFFF)])

  @Test func `stretches an image: smooth, or with sharp pixels`() throws {
    let box = Box(x: 0, y: 0, width: 20, height: 10)
    let sharp = try Self.bitmap([.image(Self.checker, box, isSmooth: false)])
    #expect((0..<20).map { sharp[column: $0, row: 4].red } == (0..<20).map { $0 < 10 ? 0 : 255 })
    let smooth = try Self.bitmap([.image(Self.checker, box, isSmooth: true)])
    let levels = (0..<20).map { Int(smooth[column: $0, row: 4].red) }
    // Linear between the centres of the two pixels, at 5 and at 15.
    for (column, level) in levels.enumerated() {
      let fraction = min(max((Double(column) + 0.5 - 5) / 10, 0), 1)
      #expect(abs(Double(level) - 255 * fraction) <= 1.5, "\(column)")
    }
  }

  @Test func `leaves the transparent colour of an image out`() throws {
    var image = Self.checker
    image.transparentIndex = 1
    let bitmap = try Self.bitmap([
      Self.box(0, 0, 20, 10, Self.red),
      .image(image, Box(x: 0, y: 0, width: 20, height: 10), isSmooth: false),
    ])
    #expect(bitmap[column: 3, row: 3] == RGB(0) && bitmap[column: 16, row: 3] == Self.red)
  }

  @Test func `draws a gradient from the bottom of a shape to its top`() throws {
    let bitmap = try Self.bitmap([
      .shape(
        VectorImage.Shape(
          Path(Box(x: 0, y: 0, width: 20, height: 10)), fill: .upward([Self.red, Self.blue])))
    ])
    #expect(bitmap[column: 5, row: 9].red == 242 && bitmap[column: 5, row: 0].blue == 242)
    for row in 1..<10 {
      #expect(bitmap[column: 5, row: row].red > bitmap[column: 5, row: row - 1].red)
    }
  }

  @Test func `has at least one pixel and at most 10⁸`() {
    for scale in [0.001, 1000, .infinity] {
      let error = #expect(throws: BitmapError.self) { try Self.bitmap([], scale: scale) }
      #expect(error?.description.contains("1 to 100000000 pixels") == true)
    }
  }

  /// Returns the columns in which a line of text has dark pixels.
  private static func columns(
    _ text: String, _ anchor: VectorImage.TextLine.Anchor, isBold: Bool = false
  ) throws -> [Int] {
    let line = VectorImage.TextLine(
      text, at: FigurePoint(10, 8), size: 8, anchor: anchor, isBold: isBold)
    let bitmap = try Self.bitmap([.text(line)], scale: 4)
    return (0..<bitmap.width).filter { column in
      (0..<bitmap.height).contains { bitmap[column: column, row: $0].red < 128 }
    }
  }

  @Test func `writes text before, around and after its point`() throws {
    let width = 4 * StrokeFont.width(of: "H", size: 8)
    for (anchor, start) in [
      (VectorImage.TextLine.Anchor.start, 40.0), (.middle, 40 - width / 2), (.end, 40 - width),
    ] {
      let columns = try Self.columns("H", anchor)
      let (first, last) = (try #require(columns.first), try #require(columns.last))
      #expect(Double(first) >= start && Double(last) <= start + width)
      // Both sides have the same space.
      #expect(abs((Double(first) - start) - (start + width - Double(last) - 1)) <= 1.5)
    }
    #expect(
      try Self.columns("l", .start, isBold: true).count > Self.columns("l", .start).count)
    #expect(try Self.columns(" ", .start).isEmpty && !Self.columns("\u{1F600}", .start).isEmpty)
  }
}
