import Engine

extension MapLayer {
  /// The valleys of minima in closed form, or else the traced valley floor.
  public static let valley = MapLayer(
    "valley", .surface, .optional(isInitiallyVisible: false),
    shapes: { scene in
      scene.predictions.valleys(of: scene.surface).map { .curve($0, .valley) }
    },
    legend: { scene in
      if !scene.surface.landmarks.valley.isEmpty {
        return [MapLegendEntry(symbol: .valley, text: "valley of minima")]
      }
      guard scene.predictions.valleyFloor.count > 1 else { return [] }
      return [MapLegendEntry(symbol: .valley, text: "valley floor")]
    })
}
