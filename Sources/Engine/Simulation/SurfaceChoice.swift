/// The choice of a surface and its parameters.
///
/// A new kind of surface is a case of `Source`, handled here and in `Catalog.surface(_:)`.
public struct SurfaceChoice: Sendable, Hashable {
  /// The origin of a surface.
  public enum Source: Sendable, Hashable {
    /// A surface of the catalog, by id.
    case catalog(String)
    /// A formula in x and y, whose other letters are parameters.
    case formula(String)
  }

  /// The origin of the surface; equal for choices that differ in their parameters only.
  public var source: Source
  /// The values of the parameters by id; omitted parameters of a catalog surface have their default.
  public var knobs: [String: Double]

  /// Creates a choice from its source and the values of its parameters.
  public init(_ source: Source, knobs: [String: Double] = [:]) {
    self.source = source
    self.knobs = knobs
  }

  /// The surface of the catalog with an id.
  public static func named(_ id: String, knobs: [String: Double] = [:]) -> SurfaceChoice {
    SurfaceChoice(.catalog(id), knobs: knobs)
  }

  /// The surface of a formula.
  public static func formula(
    _ text: String, parameters: [String: Double] = [:]
  ) -> SurfaceChoice {
    SurfaceChoice(.formula(text), knobs: parameters)
  }

  /// The same surface with one parameter set to a value.
  public func with(_ knob: String, at value: Double) -> SurfaceChoice {
    var choice = self
    choice.knobs[knob] = value
    return choice
  }
}

extension SurfaceChoice.Source {
  /// The source as a command line argument: an id or a formula.
  public var text: String {
    switch self {
    case .catalog(let id): id
    case .formula(let text): text
    }
  }

  /// The id in the catalog; nil for a surface outside the catalog.
  public var catalogID: String? {
    if case .catalog(let id) = self { id } else { nil }
  }
}
