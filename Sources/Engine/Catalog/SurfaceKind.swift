/// A kind of surface: how a text denotes a surface.
///
/// To add a kind, add one file to `SurfaceKinds` and one line to `Catalog.surfaceKinds`.
struct SurfaceKind: Sendable {
  /// The name of the kind.
  let name: String
  /// Returns whether a text denotes a surface of this kind.
  let accepts: @Sendable (_ text: String) -> Bool
  /// Returns the surface of a choice whose source has this kind.
  let surface: @Sendable (SurfaceChoice) throws(EngineError) -> AnySurface
}

extension Catalog {
  /// The kinds of surface; the first kind that accepts a text interprets the text.
  static let surfaceKinds: [SurfaceKind] = [
    .catalog,
    .problem,
    .grid,
    .formula,
  ]
}

extension SurfaceChoice {
  /// The surface that a text denotes, such as the id of a surface of the catalog or a formula.
  public init(_ text: String) {
    let kind = Catalog.surfaceKinds.first { $0.accepts(text) } ?? .formula
    self.init(Source(kind: kind.name, text: text))
  }
}
