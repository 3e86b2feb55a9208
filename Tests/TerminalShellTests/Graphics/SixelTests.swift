import CNcurses
import Drawing
import Raster
import Testing

@testable import TerminalShell

/// The pixels of a sixel image, as a terminal paints them.
private struct SixelScreen {
  private(set) var pixels: [[Int?]]
  private(set) var colors: [Int: [Int]] = [:]
  private(set) var size: [Int] = []

  init?(_ bytes: [UInt8], columns: Int, rows: Int) {
    pixels = Array(repeating: Array(repeating: nil, count: columns), count: rows)
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix("\u{1B}P0;1;0q\"1;1;"), text.hasSuffix("\u{1B}\\") else { return nil }
    var rest = text.dropFirst(8).dropLast(2)[...]
    func number() -> Int {
      let digits = rest.prefix { $0.isNumber }
      rest = rest.dropFirst(digits.count)
      return Int(digits) ?? -1
    }
    func numbers() -> [Int] {
      var found = [number()]
      while rest.first == ";" {
        rest = rest.dropFirst()
        found.append(number())
      }
      return found
    }
    var (x, band, color) = (0, 0, -1)
    func paint(_ character: Character, _ count: Int) {
      let bits = Int(character.asciiValue ?? 63) - 63
      for _ in 0..<count {
        for bit in 0..<6 where bits >> bit & 1 == 1 && 6 * band + bit < rows && x < columns {
          pixels[6 * band + bit][x] = color
        }
        x += 1
      }
    }
    while let character = rest.popFirst() {
      switch character {
      case "\"": size = numbers()
      case "#":
        let parts = numbers()
        color = parts[0]
        if parts.count == 5 { colors[color] = Array(parts[2...]) }
      case "$": x = 0
      case "-": (x, band) = (0, band + 1)
      case "!":
        let count = number()
        guard let repeated = rest.popFirst() else { return nil }
        paint(repeated, count)
      default: paint(character, 1)
      }
    }
  }
}

@Suite struct `Sixels` {
  /// The width of a glyph depends on the locale of the process.
  init() { _ = locale_set("C.UTF-8") }

  private let image = IndexedImage(
    columns: 23, rows: 20, pixels: (0..<460).map { UInt8($0 * $0 / 7 % 5) },
    colors: [RGB(0xFF0000), RGB(0x00FF00), RGB(0x336699), RGB(0), RGB(0xFFFFFF)],
    transparentIndex: 3)

  @Test(arguments: [(0..<23, 0..<20), (3..<17, 5..<18), (22..<23, 19..<20)])
  func `have the pixels of a part of an image`(_ columns: Range<Int>, _ rows: Range<Int>) throws {
    let bytes = SixelEncoder.encoded(image, columns: columns, rows: rows)
    let screen = try #require(
      SixelScreen(bytes, columns: columns.count, rows: rows.count))
    #expect(screen.size == [1, 1, columns.count, rows.count])
    for row in rows {
      for column in columns {
        let index = Int(image.pixels[row * 23 + column])
        let painted = screen.pixels[row - rows.lowerBound][column - columns.lowerBound]
        #expect(painted == (index == 3 ? nil : index))
      }
    }
    #expect(screen.colors[2] == nil || screen.colors[2] == [20, 40, 60])
  }

  private func canvas(_ glyph: Unicode.Scalar) -> Canvas {
    var canvas = Canvas(Size(rows: 4, columns: 30))
    canvas.fill(Rect(canvas.size), with: Cell(" ", Ink(on: .level(4))))
    canvas[1, 10] = Cell(glyph, Ink(.run(1), on: .shade(4)))
    return canvas
  }

  @Test func `are painted after a change, and then around changed cells`() throws {
    let image = PixelImage(columns: 1, rows: 1, pixels: [4], paints: PixelImage.heatPaints)
    let picture = Picture(Rect(row: 0, column: 0, rows: 4, columns: 30), .enlarged(image))
    let source = PictureImage(picture, PixelSize(width: 10, height: 20), Display())
    var sixels = OpaquePictures()
    sixels.require([source], [picture], canvas("●"), at: 7)
    #expect(sixels.isDirty && sixels.missing == [source] && sixels.paint().isEmpty)
    sixels.receive(try #require(source.encoded()))
    let whole = String(decoding: sixels.paint(), as: UTF8.self)
    #expect(whole.contains("\"1;1;300;80") && whole.contains("\u{1B}[2;11H\u{1B}[0;38;2;"))
    #expect(whole.hasSuffix("m●") && !sixels.isDirty && sixels.changeTime == 7)
    sixels.require([source], [picture], canvas("▲"), at: 9)
    #expect(sixels.isDirty && sixels.changeTime == 9)
    let part = String(decoding: sixels.paint(), as: UTF8.self)
    #expect(part.hasPrefix("\u{1B}[2;3H\u{1B}P0;1;0q\"1;1;170;20"))
    sixels.forget()
    #expect(sixels.isDirty)
  }

  @Test func `are painted again after cells were written over them`() throws {
    let image = PixelImage(columns: 1, rows: 1, pixels: [4], paints: PixelImage.heatPaints)
    let picture = Picture(Rect(row: 0, column: 0, rows: 4, columns: 30), .enlarged(image))
    let source = PictureImage(picture, PixelSize(width: 10, height: 20), Display())
    var sixels = OpaquePictures()
    sixels.require([source], [picture], canvas(" "), at: 0)
    sixels.receive(try #require(source.encoded()))
    let first = sixels.paint()
    sixels.uncover(at: 5)
    #expect(sixels.isDirty && sixels.changeTime == 5)
    #expect(sixels.paint() == first && !first.isEmpty)
  }

  @Test func `erase the cells that transparent pixels would show`() throws {
    let cell = PixelSize(width: 10, height: 20)
    func painted(_ paint: Paint) throws -> String {
      let image = PixelImage(columns: 2, rows: 1, pixels: [0, 1], paints: [.level(4), paint])
      let picture = Picture(Rect(row: 2, column: 5, rows: 2, columns: 20), .enlarged(image))
      let source = PictureImage(picture, cell, Display())
      var sixels = OpaquePictures()
      sixels.require([source], [picture], canvas(" "), at: 0)
      sixels.receive(try #require(source.encoded()))
      return String(decoding: sixels.paint(), as: UTF8.self)
    }
    let erasure = "\u{1B}[0m\u{1B}[3;6H\u{1B}[20X\u{1B}[4;6H\u{1B}[20X\u{1B}[3;6H\u{1B}P"
    #expect(try painted(.terminalDefault).hasPrefix(erasure))
    #expect(try painted(.level(9)).hasPrefix("\u{1B}[3;6H\u{1B}P"))
  }

  @Test func `are cut into images of the largest size`() throws {
    let image = PixelImage(columns: 1, rows: 1, pixels: [4], paints: PixelImage.heatPaints)
    let picture = Picture(Rect(row: 0, column: 0, rows: 4, columns: 30), .enlarged(image))
    let source = PictureImage(picture, PixelSize(width: 10, height: 20), Display())
    var sixels = OpaquePictures(.sixels(maxSize: PixelSize(width: 160, height: 50)))
    sixels.require([source], [picture], canvas(" "), at: 0)
    sixels.receive(try #require(source.encoded()))
    let text = String(decoding: sixels.paint(), as: UTF8.self)
    #expect(text.split(separator: "\"1;1;150;40").count == 5)
  }
}
