import Engine

extension MapLayer {
  /// The curve of a profile: the losses along one direction.
  public static let profile = MapLayer(
    "profile", .surface, .always,
    shapes: { scene in
      guard scene.surface.isProfile else { return [] }
      let range = scene.region.x
      let points =
        scene.profile
        ?? (0...1000).map { index in
          let x = range.lowerBound + Double(index) / 1000 * (range.upperBound - range.lowerBound)
          return scene.surface.place(of: Point(x, 0))
        }
      // Holes interrupt the curve.
      return points.split { $0.y.isNaN }.map { .curve(Array($0), .profile) }
    })
}
