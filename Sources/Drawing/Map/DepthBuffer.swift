import Integers

/// A corner of a triangle in pixels; without a height, all numbers are NaN.
struct SurfaceNode {
  var x = Double.nan, y = Double.nan, depth = Double.nan, height = Double.nan, light = Double.nan
  var isVisible: Bool { height.isFinite }
}

/// The pixels of a surface with their levels and depths, from which nearer triangles hide others.
struct DepthBuffer {
  let columns, rows: Int
  /// The level of each pixel, row by row; the background outside the surface.
  private(set) var pixels: [UInt8]
  /// The depth of each pixel, row by row: smaller is nearer to the viewer; ∞ outside the surface.
  private(set) var depths: [Double]

  /// Creates an empty surface.
  init(columns: Int, rows: Int, background: UInt8) {
    (self.columns, self.rows) = (max(columns, 0), max(rows, 0))
    pixels = Array(repeating: background, count: self.columns * self.rows)
    depths = Array(repeating: .infinity, count: self.columns * self.rows)
  }

  /// Fills the pixels whose centres lie in a triangle and in front of the surface so far.
  mutating func fill(_ a: SurfaceNode, _ b: SurfaceNode, _ c: SurfaceNode) {
    let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    guard area != 0, area.isFinite else { return }
    let left = Int(clamping: max((min(a.x, b.x, c.x) - 0.5).rounded(.up), 0))
    let right = Int(
      clamping: min((max(a.x, b.x, c.x) - 0.5).rounded(.down), Double(columns - 1)))
    let top = Int(clamping: max((min(a.y, b.y, c.y) - 0.5).rounded(.up), 0))
    let bottom = Int(clamping: min((max(a.y, b.y, c.y) - 0.5).rounded(.down), Double(rows - 1)))
    guard left <= right, top <= bottom else { return }
    let (ux, vx) = ((b.y - c.y) / area, (c.y - a.y) / area)
    for y in top...bottom {
      let (px, py) = (Double(left) + 0.5, Double(y) + 0.5)
      var u = ((b.x - px) * (c.y - py) - (b.y - py) * (c.x - px)) / area
      var v = ((c.x - px) * (a.y - py) - (c.y - py) * (a.x - px)) / area
      var pixel = y * columns + left
      for _ in left...right {
        let w = 1 - u - v
        if u >= -1e-9, v >= -1e-9, w >= -1e-9 {
          let depth = u * a.depth + v * b.depth + w * c.depth
          if depth < depths[pixel] {
            depths[pixel] = depth
            let height = u * a.height + v * b.height + w * c.height
            let light = u * a.light + v * b.light + w * c.light
            pixels[pixel] = UInt8(clamping: max(0, min(31, (31 * height * light).rounded())))
          }
        }
        u += ux
        v += vx
        pixel += 1
      }
    }
  }
}
