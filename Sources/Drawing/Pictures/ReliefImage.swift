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
  private func nodes(columns: Int, rows: Int) -> [SurfaceNode] {
    let (width, height) = (2 * cells.columns, 4 * cells.rows)
    let camera = Camera(columns: width, rows: height, yaw: yaw, pitch: pitch, zoom: zoom)
    let (across, down) = (
      Double(columns) / Double(max(width, 1)), Double(rows) / Double(max(height, 1))
    )
    let last = Double(side - 1)
    return (0..<side * side).map { index in
      let (row, column) = (index / side, index % side)
      let height = heights[index]
      guard height.isFinite else { return SurfaceNode() }
      let point = camera.project(Double(column) / last, 1 - Double(row) / last, height)
      return SurfaceNode(
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
