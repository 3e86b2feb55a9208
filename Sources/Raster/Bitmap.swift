/// A pixel with components multiplied by its opacity.
struct Pixel: Hashable {
  var red, green, blue, alpha: UInt8

  static let clear = Pixel(red: 0, green: 0, blue: 0, alpha: 0)

  init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8) {
    (self.red, self.green, self.blue, self.alpha) = (red, green, blue, alpha)
  }

  /// Creates an opaque pixel.
  init(_ color: RGB) {
    self.init(red: color.red, green: color.green, blue: color.blue, alpha: 255)
  }

  /// Returns the pixel with a fraction of its opacity, in 1/255.
  func faded(_ fraction: UInt32) -> Pixel {
    guard fraction < 255 else { return self }
    return Pixel(
      red: product(red, fraction), green: product(green, fraction),
      blue: product(blue, fraction), alpha: product(alpha, fraction))
  }

  /// Returns this pixel over another.
  func over(_ below: Pixel) -> Pixel {
    guard alpha < 255 else { return self }
    let rest = UInt32(255 - alpha)
    return Pixel(
      red: red &+ product(below.red, rest), green: green &+ product(below.green, rest),
      blue: blue &+ product(below.blue, rest), alpha: alpha &+ product(below.alpha, rest))
  }
}

/// Returns the product of two fractions in 1/255, rounded.
@inline(__always)
private func product(_ a: UInt8, _ b: UInt32) -> UInt8 {
  let product = UInt32(a) &* b &+ 128
  return UInt8(truncatingIfNeeded: (product &+ product >> 8) >> 8)
}

/// An image of pixels.
public struct Bitmap: Sendable {
  /// The number of columns.
  public let width: Int
  /// The number of rows.
  public let height: Int
  /// The pixels, row by row from the top.
  private(set) var pixels: [Pixel]

  /// The maximum number of pixels.
  public static let maxPixels = 100_000_000

  /// Creates a bitmap of one colour; transparent for nil.
  init(width: Int, height: Int, _ color: RGB?) {
    self.width = width
    self.height = height
    pixels = Array(repeating: color.map { Pixel($0) } ?? .clear, count: width * height)
  }

  /// Returns the bitmap with every pixel replaced.
  func replacingPixels(_ replacement: (Pixel) -> Pixel) -> Bitmap {
    var bitmap = self
    bitmap.pixels = pixels.map(replacement)
    return bitmap
  }

  /// All pixels.
  var bounds: PixelBounds { PixelBounds(columns: 0..<width, rows: 0..<height) }

  /// Returns the colour at a place, as if over black.
  public subscript(column column: Int, row row: Int) -> RGB {
    let pixel = pixels[row * width + column]
    return RGB(pixel.red, pixel.green, pixel.blue)
  }

  /// Paints the inside of polygons.
  mutating func fill(
    _ coverage: Coverage, _ rule: Coverage.Rule = .nonZero, with paint: some Paint,
    opacity: Double = 1, clip: Box? = nil
  ) {
    let strength = Float(255 * min(max(opacity, 0), 1))
    let width = width
    pixels.withUnsafeMutableBufferPointer { pixels in
      coverage.forEachRow(rule, clip: clip) { row, first, fractions in
        for (offset, fraction) in fractions.enumerated() {
          let level = UInt32(fraction * strength + 0.5)
          guard level > 0 else { continue }
          let index = row * width + first + offset
          pixels[index] = paint.pixel(first + offset, row).faded(level).over(pixels[index])
        }
      }
    }
  }

  /// Draws a bitmap of equal size over this one.
  mutating func draw(_ layer: Bitmap, opacity: Double) {
    let level = UInt32(255 * min(max(opacity, 0), 1) + 0.5)
    for index in pixels.indices where layer.pixels[index].alpha > 0 {
      pixels[index] = layer.pixels[index].faded(level).over(pixels[index])
    }
  }
}

/// The colours of a filled region.
protocol Paint {
  /// Returns the pixel at a column and a row.
  func pixel(_ column: Int, _ row: Int) -> Pixel
}

/// A paint of one colour.
struct SolidPaint: Paint {
  private let color: Pixel

  init(_ color: RGB) { self.color = Pixel(color) }

  func pixel(_ column: Int, _ row: Int) -> Pixel { color }
}
