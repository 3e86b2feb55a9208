extension SurfaceKind {
  /// The surfaces of the catalog, by id.
  static let catalog = SurfaceKind(
    name: "catalog",
    accepts: { text in Catalog.surfaces.contains { $0.info.id == text } },
    surface: { choice throws(EngineError) in
      let id = choice.source.text
      guard let entry = Catalog.surfaces.first(where: { $0.info.id == id }) else {
        throw .unknownSurface(id)
      }
      return try entry.surface(choice.knobs)
    })
}
