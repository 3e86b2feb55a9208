/// The choice of a surface and its parameters.
public struct SurfaceChoice: Sendable, Hashable {
  /// The origin of a surface: a text, and the kind of surface that the text denotes.
  public struct Source: Sendable, Hashable {
    /// The name of the kind in `Catalog.surfaceKinds`.
    let kind: String
    /// The source as a command line argument, such as an id, a formula or a file.
    public let text: String
    /// The grid of losses of a surface from a file; nil for other kinds.
    public let grid: Grid?
    /// How the losses of the grid are interpolated.
    public let interpolation: GridSurface.Interpolation
    /// The data of a problem of many parameters; nil for other kinds.
    public let problem: ProblemData?

    init(
      kind: String, text: String, grid: Grid? = nil,
      interpolation: GridSurface.Interpolation = .linear, problem: ProblemData? = nil
    ) {
      self.problem = problem
      self.kind = kind
      self.text = text
      self.grid = grid
      self.interpolation = interpolation
    }

    /// A surface of the catalog, by id.
    public static func catalog(_ id: String) -> Source { Source(kind: "catalog", text: id) }

    /// A formula in x and y, whose other letters are parameters.
    public static func formula(_ text: String) -> Source { Source(kind: "formula", text: text) }

    /// Losses on a grid; `text` names the file from which they come.
    public static func grid(
      _ text: String, _ grid: Grid, _ interpolation: GridSurface.Interpolation
    ) -> Source {
      Source(kind: gridKind, text: text, grid: grid, interpolation: interpolation)
    }

    /// The id in the catalog; nil for a surface outside the catalog.
    public var catalogID: String? { self == .catalog(text) ? text : nil }

    /// Whether the text is the path of a file with losses.
    public var isFile: Bool { kind == Self.gridKind }

    /// The name of the kind of grids.
    static let gridKind = "grid"

    /// The name of the kind of problems.
    static let problemKind = "problem"

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
