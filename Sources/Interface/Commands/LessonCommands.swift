import Engine
import Lessons

extension Command {
  static let nextCard = Command(
    "next-card", "next card", .lesson, [.character("n")],
    changing: { state, _ in
      if !state.seekCard(by: 1) { state.message = "this is the last card" }
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
      state.playback.pause()
      state.mode = .picker(Picker(state.gallery, current: state.scenario.id))
    })
}

extension AppState {
  /// Moves by a number of cards; returns false without such a card.
  mutating func seekCard(by offset: Int) -> Bool {
    guard let step = narration.move(by: offset) else { return false }
    playback.pause(at: time(of: step))
    return true
  }

  /// The course of the lesson; for a lesson without a course, the gallery.
  private var lessonSequence: Scenario.Course {
    if let course, course.lessons.contains(scenario.id) { return course }
    return Scenario.Course(
      id: "gallery", title: "The gallery", about: "Every lesson.", minutes: 0, lessons: lessonIDs)
  }

  /// The id of the next lesson; for a lesson from a file, the first lesson.
  fileprivate var nextLessonID: String? {
    let isListed = lessonSequence.lessons.contains(scenario.id)
    return isListed ? lessonSequence.next(after: scenario.id) : lessonSequence.lessons.first
  }

  fileprivate var previousLessonID: String? { lessonSequence.previous(before: scenario.id) }

  /// Opens the lesson with an id; returns false without such a lesson.
  fileprivate mutating func open(_ id: String?) -> Bool {
    guard let lesson = gallery.first(where: { $0.id == id }) else { return false }
    open(lesson)
    return true
  }

  /// The position of the lesson in the course, as “2/8”; nil without a course.
  var courseProgress: String? {
    guard let course, let place = course.lessons.firstIndex(of: scenario.id) else { return nil }
    return "\(place + 1)/\(course.lessons.count)"
  }
}
