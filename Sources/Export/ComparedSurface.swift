public import Engine
public import Scenes

/// A surface beside the surface of a figure, with the same runs on it.
public struct ComparedSurface: Sendable {
  /// The surface.
  public let surface: AnySurface
  /// The runs on the surface.
  public let runs: [PlottedRun]

  /// Creates a surface with its runs.
  public init(_ surface: AnySurface, runs: [PlottedRun]) {
    self.surface = surface
    self.runs = runs
  }
}
