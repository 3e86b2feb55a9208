import Integers

/// Colours at equal distances from a lower row to an upper one, interpolated linearly.
struct UpwardPaint: Paint {
  private let colors: [RGB]
  private let top, bottom: Double

  /// Creates a gradient of at least one colour, in pixels.
  init(_ colors: [RGB], top: Double, bottom: Double) {
    self.colors = colors
    self.top = top
    self.bottom = bottom
  }

  func pixel(_ column: Int, _ row: Int) -> Pixel {
    let height = (bottom - Double(row) - 0.5) / max(bottom - top, 1e-9)
    let position = min(max(height, 0), 1) * Double(colors.count - 1)
    let below = min(Int(clamping: position), max(colors.count - 2, 0))
    let above = min(below + 1, colors.count - 1)
    return mix(Pixel(colors[below]), Pixel(colors[above]), position - Double(below))
  }
}

/// An image stretched over a box of pixels.
struct ImagePaint: Paint {
  private let image: IndexedImage
  private let colors: [Pixel]
  private let isSmooth: Bool
  private let box: Box

  init(_ image: IndexedImage, over box: Box, isSmooth: Bool) {
    self.image = image
    self.isSmooth = isSmooth
    self.box = box
    var colors = image.colors.map { Pixel($0) }
    if let clear = image.transparentIndex, colors.indices.contains(Int(clear)) {
      colors[Int(clear)] = .clear
    }
    self.colors = colors
  }

  func pixel(_ column: Int, _ row: Int) -> Pixel {
    let x = (Double(column) + 0.5 - box.x) / box.width * Double(image.columns)
    let y = (Double(row) + 0.5 - box.y) / box.height * Double(image.rows)
    guard isSmooth else { return color(Int(clamping: x), Int(clamping: y)) }
    // The centre of the pixel (i, j) lies at (i + ½, j + ½).
    let (left, top) = ((x - 0.5).rounded(.down), (y - 0.5).rounded(.down))
    let (i, j) = (Int(clamping: left), Int(clamping: top))
    let (fx, fy) = (x - 0.5 - left, y - 0.5 - top)
    return mix(
      mix(color(i, j), color(i + 1, j), fx), mix(color(i, j + 1), color(i + 1, j + 1), fx), fy)
  }

  /// Returns the colour of the nearest pixel of the image.
  private func color(_ column: Int, _ row: Int) -> Pixel {
    let i = min(max(column, 0), image.columns - 1)
    let j = min(max(row, 0), image.rows - 1)
    let index = Int(image.pixels[j * image.columns + i])
    return index < colors.count ? colors[index] : .clear
  }
}

/// Returns the linear blend of two pixels: `a` at fraction 0, `b` at 1.
private func mix(_ a: Pixel, _ b: Pixel, _ fraction: Double) -> Pixel {
  guard a != b else { return a }
  let weight = Int32(clamping: 256 * fraction + 0.5)
  func blend(_ a: UInt8, _ b: UInt8) -> UInt8 {
    UInt8(clamping: (Int32(a) * (256 - weight) + Int32(b) * weight + 128) >> 8)
  }
  return Pixel(
    red: blend(a.red, b.red), green: blend(a.green, b.green), blue: blend(a.blue, b.blue),
    alpha: blend(a.alpha, b.alpha))
}
