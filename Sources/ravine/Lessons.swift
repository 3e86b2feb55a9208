import Engine
import Gallery
import Glibc
import ScenarioFormat

/// The scenarios that a user can name: those that come with Ravine, and files.
enum Lessons {
  /// The ids of those that come with Ravine, in their order.
  static var ids: [String] { gallery.map(\.id) }

  /// All that come with Ravine, which are read only once: that takes as long as several frames.
  ///
  /// - Throws: `CommandError` if one of them cannot be read, which the tests exclude.
  static func all() throws(CommandError) -> [Scenario] { try cached.get() }

  private static let cached = Result { () throws(CommandError) in
    var found: [Scenario] = []
    for entry in gallery { found.append(try parse(entry.yaml, file: entry.id + ".yaml")) }
    return found
  }

  /// The scenario of this id, or in the file of this path: a word with a `/`, or ending in `.yaml`.
  ///
  /// - Throws: `CommandError` if there is none, or it is wrong.
  static func named(_ name: String) throws(CommandError) -> Scenario {
    if isPath(name) { return try parse(readFile(of: name), file: name) }
    guard let entry = gallery.first(where: { $0.id == name }) else {
      throw CommandError(.noInput, "there is no scenario “\(name)”\(suggestion(name, ids))")
    }
    return try parse(entry.yaml, file: entry.id + ".yaml")
  }

  /// The course of this id.
  ///
  /// - Throws: `CommandError` if there is none.
  static func course(_ name: String) throws(CommandError) -> Scenario.Course {
    guard let entry = courses.first(where: { $0.id == name }) else {
      let known = courses.map(\.id)
      throw CommandError(.noInput, "there is no course “\(name)”\(suggestion(name, known))")
    }
    do throws(ScenarioError) {
      return try ScenarioFormat.parseCourse(yaml: entry.yaml, file: entry.id + ".yaml", known: ids)
    } catch {
      throw CommandError(.dataError, error.descriptionWithExcerpt)
    }
  }

  static func isPath(_ name: String) -> Bool { name.contains("/") || name.hasSuffix(".yaml") }

  /// The way out of a name that is not known, as the end of a sentence.
  static func suggestion(_ name: String, _ known: [String]) -> String {
    let longer = known.first { name.count > 1 && $0.hasPrefix(name) }
    if let near = longer ?? closestMatch(name, known) { return "; did you mean “\(near)”?" }
    return known.isEmpty ? "" : "; known are \(known.joined(separator: ", "))"
  }

  private static func parse(_ yaml: [UInt8], file: String) throws(CommandError) -> Scenario {
    do throws(ScenarioError) {
      return try parseScenario(yaml: yaml, file: file)
    } catch {
      throw CommandError(.dataError, error.descriptionWithExcerpt)
    }
  }

  /// The bytes of a file; a scenario is a page of text, so what is far larger is refused.
  static func readFile(
    of path: String, limit: Int = Limits.fileBytes
  ) throws(CommandError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .system(.noInput, "cannot read \(path)") }
    defer { close(file) }
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      var code: Int32 = 0
      let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        let got = Glibc.read(file, buffer.baseAddress, buffer.count)
        code = got < 0 ? errno : 0
        count = max(0, got)
      }
      if code == EINTR { continue }
      if code != 0 { throw .system(.noInput, "cannot read \(path)", errno: code) }
      if piece.isEmpty { return bytes }
      bytes += piece
    }
    throw CommandError(.dataError, "\(path) is larger than \(limit / 1_000_000) MB")
  }
}
