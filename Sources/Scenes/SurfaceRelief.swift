public import Drawing
public import Engine

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

  /// Returns the projection of a point of the surface, in pixels; nil outside the region.
  public func project(_ point: Point<Double>) -> Relief.ProjectedPoint? {
    relief.project(
      x: (point.x - region.x.lowerBound) / region.x.length,
      y: (point.y - region.y.lowerBound) / region.y.length)
  }
}
