import Engine

extension Command {
  static let nextCard = Command(
    "next-card", "next card", .lesson, [.character("n")],
    changing: { state, _ in
      if !state.seekCard(by: 1) { state.message = "no card follows" }
    })

  static let previousCard = Command(
    "previous-card", "previous card", .lesson, [.character("N")],
    changing: { state, _ in
      if !state.seekCard(by: -1) { state.message = "this is the first card" }
    })

  static let nextLesson = Command(
    "next-lesson", "next lesson of the course", .lesson, [.character(")")],
    changing: { state, _ in
      if !state.open(state.nextLessonID) { state.message = "this is the last lesson" }
    })

  static let previousLesson = Command(
    "previous-lesson", "previous lesson", .lesson, [.character("(")],
    changing: { state, _ in
      if !state.open(state.previousLessonID) { state.message = "this is the first lesson" }
    })

  static let openLesson = Command(
    "open", "open another lesson", .lesson, [.character("o")],
    changing: { state, _ in
      state.isPlaying = false
      state.mode = .picker(Picker(state.gallery, current: state.scenario.id))
    })
}

extension AppState {
  /// Goes to the card some places away; false if there is none.
  mutating func seekCard(by offset: Int) -> Bool {
    guard let step = narration.move(by: offset) else { return false }
    isPlaying = false
    stepFraction = 0
    playhead = time(of: step)
    return true
  }

  /// The lessons that follow each other: those of the course, or beside it the whole gallery.
  private var lessonSequence: Scenario.Course {
    if let course, course.lessons.contains(scenario.id) { return course }
    return Scenario.Course(
      id: "gallery", title: "The gallery", about: "Every lesson.", minutes: 0, lessons: lessonIDs)
  }

  /// The next lesson; after a file of the viewer's own, which has no place among them, the first.
  fileprivate var nextLessonID: String? {
    let isListed = lessonSequence.lessons.contains(scenario.id)
    return isListed ? lessonSequence.next(after: scenario.id) : lessonSequence.lessons.first
  }

  fileprivate var previousLessonID: String? { lessonSequence.previous(before: scenario.id) }

  /// Opens the lesson of an id; false if there is none.
  fileprivate mutating func open(_ id: String?) -> Bool {
    guard let lesson = gallery.first(where: { $0.id == id }) else { return false }
    open(lesson)
    return true
  }

  /// Where in the course the lesson is: “2/8”; nil beside it, or without one.
  var courseProgress: String? {
    guard let course, let place = course.lessons.firstIndex(of: scenario.id) else { return nil }
    return "\(place + 1)/\(course.lessons.count)"
  }
}
