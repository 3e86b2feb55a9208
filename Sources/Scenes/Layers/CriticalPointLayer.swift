import Engine

extension MapLayer {
  /// The isolated minima and the saddles in closed form.
  public static let criticalPoints = MapLayer(
    "critical-points", .surface, .figuresOnly,
    shapes: { scene in
      let landmarks = scene.surface.landmarks
      return landmarks.minima.map { .mark($0, .minimum) }
        + landmarks.saddles.map { .mark($0, .saddle) }
    },
    legend: { scene in
      let landmarks = scene.surface.landmarks
      return (landmarks.minima.isEmpty ? [] : [MapLegendEntry(symbol: .minimum, text: "minimum")])
        + (landmarks.saddles.isEmpty ? [] : [MapLegendEntry(symbol: .saddle, text: "saddle")])
    })
}
