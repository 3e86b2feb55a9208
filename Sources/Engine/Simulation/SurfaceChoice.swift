/// The choice of a surface and its parameters.
public struct SurfaceChoice: Sendable, Hashable {
  /// The origin of a surface: a text, and the kind of surface that the text denotes.
  public struct Source: Sendable, Hashable {
    /// The name of the kind in `Catalog.surfaceKinds`.
    let kind: String
    /// The source as a command line argument, such as an id or a formula.
    public let text: String

    /// A surface of the catalog, by id.
    public static func catalog(_ id: String) -> Source { Source(kind: "catalog", text: id) }

    /// A formula in x and y, whose other letters are parameters.
    public static func formula(_ text: String) -> Source { Source(kind: "formula", text: text) }

    /// The id in the catalog; nil for a surface outside the catalog.
    public var catalogID: String? { self == .catalog(text) ? text : nil }

    /// Whether the text is a formula.
    public var isFormula: Bool { self == .formula(text) }
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
