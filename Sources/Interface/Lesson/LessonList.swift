import Lessons

/// The current lesson with the lessons beside it.
struct LessonList: Sendable {
  /// The lesson as written.
  var current: Scenario
  /// The course from which the lesson was opened, if any.
  let course: Scenario.Course?
  /// The results of the guesses in all lessons.
  var guesses = Guesses()
  /// The ids of the gallery, available without parsing its lessons.
  let ids: [String]
  private let loadGallery: @Sendable () -> [Scenario]

  /// Creates a list; without ids, the gallery is parsed for them.
  init(
    _ current: Scenario, gallery: @escaping @Sendable () -> [Scenario], ids: [String]?,
    course: Scenario.Course?
  ) {
    (self.current, self.course, loadGallery) = (current, course, gallery)
    self.ids = ids ?? gallery().map(\.id)
  }

  /// The lessons of the picker.
  ///
  /// Parsed on each access, because parsing fifty files would delay the first frame.
  var gallery: [Scenario] { loadGallery() }

  /// Returns the lesson of the gallery with an id.
  func lesson(_ id: String?) -> Scenario? { gallery.first { $0.id == id } }

  /// The lesson of the gallery with the id of the current lesson.
  var listed: Scenario? { ids.contains(current.id) ? lesson(current.id) : nil }

  /// The id of the next lesson; for a lesson from a file, the first lesson.
  var nextID: String? {
    let isListed = sequence.lessons.contains(current.id)
    return isListed ? sequence.next(after: current.id) : sequence.lessons.first
  }

  /// The id of the previous lesson.
  var previousID: String? { sequence.previous(before: current.id) }

  /// The position of the lesson in the course, as “2/8”; nil without a course.
  var courseProgress: String? {
    guard let course, let place = course.lessons.firstIndex(of: current.id) else { return nil }
    return "\(place + 1)/\(course.lessons.count)"
  }

  /// The course of the lesson; for a lesson without a course, the gallery.
  private var sequence: Scenario.Course {
    if let course, course.lessons.contains(current.id) { return course }
    return Scenario.Course(
      id: "gallery", title: "The gallery", about: "Every lesson.", minutes: 0, lessons: ids)
  }
}
