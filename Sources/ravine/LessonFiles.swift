import Engine
import Gallery
import Lessons
import LessonFormat
import Spelling
import StrictYAML

/// The lessons that a command line can name: the built-in lessons, and lesson files.
enum LessonFiles {
  /// The ids of the built-in lessons, in teaching order.
  static var ids: [String] { gallery.map(\.id) }

  /// The ids of the built-in courses.
  static var courseIDs: [String] { Gallery.courses.map(\.id) }

  /// Returns the built-in lessons, which are parsed once, in the time of several frames.
  ///
  /// - Throws: `CommandError` if a lesson is invalid, which the tests exclude.
  static func all() throws(CommandError) -> [Scenario] { try cached.get() }

  private static let cached = Result { () throws(CommandError) in
    var lessons: [Scenario] = []
    for entry in gallery { lessons.append(try parse(entry)) }
    return lessons
  }

  /// Returns the lesson with this id, or in the file at this path.
  ///
  /// - Throws: `CommandError` if the lesson does not exist or is invalid.
  static func named(_ name: String) throws(CommandError) -> Scenario {
    if isPath(name) {
      return try parse(readFile(at: name), file: name, files(besideLesson: name))
    }
    guard let entry = gallery.first(where: { $0.id == name }) else {
      throw CommandError(.noInput, "there is no lesson “\(name)”\(hint(name, ids))")
    }
    return try parse(entry)
  }

  /// Returns the file of the built-in lesson with this id; nil without such a lesson.
  static func yaml(of id: String) -> [UInt8]? { gallery.first { $0.id == id }?.yaml }

  /// Returns the update rules that built-in lessons define, each with the id of its lesson.
  ///
  /// - Throws: `CommandError` if a lesson is invalid, which the tests exclude.
  static func rules() throws(CommandError) -> [(rule: NamedRule, lesson: String)] {
    try all().flatMap { lesson in lesson.rules.map { ($0, lesson.id) } }
  }

  /// Returns the built-in courses, which are parsed once.
  ///
  /// - Throws: `CommandError` if a course is invalid, which the tests exclude.
  static func courses() throws(CommandError) -> [Scenario.Course] { try cachedCourses.get() }

  private static let cachedCourses = Result { () throws(CommandError) in
    var all: [Scenario.Course] = []
    for entry in Gallery.courses { all.append(try parseCourse(entry.yaml, entry.id)) }
    return all
  }

  /// Returns the course with this id.
  ///
  /// - Throws: `CommandError` if there is no such course.
  static func course(_ name: String) throws(CommandError) -> Scenario.Course {
    guard let entry = Gallery.courses.first(where: { $0.id == name }) else {
      let hint = suggestion(name, from: courseIDs, listedBy: "ravine list courses")
      throw CommandError(.noInput, "there is no course “\(name)”\(hint)")
    }
    return try parseCourse(entry.yaml, entry.id)
  }

  private static func parseCourse(
    _ yaml: [UInt8], _ id: String
  ) throws(CommandError) -> Scenario.Course {
    do throws(YAMLFileError) {
      return try LessonFormat.parseCourse(yaml: yaml, file: id + ".yaml", known: ids)
    } catch {
      throw CommandError(.dataError, error.descriptionWithExcerpt)
    }
  }

  /// Returns the end of an error about an argument that names no lesson.
  ///
  /// Names the option for a surface, a problem or an optimizer; otherwise the likely names of
  /// `known`.
  static func hint(_ name: String, _ known: [String]) -> String {
    if SurfaceChoice.isNamed(name, []) { return "; “\(name)” is a surface, for --surface" }
    if Catalog.allProblems.contains(where: { $0.info.id == name }) {
      return "; “\(name)” is a problem, for --problem"
    }
    if Catalog.optimizers.contains(where: { $0.info.id == name }) {
      return "; “\(name)” is an optimizer, for --optimizer"
    }
    return suggestion(name, from: known, listedBy: "ravine list lessons")
  }

  /// Whether a name is the path of a file: a name with a `/`, or ending in `.yaml`.
  static func isPath(_ name: String) -> Bool { name.contains("/") || name.hasSuffix(".yaml") }

  private static func parse(_ entry: (id: String, yaml: [UInt8])) throws(CommandError) -> Scenario {
    try parse(entry.yaml, file: entry.id + ".yaml", galleryFiles)
  }

  private static func parse(
    _ yaml: [UInt8], file: String, _ files: LessonFileReader
  ) throws(CommandError) -> Scenario {
    do throws(YAMLFileError) {
      return try parseScenario(yaml: yaml, file: file, files: files)
    } catch {
      throw CommandError(.dataError, error.descriptionWithExcerpt)
    }
  }

  /// Reads files whose paths are relative to the directory of a lesson.
  private static func files(besideLesson lesson: String) -> LessonFileReader {
    let directory = parentDirectory(of: lesson)
    @Sendable func read<Contents>(
      _ path: String, _ contents: (String) throws(CommandError) -> Contents
    ) -> Result<Contents, LessonFileError> {
      do throws(CommandError) {
        return .success(try contents(path.hasPrefix("/") ? path : directory + path))
      } catch {
        return .failure(LessonFileError(error.message))
      }
    }
    return LessonFileReader(
      surface: { read($0, LandscapeSources.source) },
      trainingPath: { read($0, LandscapeSources.trainingPath) })
  }

  /// Returns the bytes of a file.
  ///
  /// - Throws: `CommandError` if the file cannot be read or is larger than `limit` bytes.
  static func readFile(
    at path: String, limit: Int = YAMLReader.maxBytes
  ) throws(CommandError) -> [UInt8] {
    let bytes = try FileBeginning.read(path, limit: limit + 1)
    guard bytes.count <= limit else {
      throw CommandError(.dataError, "\(path) is larger than \(limit / 1_000_000) MB")
    }
    return bytes
  }
}
