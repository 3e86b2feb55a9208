import CZlib
import Testing

@testable import Raster

@Suite struct `A PNG file` {
  /// The chunks and the unfiltered lines of a file.
  private struct Reading {
    var chunks: [(name: String, data: [UInt8])] = []
    var columns = 0
    var rows = 0
    var kind: UInt8 = 0
    /// The samples of each row.
    var lines: [[UInt8]] = []

    init(_ bytes: [UInt8]) throws {
      try #require(Array(bytes.prefix(8)) == [137, 80, 78, 71, 13, 10, 26, 10])
      var rest = bytes.dropFirst(8)
      func integer(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
      }
      while !rest.isEmpty {
        let length = integer(rest.prefix(4))
        let body = Array(rest.dropFirst(4).prefix(length + 4))
        let sum = integer(rest.dropFirst(length + 8).prefix(4))
        #expect(Int(crc32(of: body)) == sum)
        chunks.append((String(decoding: body.prefix(4), as: UTF8.self), Array(body.dropFirst(4))))
        rest = rest.dropFirst(length + 12)
      }
      let header = try #require(chunks.first { $0.name == "IHDR" }).data
      (columns, rows, kind) = (integer(header[0..<4]), integer(header[4..<8]), header[9])
      let perRow = columns * (kind == 2 ? 3 : 1) + 1
      var raw = [UInt8](repeating: 0, count: rows * perRow)
      var count = UInt(raw.count)
      let packed = try #require(chunks.first { $0.name == "IDAT" }).data
      try #require(uncompress(&raw, &count, packed, UInt(packed.count)) == Z_OK)
      try #require(Int(count) == raw.count)
      var above = [UInt8](repeating: 0, count: perRow - 1)
      for row in 0..<rows {
        let filter = raw[row * perRow]
        var line = Array(raw[row * perRow + 1..<(row + 1) * perRow])
        for index in line.indices where filter > 0 {
          line[index] &+= filter == 2 ? above[index] : index < 3 ? 0 : line[index - 3]
        }
        lines.append(line)
        above = line
      }
    }
  }

  private static func bitmap(colors: Int) throws -> Bitmap {
    var image = VectorImage(width: 64, height: 32, background: RGB(0x102030), foreground: RGB(0))
    image.elements = (0..<colors).map { index in
      let color = RGB(UInt8(index % 64 * 4), UInt8(index / 64 * 25), 77)
      return .shape(
        VectorImage.Shape(
          Path(Box(x: Double(index % 64), y: Double(index / 64 * 3), width: 1, height: 2)),
          fill: .color(color)))
    }
    return try Bitmap(image, scale: 1)
  }

  @Test(arguments: [1, 255, 600])
  func `has the pixels of the bitmap, with a palette for at most 256 colours`(
    _ colors: Int
  ) throws {
    let bitmap = try Self.bitmap(colors: colors)
    let png = bitmap.png
    #expect(png == bitmap.png)
    let reading = try Reading(png)
    #expect(reading.columns == 64 && reading.rows == 32)
    #expect(reading.kind == (colors < 256 ? 3 : 2))
    #expect(reading.chunks.last?.name == "IEND")
    let palette = reading.chunks.first { $0.name == "PLTE" }?.data ?? []
    for row in 0..<32 {
      for column in 0..<64 {
        let line = reading.lines[row]
        let samples =
          colors < 256
          ? Array(palette[3 * Int(line[column])..<3 * Int(line[column]) + 3])
          : Array(line[3 * column..<3 * column + 3])
        let color = bitmap[column: column, row: row]
        #expect(samples == [color.red, color.green, color.blue])
      }
    }
  }

  @Test(arguments: [2, 16, 255])
  func `has few colours, near those of the pixels, after a reduction`(_ count: Int) throws {
    let bitmap = try Self.bitmap(colors: 600)
    let reduced = bitmap.reduced(toColors: count)
    #expect(reduced.png == bitmap.reduced(toColors: count).png)
    let reading = try Reading(reduced.png)
    #expect(reading.kind == 3)
    #expect((reading.chunks.first { $0.name == "PLTE" }?.data.count ?? 0) <= 3 * count)
    var error = 0
    for row in 0..<32 {
      for column in 0..<64 {
        let (old, new) = (bitmap[column: column, row: row], reduced[column: column, row: row])
        for (a, b) in [(old.red, new.red), (old.green, new.green), (old.blue, new.blue)] {
          error = max(error, abs(Int(a) - Int(b)))
        }
      }
    }
    #expect(error <= [2: 255, 16: 80, 255: 24][count] ?? 0, "\(error)")
  }

  @Test func `of few colours is not changed by a reduction`() throws {
    let bitmap = try Self.bitmap(colors: 40)
    #expect(bitmap.reduced(toColors: 64).png == bitmap.png)
    #expect(bitmap.reduced(toColors: 1).png == bitmap.reduced(toColors: 1).png)
  }

  @Test func `names the transparent colour of an image`() throws {
    let image = IndexedImage(
      columns: 3, rows: 1, pixels: [0, 2, 1], colors: [RGB(1), RGB(2), RGB(3)],
      transparentIndex: 2)
    let reading = try Reading(image.png)
    #expect(reading.lines == [[0, 2, 1]])
    #expect(reading.chunks.first { $0.name == "tRNS" }?.data == [255, 255, 0])
    #expect(reading.chunks.map(\.name) == ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"])
  }

  /// The check value of CRC-32.
  @Test func `has the checksum of its standard`() {
    #expect(crc32(of: Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(crc32(of: []) == 0)
  }
}
