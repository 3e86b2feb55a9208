import Engine

extension MapLayer {
  /// The past iterates of the runs.
  public static let trails = MapLayer(
    "trails", .lines, .always,
    shapes: { scene in
      scene.runs.map { .trail($0, max(0, $0.step - scene.trailLength)...$0.step) }
    })
}
