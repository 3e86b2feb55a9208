extension MapLayer {
  /// The contours of the field.
  public static let contours = MapLayer(
    "contours", .surface, .optional(isInitiallyVisible: false),
    shapes: { scene in scene.field.map { [.contours(scene.contours, of: $0)] } ?? [] })
}
