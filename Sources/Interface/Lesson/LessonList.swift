import Lessons

/// The current lesson with the lessons beside it.
struct LessonList: Sendable {
  /// The lesson as written.
  private(set) var current: Scenario
  /// The course from which the lesson was opened, if any.
  private(set) var course: Scenario.Course?
  /// The word of the command line that opens the lesson: its id or its file.
  ///
  /// Nil for an experiment of command line options.
  private(set) var argument: String?
  /// The results of the guesses in all lessons.
  var guesses = Guesses()
  /// The ids of the gallery, available without parsing its lessons.
  let ids: [String]
  private let loadGallery: @Sendable () -> [Scenario]
  private let loadCourses: @Sendable () -> [Scenario.Course]

  /// Creates a list; without ids, the gallery is parsed for them.
  ///
  /// `file` is the path of the lesson's file; nil for a lesson of the gallery.
  init(
    _ current: Scenario, gallery: @escaping @Sendable () -> [Scenario], ids: [String]?,
    course: Scenario.Course?, courses: @escaping @Sendable () -> [Scenario.Course] = { [] },
    file: String? = nil
  ) {
    (self.current, self.course) = (current, course)
    (loadGallery, loadCourses) = (gallery, courses)
    self.ids = ids ?? gallery().map(\.id)
    argument = file ?? (self.ids.contains(current.id) ? current.id : nil)
  }

  /// The courses of the picker, parsed on each access.
  var courses: [Scenario.Course] { loadCourses() }

  /// Replaces the current lesson by a lesson of the gallery, in a course or in the present course.
  mutating func open(_ lesson: Scenario, in course: Scenario.Course?) {
    (current, argument) = (lesson, lesson.id)
    if let course { self.course = course }
  }

  /// The lessons of the picker.
  ///
  /// Parsed on each access, because parsing fifty files would delay the first frame.
  var gallery: [Scenario] { loadGallery() }

  /// Returns the lesson of the gallery with an id.
  func lesson(_ id: String?) -> Scenario? { gallery.first { $0.id == id } }

  /// The lesson that `argument` opens; nil for an experiment of command line options.
  var opened: Scenario? {
    guard let argument else { return nil }
    return ids.contains(argument) ? lesson(argument) : current
  }

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
