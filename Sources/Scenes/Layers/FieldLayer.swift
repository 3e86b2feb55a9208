public import Engine

extension MapLayer {
  /// The colours of the field.
  public static let field = MapLayer(
    "field", .surface, .always, shapes: { scene in scene.field.map { [.field($0)] } ?? [] },
    legend: { scene in
      guard let field = scene.field, field.isUndefinedSomewhere else { return [] }
      return [MapLegendEntry(symbol: .undefined, text: scene.surface.undefinedWord)]
    })
}

extension AnySurface {
  /// The word in legends for points without a loss: outside the losses of a file, or in a hole.
  public var undefinedWord: String { choice.source.isFile ? "no data" : "undefined" }
}
