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
  public private(set) var levels: [UInt8?]
  /// The depth of each pixel, row by row: smaller is nearer to the viewer; ∞ outside the surface.
  public private(set) var depths: [Double]
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
    levels = Array(repeating: nil, count: self.columns * self.rows)
    depths = Array(repeating: .infinity, count: self.columns * self.rows)
    camera = Camera(columns: self.columns, rows: self.rows, yaw: yaw, pitch: pitch, zoom: zoom)
    guard side > 1, heights.count >= side * side else { return }
    for row in 0..<side - 1 {
      for column in 0..<side - 1 { drawSquare(heights, side, row, column) }
    }
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
  private mutating func drawSquare(_ heights: [Double], _ side: Int, _ row: Int, _ column: Int) {
    let last = Double(side - 1)
    let corner = { [camera] (r: Int, c: Int) -> Camera.ProjectedPoint in
      camera.project(Double(c) / last, 1 - Double(r) / last, heights[r * side + c])
    }
    let values = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
      .map { heights[$0.0 * side + $0.1] }
    guard values.allSatisfy(\.isFinite) else { return }
    let descent = (values[0] + values[3] - values[1] - values[2]) / 2 * last
    let light = 0.82 + 0.18 * max(-1, min(1, descent / 3))
    let corners = [
      corner(row, column), corner(row, column + 1), corner(row + 1, column + 1),
      corner(row + 1, column),
    ]
    for triangle in [(0, 1, 2), (0, 2, 3)] {
      let (a, b, c) = triangle
      fillTriangle(corners[a], corners[b], corners[c], (values[a], values[b], values[c]), light)
    }
  }

  private mutating func fillTriangle(
    _ a: Camera.ProjectedPoint, _ b: Camera.ProjectedPoint, _ c: Camera.ProjectedPoint,
    _ values: (Double, Double, Double),
    _ light: Double
  ) {
    let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    guard area != 0, area.isFinite else { return }
    let left = Int(clamping: max(min(a.x, b.x, c.x), 0))
    let right = Int(clamping: min(max(a.x, b.x, c.x), Double(columns - 1)))
    let top = Int(clamping: max(min(a.y, b.y, c.y), 0))
    let bottom = Int(clamping: min(max(a.y, b.y, c.y), Double(rows - 1)))
    guard left <= right, top <= bottom else { return }
    for y in top...bottom {
      for x in left...right {
        let (px, py) = (Double(x) + 0.5, Double(y) + 0.5)
        let u = ((b.x - px) * (c.y - py) - (b.y - py) * (c.x - px)) / area
        let v = ((c.x - px) * (a.y - py) - (c.y - py) * (a.x - px)) / area
        let w = 1 - u - v
        guard u >= -1e-9, v >= -1e-9, w >= -1e-9 else { continue }
        let depth = u * a.depth + v * b.depth + w * c.depth
        let pixel = y * columns + x
        guard depth < depths[pixel] else { continue }
        depths[pixel] = depth
        let height = u * values.0 + v * values.1 + w * values.2
        levels[pixel] = UInt8(clamping: max(0, min(31, (31 * height * light).rounded())))
      }
    }
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
