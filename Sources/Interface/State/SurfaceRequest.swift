public import Engine

/// A request to read the surface of a file.
public struct SurfaceRequest: Sendable, Hashable {
  /// The path of the file, possibly with options.
  public let file: String
  /// The words after the file on the command line.
  let rest: [String]
}

/// The answer to a `SurfaceRequest`.
public enum LoadedSurface: Sendable {
  /// The surface, and the names of other losses in the file.
  case source(SurfaceChoice.Source, otherLosses: [String] = [])
  /// Why the file cannot be read, in one line.
  case failure(String)
}
