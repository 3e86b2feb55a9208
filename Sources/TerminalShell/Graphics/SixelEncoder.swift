import Raster

/// Encodes images as sixels: six rows of pixels at a time, one colour after another.
enum SixelEncoder {
  /// Returns the control string that paints a part of an image at the cursor.
  ///
  /// Pixels of the transparent colour stay as they are. The pixels are square, so one pixel of the
  /// image is one of the terminal. Colours are rounded to percents.
  static func encoded(
    _ image: IndexedImage, columns: Range<Int>, rows: Range<Int>
  ) -> [UInt8] {
    var bytes = Array("\u{1B}P0;1;0q\"1;1;\(columns.count);\(rows.count)".utf8)
    var defined: Set<UInt8> = []
    let first = columns.lowerBound
    var masks = Array(
      repeating: [UInt8](repeating: 0, count: columns.count), count: image.colors.count)
    for top in stride(from: rows.lowerBound, to: rows.upperBound, by: 6) {
      var used: [UInt8] = []
      for row in top..<min(top + 6, rows.upperBound) {
        let bit: UInt8 = 1 << UInt8(row - top)
        for column in columns {
          let color = image.pixels[row * image.columns + column]
          guard color != image.transparentIndex else { continue }
          if !used.contains(color) { used.append(color) }
          masks[Int(color)][column - first] |= bit
        }
      }
      for color in used {
        if defined.insert(color).inserted {
          bytes += definition(color, image.colors[Int(color)])
        }
        bytes += Array("#\(color)".utf8)
        append(masks[Int(color)], to: &bytes)
        bytes.append(UInt8(ascii: "$"))
        for index in masks[Int(color)].indices { masks[Int(color)][index] = 0 }
      }
      if bytes.last == UInt8(ascii: "$") { bytes.removeLast() }
      if top + 6 < rows.upperBound { bytes.append(UInt8(ascii: "-")) }
    }
    return bytes + Array("\u{1B}\\".utf8)
  }

  private static func definition(_ index: UInt8, _ color: RGB) -> [UInt8] {
    func percent(_ component: UInt8) -> Int { (Int(component) * 100 + 127) / 255 }
    return Array(
      "#\(index);2;\(percent(color.red));\(percent(color.green));\(percent(color.blue))".utf8)
  }

  /// Appends one colour of six rows, with runs of equal columns; blank columns at the end are left
  /// out.
  private static func append(_ masks: [UInt8], to bytes: inout [UInt8]) {
    let end = masks.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
    var start = 0
    while start < end {
      let mask = masks[start]
      let next = masks[start..<end].firstIndex { $0 != mask } ?? end
      let count = next - start
      let sixel = 0x3F + mask
      if count > 3 {
        bytes += Array("!\(count)".utf8) + [sixel]
      } else {
        bytes += Array(repeating: sixel, count: count)
      }
      start = next
    }
  }
}
