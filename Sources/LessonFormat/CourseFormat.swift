import Engine
public import Lessons
import SafeText
import Spelling
public import StrictYAML

/// Parses a course from the bytes of its file.
///
/// `file` is the file name in error messages, and `known` holds the ids of all lessons. Throws a
/// `YAMLFileError` with line and column for the first error.
public func parseCourse(
  yaml bytes: [UInt8], file: String, known: [String]
) throws(YAMLFileError) -> Scenario.Course {
  let reader = try YAMLReader(bytes, file: file, constant: Expression.constant)
  return try reader.course(reader.requiredRoot(), known: known)
}

extension YAMLReader {
  fileprivate func course(_ root: YAMLNode, known: [String]) throws(YAMLFileError)
    -> Scenario.Course
  {
    let fields = try MappingFields(
      root, of: self, mappingName: "a course", keys: ["id", "title", "about", "minutes", "lessons"])
    let id = try id(try fields.required("id"))
    let title = try nonEmptyText(try fields.required("title"), "the title")
    let node = try fields.required("lessons")
    var lessons: [String] = []
    for item in try sequence(node, "lessons") {
      let lesson = try text(item, "a lesson")
      guard known.contains(lesson) else {
        throw error(
          at: item, "there is no lesson “\(sanitizedExcerpt(lesson))”\(nearestHint(lesson, known))")
      }
      guard !lessons.contains(lesson) else {
        throw error(at: item, "“\(lesson)” is listed twice; remove one")
      }
      lessons.append(lesson)
    }
    guard !lessons.isEmpty else {
      throw error(at: node, "lessons is empty; add the id of a lesson")
    }
    return Scenario.Course(
      id: id, title: title,
      about: try fields.optional("about").map { node throws(YAMLFileError) in
        try nonEmptyText(node, "about")
      } ?? "",
      minutes: try integer(try fields.required("minutes"), "minutes", in: 1...1000),
      lessons: lessons)
  }

  /// Returns the closest id only, because a list of all ids would be too long.
  private func nearestHint(_ id: String, _ known: [String]) -> String {
    closestMatch(id, known).map { "; did you mean “\($0)”?" } ?? ""
  }
}
