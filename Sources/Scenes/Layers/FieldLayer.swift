extension MapLayer {
  /// The colours of the field.
  public static let field = MapLayer(
    "field", .surface, .always, shapes: { scene in scene.field.map { [.field($0)] } ?? [] },
    legend: { scene in
      guard let field = scene.field, field.isUndefinedSomewhere else { return [] }
      return [MapLegendEntry(symbol: .undefined, text: "undefined")]
    })
}
