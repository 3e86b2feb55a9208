/// An image of at most 256 colours.
public struct IndexedImage: Sendable {
  /// The number of columns of pixels.
  public let columns: Int
  /// The number of rows of pixels.
  public let rows: Int
  /// The index into `colors` of each pixel, row by row from the top.
  public let pixels: [UInt8]
  /// The palette, at most 256 colours.
  public let colors: [RGB]
  /// The index of the transparent colour, if any.
  public var transparentIndex: UInt8?
  /// The opacity of each colour; nil for opaque colours except the transparent one.
  public var opacities: [UInt8]?

  /// Creates an image of `columns * rows` pixels.
  public init(
    columns: Int, rows: Int, pixels: [UInt8], colors: [RGB], transparentIndex: UInt8? = nil
  ) {
    self.columns = columns
    self.rows = rows
    self.pixels = pixels
    self.colors = colors
    self.transparentIndex = transparentIndex
  }

  /// The image as a PNG file, compressed as far as possible.
  public var png: [UInt8] { png(level: 9) }

  /// Returns the image as a PNG file with a level of compression, from 1, the fastest, to 9.
  public func png(level: Int32) -> [UInt8] {
    var file = PNGFile(columns: columns, rows: rows, kind: .indexed)
    file.append("PLTE", colors.flatMap { [$0.red, $0.green, $0.blue] })
    if let opacities {
      file.append("tRNS", opacities)
    } else if let transparentIndex {
      file.append(
        "tRNS",
        colors.indices.prefix(Int(transparentIndex) + 1).map { $0 == transparentIndex ? 0 : 255 })
    }
    var lines: [UInt8] = []
    lines.reserveCapacity(rows * (columns + 1))
    for row in 0..<rows {
      lines.append(0)  // no filter: differences of indices do not compress better
      lines += pixels[row * columns..<(row + 1) * columns]
    }
    file.append("IDAT", zlibCompressed(lines, level: level))
    return file.finished()
  }
}

extension Bitmap {
  /// The image as a PNG file: with a palette for at most 256 colours, without opacity.
  public var png: [UInt8] { indexed?.png ?? trueColorPNG }

  /// The image with a palette in the order of occurrence; nil for more than 256 colours.
  private var indexed: IndexedImage? {
    var indices: [Pixel: UInt8] = [:]
    var colors: [RGB] = []
    var bytes: [UInt8] = []
    bytes.reserveCapacity(pixels.count)
    var last: (pixel: Pixel, index: UInt8)?
    for pixel in pixels {
      if let last, last.pixel == pixel {
        bytes.append(last.index)
        continue
      }
      var index = indices[pixel]
      if index == nil {
        guard colors.count < 256 else { return nil }
        index = UInt8(clamping: colors.count)
        indices[pixel] = index
        colors.append(RGB(pixel.red, pixel.green, pixel.blue))
      }
      bytes.append(index ?? 0)
      last = (pixel, index ?? 0)
    }
    return IndexedImage(columns: width, rows: height, pixels: bytes, colors: colors)
  }

  private var trueColorPNG: [UInt8] {
    var file = PNGFile(columns: width, rows: height, kind: .trueColor)
    let bytesPerRow = 3 * width
    var lines: [UInt8] = []
    lines.reserveCapacity(height * (bytesPerRow + 1))
    var above = [UInt8](repeating: 0, count: bytesPerRow)
    var row = above
    for first in stride(from: 0, to: pixels.count, by: width) {
      for column in 0..<width {
        let pixel = pixels[first + column]
        row[3 * column] = pixel.red
        row[3 * column + 1] = pixel.green
        row[3 * column + 2] = pixel.blue
      }
      appendFiltered(row, above, to: &lines)
      swap(&row, &above)
    }
    file.append("IDAT", zlibCompressed(lines, level: 6))
    return file.finished()
  }

  /// Appends a row with the filter, left or up, whose differences are smaller.
  private func appendFiltered(_ row: [UInt8], _ above: [UInt8], to lines: inout [UInt8]) {
    func size(_ difference: UInt8) -> Int { Int(min(difference, 0 &- difference)) }
    var (left, up) = (0, 0)
    for index in row.indices {
      left += size(row[index] &- (index < 3 ? 0 : row[index - 3]))
      up += size(row[index] &- above[index])
    }
    lines.append(left < up ? 1 : 2)
    for index in row.indices {
      let base = left < up ? (index < 3 ? 0 : row[index - 3]) : above[index]
      lines.append(row[index] &- base)
    }
  }
}
