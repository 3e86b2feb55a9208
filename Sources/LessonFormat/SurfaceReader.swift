public import Engine
import SafeText
import StrictYAML

/// Returns the surface in a file, whose path may be relative to the lesson.
public typealias SurfaceReader = (_ path: String) -> Result<SurfaceChoice.Source, SurfaceFileError>

/// A file of a surface that cannot be read.
public struct SurfaceFileError: Error, Sendable {
  /// What is wrong, in one line.
  public let message: String

  /// Creates an error.
  public init(_ message: String) { self.message = message }
}

/// Reads no file: a lesson in memory has no directory.
public let noSurfaceFiles: @Sendable (String) -> Result<SurfaceChoice.Source, SurfaceFileError> = {
  .failure(SurfaceFileError("the file \($0) cannot be read: the lesson is not in a file"))
}

extension YAMLReader {
  /// Parses the path of a file and reads the surface.
  func surface(
    inFile node: YAMLNode, _ readSurface: SurfaceReader
  ) throws(YAMLFileError) -> SurfaceChoice {
    switch readSurface(try nonEmptyText(node, "the file")) {
    case .success(let source): return SurfaceChoice(source)
    case .failure(let failure):
      let line = failure.message.split(separator: "\n").first.map(String.init) ?? ""
      throw error(at: node, sanitizedExcerpt(line, limit: 400))
    }
  }
}
