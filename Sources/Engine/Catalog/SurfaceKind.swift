/// A kind of surface: how a text denotes a surface.
///
/// To add a kind, add one file to `SurfaceKinds` and one line to `Catalog.surfaceKinds`.
struct SurfaceKind: Sendable {
  /// The name of the kind.
  let name: String
  /// Returns whether a text denotes a surface of this kind.
  let accepts: @Sendable (_ text: String) -> Bool
  /// Checks a choice whose source has this kind, and returns the parameters of its surface.
  let parameters: @Sendable (SurfaceChoice) throws(EngineError) -> [Knob]
  /// Returns the surface of a choice whose source has this kind.
  let surface: @Sendable (SurfaceChoice) throws(EngineError) -> AnySurface
}

extension SurfaceKind {
  /// Creates a kind whose surfaces are created as fast as their parameters are checked.
  init(
    name: String, accepts: @escaping @Sendable (_ text: String) -> Bool,
    surface: @escaping @Sendable (SurfaceChoice) throws(EngineError) -> AnySurface
  ) {
    self.init(
      name: name, accepts: accepts,
      parameters: { choice throws(EngineError) in try surface(choice).info.knobs },
      surface: surface)
  }
}

extension Catalog {
  /// The kinds of surface; the first kind that accepts a text interprets the text.
  static let surfaceKinds: [SurfaceKind] = [
    .catalog,
    .problem,
    .grid,
    .formula,
  ]

  /// Returns the parameters of the chosen surface, whose values are checked.
  ///
  /// Takes less time than `surface(_:)` for a problem, whose data are not created.
  ///
  /// - Throws: `EngineError` as `surface(_:)`.
  public static func parameters(of choice: SurfaceChoice) throws(EngineError) -> [Knob] {
    try kind(of: choice).parameters(choice)
  }

  /// Returns the kind of the chosen surface.
  static func kind(of choice: SurfaceChoice) throws(EngineError) -> SurfaceKind {
    guard let kind = surfaceKinds.first(where: { $0.name == choice.source.kind }) else {
      throw .unknownSurface(choice.source.text)
    }
    return kind
  }
}

extension SurfaceChoice {
  /// The surface that a text denotes, such as the id of a surface of the catalog or a formula.
  public init(_ text: String) {
    let kind = Catalog.surfaceKinds.first { $0.accepts(text) } ?? .formula
    self.init(Source(kind: kind.name, text: text))
  }
}
