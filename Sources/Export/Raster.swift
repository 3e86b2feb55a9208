import SafeText

/// An image with a palette, encoded as PNG.
struct Raster {
  /// The number of columns of pixels.
  let columns: Int
  /// The number of rows of pixels.
  let rows: Int
  /// The index into `colors` of each pixel, row by row from the top.
  let pixels: [UInt8]
  /// The palette, at most 256 colours.
  let colors: [(red: UInt8, green: UInt8, blue: UInt8)]
  /// The index of the transparent colour, if any.
  var transparentIndex: UInt8?

  /// The image as the value of an `href` attribute.
  var dataURI: String { "data:image/png;base64," + base64(png) }

  /// The image as a PNG file.
  var png: [UInt8] {
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    // Eight bits per pixel, colour type 3: an index into the palette.
    chunk(
      "IHDR", bigEndian(UInt32(columns)) + bigEndian(UInt32(rows)) + [8, 3, 0, 0, 0], &bytes)
    chunk("PLTE", colors.flatMap { [$0.red, $0.green, $0.blue] }, &bytes)
    if let transparentIndex {
      chunk(
        "tRNS",
        colors.indices.prefix(Int(transparentIndex) + 1).map { $0 == transparentIndex ? 0 : 255 },
        &bytes)
    }
    var lines: [UInt8] = []
    lines.reserveCapacity(rows * (columns + 1))
    for row in 0..<rows {
      lines.append(0)  // no filter: differences of indices do not compress better
      lines += pixels[row * columns..<(row + 1) * columns]
    }
    chunk("IDAT", Zlib.compressed(lines), &bytes)
    chunk("IEND", [], &bytes)
    return bytes
  }

  /// Appends a PNG chunk with length and checksum.
  private func chunk(_ name: String, _ data: [UInt8], _ bytes: inout [UInt8]) {
    let body = Array(name.utf8) + data
    bytes += bigEndian(UInt32(data.count)) + body + bigEndian(crc32(body))
  }
}

/// Returns the CRC-32 of PNG and gzip.
func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
  ~bytes.reduce(~0) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1
    }
  }
}
