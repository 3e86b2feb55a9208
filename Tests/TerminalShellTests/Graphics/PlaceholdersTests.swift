import CNcurses
import Drawing
import Testing

@testable import TerminalShell

@Suite struct `Pictures inside tmux` {
  private let cell = PixelSize(width: 10, height: 20)
  private let picture = Picture(
    Rect(row: 1, column: 2, rows: 3, columns: 30),
    .enlarged(PixelImage(columns: 1, rows: 1, pixels: [4], paints: PixelImage.heatPaints)))

  /// The width of a glyph depends on the locale of the process.
  init() { _ = locale_set("C.UTF-8") }

  @Test func `are numbered by the combining characters of kitty`() {
    let numbers = Placeholders.numbers.map(\.value)
    #expect(numbers.count == Placeholders.maxCells)
    #expect(
      [0, 1, 5, 30, 296].map { numbers[$0] } == [0x305, 0x30D, 0x33D, 0x483, 0x1D244])
    #expect(numbers == numbers.sorted() && !numbers.contains(0x654) && numbers.contains(0xA8F1))
    for number in Placeholders.numbers { #expect(scalar_width(number.value) == 0) }
  }

  @Test func `have a character for each cell, in the colour of the id`() {
    let text = Placeholders.text(
      id: 207, over: Rect(row: 4, column: 9, rows: 2, columns: 2), firstRow: 0, firstColumn: 1)
    #expect(
      String(decoding: text, as: UTF8.self).unicodeScalars.elementsEqual(
        ("\u{1B}[5;10H\u{1B}[0;38;5;207m\u{10EEEE}\u{305}\u{30D}\u{10EEEE}\u{305}\u{30E}"
          + "\u{1B}[6;10H\u{1B}[0;38;5;207m\u{10EEEE}\u{30D}\u{30D}\u{10EEEE}\u{30D}\u{30E}")
          .unicodeScalars))
  }

  private func canvas(_ glyph: Unicode.Scalar) -> Canvas {
    var canvas = Canvas(Size(rows: 5, columns: 40))
    canvas.fill(Rect(canvas.size), with: Cell(" ", Ink(on: .level(4))))
    canvas[2, 10] = Cell(glyph, Ink(.run(1), on: .shade(4)))
    return canvas
  }

  private func count(_ part: String, in bytes: [UInt8]) -> Int {
    String(decoding: bytes, as: UTF8.self).ranges(of: part).count
  }

  @Test func `send an image once, and then only characters around changed cells`() throws {
    let source = PictureImage(picture, cell, Display())
    var pictures = OpaquePictures(.placeholders)
    pictures.require([source], [picture], canvas("●"), at: 0)
    pictures.receive(try #require(source.encoded()))
    let whole = pictures.paint()
    #expect(count("\u{1B}Ptmux;\u{1B}\u{1B}_Ga=t,f=100,i=201,q=2", in: whole) == 1)
    #expect(
      count("_Ga=p,U=1,i=201,c=30,r=3,q=2\u{1B}\u{1B}\\\u{1B}\\", in: whole) == 1)
    #expect(
      String(decoding: whole, as: UTF8.self).unicodeScalars.count { $0 == "\u{10EEEE}" } == 90)
    #expect(whole.suffix(4) == Array("m●".utf8)[...])
    #expect(!pictures.isDirty && pictures.usedIDs == [201])
    pictures.require([source], [picture], canvas("▲"), at: 9)
    let part = pictures.paint()
    #expect(count("tmux;", in: part) == 0)
    #expect(
      String(decoding: part, as: UTF8.self).unicodeScalars.count { $0 == "\u{10EEEE}" } == 17)
  }

  @Test func `take another id for another image, and remove the former one`() throws {
    var pictures = OpaquePictures(.placeholders)
    var image = PixelImage(columns: 1, rows: 1, pixels: [4], paints: PixelImage.heatPaints)
    var (ids, deletions): ([Int], [Int]) = ([], [])
    for level: UInt8 in 4..<8 {
      image = PixelImage(columns: 1, rows: 1, pixels: [level], paints: PixelImage.heatPaints)
      let picture = Picture(picture.rect, .enlarged(image))
      let source = PictureImage(picture, cell, Display())
      pictures.require([source], [picture], canvas("●"), at: 0)
      pictures.receive(try #require(source.encoded()))
      let text = String(decoding: pictures.paint(), as: UTF8.self)
      ids += text.matches(of: /a=t,f=100,i=(\d+)/).compactMap { Int($0.1) }
      deletions += text.matches(of: /a=d,d=I,i=(\d+)/).compactMap { Int($0.1) }
    }
    #expect(ids == [201, 202, 201, 202] && deletions == [201, 202, 201])
    // A cleared terminal may lack the image.
    pictures.forget()
    #expect(count("a=t,f=100,i=201", in: pictures.paint()) == 1)
    #expect(count("a=d,d=I,i=201", in: pictures.remove()) == 1)
    #expect(pictures.remove() == [] && !pictures.isDirty)
  }

  @Test func `stay cells if there are more rows or columns than numbers`() throws {
    let wide = Picture(Rect(row: 0, column: 0, rows: 2, columns: 298), picture.content)
    let source = PictureImage(wide, cell, Display())
    var pictures = OpaquePictures(.placeholders)
    pictures.require([source], [wide], Canvas(Size(rows: 2, columns: 300)), at: 0)
    pictures.receive(try #require(source.encoded()))
    #expect(pictures.paint() == [] && !pictures.isDirty)
  }

  @Test func `are removed by one string through tmux on exit`() {
    let bytes = KittyCommands.deleteAll(ids: [201, 202], throughTmux: true)
    let expected =
      "\u{1B}Ptmux;\u{1B}\u{1B}_Gm=0,q=2;\u{1B}\u{1B}\\\u{1B}\u{1B}_Ga=d,d=I,i=201,q=2\u{1B}\u{1B}\\"
      + "\u{1B}\u{1B}_Ga=d,d=I,i=202,q=2\u{1B}\u{1B}\\\u{1B}\\"
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
    // The signal handlers have room for 1024 bytes.
    let all = (0..<2 * Placeholders.maxImages).map { Placeholders.firstID + $0 }
    #expect(KittyCommands.deleteAll(ids: all, throughTmux: true).count < 850)
  }
}
