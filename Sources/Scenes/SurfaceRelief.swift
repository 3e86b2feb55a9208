public import Drawing
public import Engine
import Integers

/// The relief of a sampled field, with the projection of points of the plane onto the surface.
public struct SurfaceRelief: Sendable {
  /// The pixels.
  public let relief: Relief
  /// The region of the plane under the relief.
  public let region: Region

  /// Renders a square field from a viewpoint, with angles in degrees.
  public init(
    _ field: SampledField, columns: Int, rows: Int, yaw: Double, pitch: Double, zoom: Double
  ) {
    region = field.region
    relief = Relief(
      columns: columns, rows: rows, heights: field.shades, side: field.heatMap.columns, yaw: yaw,
      pitch: pitch, zoom: zoom)
  }

  /// Returns the line from one point of the surface to another, along the surface, in pixels.
  ///
  /// The parts outside the region are missing. A piece is at most a fortieth of the region long.
  public func line(
    from: Point<Double>, to: Point<Double>
  ) -> [(from: Relief.ProjectedPoint, to: Relief.ProjectedPoint)] {
    let across = max(
      (to.x - from.x).magnitude / region.x.length, (to.y - from.y).magnitude / region.y.length)
    guard across.isFinite else { return [] }
    let pieces = Int(clamping: min(max((40 * across).rounded(.up), 1), 4000))
    let points = (0...pieces).map {
      project(from + Double($0) / Double(pieces) * (to - from))
    }
    return zip(points, points.dropFirst()).compactMap { a, b in
      guard let a, let b else { return nil }
      return (a, b)
    }
  }

  /// Returns the projection of a point of the surface, in pixels; nil outside the region.
  public func project(_ point: Point<Double>) -> Relief.ProjectedPoint? {
    relief.project(
      x: (point.x - region.x.lowerBound) / region.x.length,
      y: (point.y - region.y.lowerBound) / region.y.length)
  }
}
