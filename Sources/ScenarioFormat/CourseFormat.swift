public import Engine
import Yams

/// Reads a course from the text of its file.
///
/// `file` is what an error calls it. Whether there are lessons of the ids that it names is for the
/// caller to see: `known` holds them, and one that is not among them is an error with a place.
public func parseCourse(
  yaml bytes: [UInt8], file: String, known: [String]
) throws(ScenarioError) -> Scenario.Course {
  let source = try ScenarioReader(checked: bytes, file: file)
  return try source.course(source.requiredRoot(), known: known)
}

extension ScenarioReader {
  fileprivate func course(_ root: Node, known: [String]) throws(ScenarioError) -> Scenario.Course {
    let fields = try MappingFields(
      root, of: self, what: "a course", keys: ["id", "title", "about", "minutes", "lessons"])
    let id = try id(try fields.required("id"))
    let title = try nonEmptyText(try fields.required("title"), "the title")
    let node = try fields.required("lessons")
    var lessons: [String] = []
    for item in try sequence(node, "lessons") {
      let lesson = try text(item, "a lesson")
      guard known.contains(lesson) else {
        throw error(
          at: item, "there is no lesson “\(sanitized(lesson))”\(nearestHint(lesson, known))")
      }
      guard !lessons.contains(lesson) else {
        throw error(at: item, "“\(lesson)” is in the course already")
      }
      lessons.append(lesson)
    }
    guard !lessons.isEmpty else { throw error(at: node, "a course has at least one lesson") }
    return Scenario.Course(
      id: id, title: title,
      about: try fields.optional("about").map { node throws(ScenarioError) in
        try nonEmptyText(node, "about")
      } ?? "",
      minutes: try integer(try fields.required("minutes"), "minutes", in: 1...1000),
      lessons: lessons)
  }

  /// The nearest id; all of them would be too long a sentence.
  private func nearestHint(_ id: String, _ known: [String]) -> String {
    closestMatch(id, known).map { "; did you mean “\($0)”?" } ?? ""
  }
}
