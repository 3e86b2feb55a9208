import Lessons

extension Picker {
  /// Creates a list of lessons under their courses, with the current lesson selected.
  ///
  /// A lesson of several courses is listed under each; lessons without a course come last. Without
  /// courses the list has the lessons alone.
  init(_ lessons: LessonList) {
    let (gallery, courses) = (lessons.gallery, lessons.courses)
    let byID = Dictionary(gallery.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var items: [Item] = []
    for course in courses {
      let members = course.lessons.compactMap { byID[$0] }
      items.append(Item(course, count: members.count))
      items += members.map { Item($0, in: course) }
    }
    let grouped = Set(courses.flatMap(\.lessons))
    let others = gallery.filter { !grouped.contains($0.id) }
    if !courses.isEmpty, !others.isEmpty { items.append(Item(heading: "other lessons")) }
    items += others.map { Item($0, in: nil, isIndented: !courses.isEmpty) }
    let (id, course) = (lessons.current.id, lessons.course?.id)
    self.init(
      .lesson, items,
      selectedIndex: items.firstIndex { $0.id == id && $0.course == course && $0.heading == nil }
        ?? items.firstIndex { $0.id == id && $0.heading == nil } ?? 0,
      course: course)
  }
}

extension Picker.Item {
  /// A lesson, in a course or alone.
  fileprivate init(_ lesson: Scenario, in course: Scenario.Course?, isIndented: Bool = true) {
    let runs = lesson.runs.map(\.name).joined(separator: ", ")
    self.init(
      id: lesson.id, title: lesson.title,
      preview: [lesson.lesson, "\(runs) · \(lesson.steps) steps · \(lesson.source)"],
      course: course?.id, depth: isIndented ? 1 : 0)
  }

  /// A course, which opens with its first lesson.
  fileprivate init(_ course: Scenario.Course, count: Int) {
    self.init(
      id: course.lessons.first ?? "", title: course.title,
      preview: [course.about, "\(count) lessons · \(course.minutes) minutes"],
      course: course.id, heading: course.id)
  }

  /// A heading that opens nothing.
  fileprivate init(heading: String) {
    self.init(id: "", title: "", preview: [], heading: heading)
  }
}
