import Engine

extension MapLayer {
  /// The predicted drift paths, and the points of the valley at a run's stability threshold.
  public static let predictions = MapLayer(
    "predictions", .lines, .optional(isInitiallyVisible: false),
    shapes: { scene in
      let predictions = scene.predictions
      let paths = predictions.driftPaths.filter { scene.run($0.run) != nil }
      return paths.map { .curve($0.points, .prediction) }
        + predictions.stopPoints.compactMap { stop in
          scene.run(stop.run).map { .crossbar(stop.point, $0, across: predictions.valleyFloor) }
        }
    },
    legend: { scene in
      var entries: [MapLegendEntry] = []
      if !scene.predictions.driftPaths.isEmpty {
        entries.append(MapLegendEntry(symbol: .predictedPath, text: "predicted drift"))
      }
      let region = scene.region
      if scene.predictions.stopPoints.contains(where: {
        region.x.contains($0.point.x) && region.y.contains($0.point.y)
      }) {
        entries.append(MapLegendEntry(symbol: .stoppingPoint, text: "stability threshold of a run"))
      }
      return entries
    })
}
