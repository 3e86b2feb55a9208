import Engine
import Lessons

extension Command {
  static let nextCard = Command(
    "next-card", "next card", .lesson, [.character("n")],
    changing: { state, _ in
      if !state.turnPage(), !state.seekCard(by: 1) { state.message = "this is the last card" }
    })

  static let previousCard = Command(
    "previous-card", "previous card", .lesson, [.character("N")],
    changing: { state, _ in
      if !state.seekCard(by: -1) { state.message = "this is the first card" }
    })

  static let showWhole = Command(
    "more", "all of a card or message that is cut", .lesson, [.character("M")],
    changing: { state, _ in
      state.openPage(state.input.formerMessage ?? state.narrationText)
    })

  static let nextLesson = Command(
    "next-lesson", "next lesson of the course", .lesson, [.character(")")],
    changing: { state, _ in
      if !state.open(state.lessons.nextID) { state.message = "this is the last lesson" }
    })

  static let previousLesson = Command(
    "previous-lesson", "previous lesson", .lesson, [.character("(")],
    changing: { state, _ in
      if !state.open(state.lessons.previousID) { state.message = "this is the first lesson" }
    })

  static let openLesson = Command(
    "open", "open another lesson or a course", .lesson, [.character("o")],
    changing: { state, _ in
      state.playback.pause()
      state.input.mode = .picker(Picker(state.lessons))
    })
}

extension AppState {
  /// Moves by a number of cards; returns false without such a card.
  mutating func seekCard(by offset: Int) -> Bool {
    guard let step = narration.move(by: offset) else { return false }
    playback.pause(at: time(of: step))
    return true
  }

  /// Opens the lesson with an id; returns false without such a lesson.
  fileprivate mutating func open(_ id: String?) -> Bool {
    guard let lesson = lessons.lesson(id) else { return false }
    open(lesson)
    return true
  }
}
