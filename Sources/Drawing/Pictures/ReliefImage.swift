import Integers

/// A relief as an image of pixels, with the light interpolated between the nodes.
///
/// ```swift
/// let image = ReliefImage(heights, side: 160, yaw: 30, pitch: 35, zoom: 1, over: rect)
///   .image(columns: 540, rows: 340)
/// ```
public struct ReliefImage: Sendable {
  private let heights: [Double]
  private let side: Int
  private let yaw, pitch, zoom: Double
  private let cells: Size

  /// The index of pixels outside the surface; the others have the index of their level.
  private static let outside = UInt8(PixelImage.heatPaints.count)
  private static let paints = PixelImage.heatPaints + [.terminalDefault]

  /// Creates the relief of a height field, as `Relief`, over a number of cells.
  ///
  /// A cell has the shape of 2 × 4 pixels of `Relief(columns: 2 * columns, rows: 4 * rows, …)`, so
  /// both show a point of the surface at the same place.
  public init(
    _ heights: [Double], side: Int, yaw: Double, pitch: Double, zoom: Double, cells: Size
  ) {
    (self.heights, self.side, self.cells) = (heights, side, cells)
    (self.yaw, self.pitch, self.zoom) = (yaw, pitch, zoom)
  }

  /// Returns the image with a number of columns and rows of pixels; nil if cancelled.
  ///
  /// Pixels outside the surface are transparent. Squares with a non-finite corner are left out.
  public func image(columns: Int, rows: Int, isCancelled: () -> Bool = { false }) -> PixelImage? {
    var raster = DepthBuffer(columns: columns, rows: rows, background: Self.outside)
    guard side > 1, heights.count >= side * side, columns > 0, rows > 0 else {
      return PixelImage(columns: columns, rows: rows, pixels: raster.pixels, paints: Self.paints)
    }
    let nodes = nodes(columns: columns, rows: rows)
    for row in 0..<side - 1 {
      if isCancelled() { return nil }
      for column in 0..<side - 1 {
        let first = row * side + column
        let corners = (
          nodes[first], nodes[first + 1], nodes[first + side + 1], nodes[first + side]
        )
        guard corners.0.isVisible, corners.1.isVisible, corners.2.isVisible, corners.3.isVisible
        else { continue }
        raster.fill(corners.0, corners.1, corners.2)
        raster.fill(corners.0, corners.2, corners.3)
      }
    }
    return PixelImage(columns: columns, rows: rows, pixels: raster.pixels, paints: Self.paints)
  }

  /// Returns the nodes in pixels of the image.
  private func nodes(columns: Int, rows: Int) -> [Node] {
    let (width, height) = (2 * cells.columns, 4 * cells.rows)
    let camera = Camera(columns: width, rows: height, yaw: yaw, pitch: pitch, zoom: zoom)
    let (across, down) = (
      Double(columns) / Double(max(width, 1)), Double(rows) / Double(max(height, 1))
    )
    let last = Double(side - 1)
    return (0..<side * side).map { index in
      let (row, column) = (index / side, index % side)
      let height = heights[index]
      guard height.isFinite else { return Node() }
      let point = camera.project(Double(column) / last, 1 - Double(row) / last, height)
      return Node(
        x: across * point.x, y: down * point.y, depth: point.depth, height: height,
        light: light(row, column))
    }
  }

  /// Returns the light at a node by its descent along x, as for a square of `Relief`.
  private func light(_ row: Int, _ column: Int) -> Double {
    func height(_ column: Int) -> Double? {
      guard 0..<side ~= column, heights[row * side + column].isFinite else { return nil }
      return heights[row * side + column]
    }
    let (left, right) = (height(column - 1), height(column + 1))
    let here = heights[row * side + column]
    let spans = (left == nil ? 0 : 1) + (right == nil ? 0 : 1)
    guard spans > 0 else { return 0.82 }
    let descent = ((left ?? here) - (right ?? here)) / Double(spans) * Double(side - 1)
    return 0.82 + 0.18 * max(-1, min(1, descent / 3))
  }
}

/// A node of the surface in pixels; without a height, all numbers are NaN.
private struct Node {
  var x = Double.nan, y = Double.nan, depth = Double.nan, height = Double.nan, light = Double.nan
  var isVisible: Bool { height.isFinite }
}

/// The pixels of a surface with their depths.
private struct DepthBuffer {
  let columns, rows: Int
  private(set) var pixels: [UInt8]
  private var depths: [Double]

  init(columns: Int, rows: Int, background: UInt8) {
    (self.columns, self.rows) = (max(columns, 0), max(rows, 0))
    pixels = Array(repeating: background, count: self.columns * self.rows)
    depths = Array(repeating: .infinity, count: self.columns * self.rows)
  }

  /// Fills the pixels whose centres lie in a triangle and in front of the surface so far.
  mutating func fill(_ a: Node, _ b: Node, _ c: Node) {
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
