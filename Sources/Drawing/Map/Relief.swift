import Integers

/// A height field in parallel projection, with hidden surfaces removed.
///
/// The field lies over the unit square, x to the right and y away from the viewer, with heights
/// from 0 to 1. In parallel projection equal heights have equal lengths everywhere.
public struct Relief: Sendable {
  /// The number of columns of pixels: one per column of cells.
  public let columns: Int
  /// The number of rows of pixels: two per row of cells.
  public let rows: Int
  /// The level of each pixel, row by row; nil outside the surface.
  public let levels: [UInt8?]
  /// The depth of each pixel, row by row: smaller is nearer to the viewer; ∞ outside the surface.
  public let depths: [Double]
  private let heights: [Double]
  private let side: Int
  private let camera: Camera

  /// Renders a height field.
  ///
  /// - Parameters:
  ///   - columns: The number of pixels in a row.
  ///   - rows: The number of pixels in a column.
  ///   - heights: `side` × `side` heights from 0 to 1, row by row from y = 1 down to y = 0; squares
  ///     with a non-finite corner are left out.
  ///   - side: The number of nodes along each side.
  ///   - yaw: The rotation about the vertical axis, in degrees.
  ///   - pitch: The elevation of the camera above the horizon, in degrees; 90 is straight above.
  ///   - zoom: The magnification; 1 shows the whole field.
  public init(
    columns: Int, rows: Int, heights: [Double], side: Int, yaw: Double, pitch: Double,
    zoom: Double
  ) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    (self.heights, self.side) = (heights, side)
    camera = Camera(columns: self.columns, rows: self.rows, yaw: yaw, pitch: pitch, zoom: zoom)
    let outside = UInt8.max
    var buffer = DepthBuffer(columns: self.columns, rows: self.rows, background: outside)
    if side > 1, heights.count >= side * side {
      for row in 0..<side - 1 {
        for column in 0..<side - 1 {
          Self.draw(heights, side, row, column, camera, in: &buffer)
        }
      }
    }
    levels = buffer.pixels.map { $0 == outside ? nil : $0 }
    depths = buffer.depths
  }

  /// A point of the surface in pixels.
  public struct ProjectedPoint: Sendable, Hashable {
    /// The pixels from the left and from the top.
    public let x, y: Double
    /// Whether the point is inside the picture and no other part of the surface hides the point.
    public let isVisible: Bool
  }

  /// Returns the projection of the surface's point over (x, y).
  ///
  /// The height is interpolated bilinearly between the nodes. Nil outside the unit square, beside a
  /// node without a height and without a height field.
  public func project(x: Double, y: Double) -> ProjectedPoint? {
    guard (0...1).contains(x), (0...1).contains(y), side > 1, heights.count >= side * side else {
      return nil
    }
    let last = Double(side - 1)
    let (column, row) = (x * last, (1 - y) * last)
    let (c, r) = (min(Int(clamping: column), side - 2), min(Int(clamping: row), side - 2))
    let (u, v) = (column - Double(c), row - Double(r))
    let at = r * side + c
    let upper = heights[at] * (1 - u) + heights[at + 1] * u
    let lower = heights[at + side] * (1 - u) + heights[at + side + 1] * u
    let height = upper * (1 - v) + lower * v
    guard height.isFinite else { return nil }
    return projected(camera.project(x, y, height))
  }

  /// Returns the projection of a point over or beside the unit square at a height.
  public func project(x: Double, y: Double, height: Double) -> ProjectedPoint {
    projected(camera.project(x, y, height))
  }

  private func projected(_ point: Camera.ProjectedPoint) -> ProjectedPoint {
    ProjectedPoint(x: point.x, y: point.y, isVisible: isVisible(point))
  }

  /// Whether no part of the surface is in front of a point.
  ///
  /// Compares with the farthest of the nine pixels around: on a slope or at an edge, the pixel of a
  /// point may show a part of the surface just in front.
  private func isVisible(_ point: Camera.ProjectedPoint) -> Bool {
    guard point.x >= 0, point.x < Double(columns), point.y >= 0, point.y < Double(rows) else {
      return false
    }
    let (column, row) = (Int(clamping: point.x), Int(clamping: point.y))
    for y in max(row - 1, 0)...min(row + 1, rows - 1) {
      for x in max(column - 1, 0)...min(column + 1, columns - 1)
      where point.depth <= depths[y * columns + x] + 0.01 {
        return true
      }
    }
    return false
  }

  /// Draws one square of the field as two triangles, shaded by its descent along x.
  private static func draw(
    _ heights: [Double], _ side: Int, _ row: Int, _ column: Int, _ camera: Camera,
    in buffer: inout DepthBuffer
  ) {
    let last = Double(side - 1)
    let corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
    let values = corners.map { heights[$0.0 * side + $0.1] }
    guard values.allSatisfy(\.isFinite) else { return }
    let descent = (values[0] + values[3] - values[1] - values[2]) / 2 * last
    let light = 0.82 + 0.18 * max(-1, min(1, descent / 3))
    let nodes = zip(corners, values).map { corner, height in
      let point = camera.project(Double(corner.1) / last, 1 - Double(corner.0) / last, height)
      return SurfaceNode(x: point.x, y: point.y, depth: point.depth, height: height, light: light)
    }
    buffer.fill(nodes[0], nodes[1], nodes[2])
    buffer.fill(nodes[0], nodes[2], nodes[3])
  }
}

/// The parallel projection of the unit cube onto the pixels.
struct Camera: Sendable {
  private let right, forward: (x: Double, y: Double)
  private let cosPitch, sinPitch: Double
  private let scale: Double
  private let center: (x: Double, y: Double)

  /// The length of a height of 1, relative to the side of the square.
  private static let heightScale = 0.55

  /// A point in pixels; a smaller depth is nearer to the viewer.
  struct ProjectedPoint {
    let x, y, depth: Double
  }

  init(columns: Int, rows: Int, yaw: Double, pitch: Double, zoom: Double) {
    (cosPitch, sinPitch) = (cosine(degrees: pitch), sine(degrees: pitch))
    right = (cosine(degrees: yaw), sine(degrees: yaw))
    forward = (-sine(degrees: yaw), cosine(degrees: yaw))
    let extent = 1.42 * sinPitch + Self.heightScale * cosPitch
    scale = zoom * min(Double(columns) / 1.45, Double(rows) / extent)
    center = (Double(columns) / 2, Double(rows) / 2 + Self.heightScale * cosPitch * scale / 2)
  }

  func project(_ x: Double, _ y: Double, _ height: Double) -> ProjectedPoint {
    let (u, v, w) = (x - 0.5, y - 0.5, Self.heightScale * height)
    let across = u * right.x + v * right.y
    let back = u * forward.x + v * forward.y
    return ProjectedPoint(
      x: center.x + scale * across,
      y: center.y - scale * (back * sinPitch + w * cosPitch),
      depth: back * cosPitch - w * sinPitch)
  }
}
