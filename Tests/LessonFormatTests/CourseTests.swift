import LessonFormat
import Lessons
import StrictYAML
import Testing

@Suite struct `A course` {
  private func course(_ yaml: String) throws -> Scenario.Course {
    try parseCourse(yaml: Array(yaml.utf8), file: "a.yaml", known: ["one", "two"])
  }

  @Test func `has a next and a previous lesson for each lesson`() throws {
    let course = try course("{id: a, title: A course, minutes: 30, lessons: [two, one]}")
    #expect(course.title == "A course" && course.minutes == 30)
    #expect(course.next(after: "two") == "one" && course.next(after: "one") == nil)
    #expect(course.previous(before: "one") == "two" && course.previous(before: "two") == nil)
    #expect(course.next(after: "three") == nil)
  }

  @Test(arguments: [
    (
      "{id: a, title: b, minutes: 9, lessons: [one, twoo]}",
      "1:46: there is no lesson “twoo”; did you mean “two”?"
    ),
    (
      "{id: a, title: b, minutes: 9, lessons: [one, one]}",
      "1:46: “one” is listed twice; remove one"
    ),
    (
      "{id: a, title: b, minutes: 9, lessons: []}",
      "1:40: lessons is empty; add the id of a lesson"
    ),
    (
      "{id: a, title: b, minutes: 0, lessons: [one]}",
      "1:28: minutes must be from 1 to 1000, not 0"
    ),
    ("{id: a, title: b, lessons: [one]}", "1:1: a course needs the key “minutes”"),
    ("{id: A, title: b}", "1:6: *"), ("{id: a, titel: b}", "1:9: *"), ("[", "2:1: *"),
  ])
  func `that is invalid gives an error with line and column`(
    _ yaml: String, _ message: String
  ) throws {
    let error = try #require(throws: YAMLFileError.self) { try course(yaml) }
    let expected = "a.yaml:\(message)".replacing("*", with: "")
    #expect(
      message.hasSuffix("*")
        ? error.description.hasPrefix(expected) : error.description == expected)
  }
}
