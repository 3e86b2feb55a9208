public import Engine
import SafeText
import StrictYAML

/// Reads the files that a lesson names, whose paths may be relative to the lesson.
public struct LessonFileReader: Sendable {
  /// Returns the surface in a file.
  public let surface: @Sendable (_ path: String) -> Result<SurfaceChoice.Source, LessonFileError>
  /// Returns the path of a training run in a file.
  public let trainingPath: @Sendable (_ path: String) -> Result<TrainingPath, LessonFileError>

  /// Creates a reader.
  public init(
    surface: @escaping @Sendable (_ path: String) -> Result<SurfaceChoice.Source, LessonFileError>,
    trainingPath: @escaping @Sendable (_ path: String) -> Result<TrainingPath, LessonFileError>
  ) {
    (self.surface, self.trainingPath) = (surface, trainingPath)
  }

  /// Reads no file: a lesson in memory has no directory.
  public static let none = LessonFileReader(
    surface: { .failure(LessonFileError("the file \($0) cannot be read: \(noDirectory)")) },
    trainingPath: { .failure(LessonFileError("the file \($0) cannot be read: \(noDirectory)")) })

  private static let noDirectory = "the lesson is not in a file"
}

/// A file of a lesson that cannot be read.
public struct LessonFileError: Error, Sendable {
  /// What is wrong, in one line.
  public let message: String

  /// Creates an error.
  public init(_ message: String) { self.message = message }
}

extension YAMLReader {
  /// Parses the path of a file and reads the surface.
  func surface(
    inFile node: YAMLNode, _ files: LessonFileReader
  ) throws(YAMLFileError) -> SurfaceChoice {
    SurfaceChoice(try contents(of: node, "the file", files.surface))
  }

  /// Parses the path of the file of a training run and reads the run; a problem has none.
  func trainingPath(
    _ node: YAMLNode, isOnProblem: Bool, _ files: LessonFileReader
  ) throws(YAMLFileError) -> TrainingPath {
    if isOnProblem {
      throw error(at: node, "“path” goes with “surface”; a problem shows the paths of its own runs")
    }
    return try contents(of: node, "the path", files.trainingPath)
  }

  private func contents<T>(
    of node: YAMLNode, _ valueName: String, _ read: (String) -> Result<T, LessonFileError>
  ) throws(YAMLFileError) -> T {
    switch read(try nonEmptyText(node, valueName)) {
    case .success(let contents): return contents
    case .failure(let failure):
      let line = failure.message.split(separator: "\n").first.map(String.init) ?? ""
      throw error(at: node, sanitizedExcerpt(line, limit: 400))
    }
  }
}
