import Drawing
import Engine
import Integers
import Lessons

extension AppState {
  /// The keys that continue the lesson, from the longest wording to the shortest.
  ///
  /// Empty for an experiment without cards, and while the settings differ from the lesson's without
  /// an open question.
  var lessonHints: [String] {
    guard !narration.schedule.entries.isEmpty else { return [] }
    let help = "\(label(of: .help)) help"
    let quit = "\(label(of: .quit)) quit"
    if differsFromLesson {
      guard openChoices != nil else { return [] }
      let (answer, undo) = (playHint.short, "\(label(of: .undo)) undo")
      return [[answer, undo, help, quit], [answer, undo], [answer]].map {
        $0.joined(separator: " · ")
      }
    }
    let (play, next) = (playHint, nextHint)
    return [
      [play.long, next.long, help, quit], [play.long, next.long, help], [play.long, next.long],
      [play.long, next.short, help], [play.long, next.short], [play.short, next.short],
      [next.short],
    ].map { $0.filter { !$0.isEmpty }.joined(separator: " · ") }
  }

  /// Returns the hint that has room on every screen of a width; nil without lesson hints.
  ///
  /// As a lesson opens, the hint has the keys for help and for quitting too.
  func essentialLessonHint(columns: Int) -> String? {
    let hints = lessonHints
    guard !differsFromLesson else { return hints.last }
    if columns >= 80, isAtOpening { return hints.first }
    guard !hints.isEmpty else { return nil }
    // The id of the next lesson may be long.
    let isLast = narration.entryIndex == narration.schedule.entries.count - 1
    let isLong = isLast && displayWidth(of: displayable(hints[2])) > columns * 3 / 5
    return hints[columns >= 60 && !isLong ? 2 : 4]
  }

  /// The effect of the key that plays.
  private var playHint: (long: String, short: String) {
    let key = label(of: .playOrPause)
    if playback.isHeld, openChoices == nil {
      let seconds = Int(clamping: playback.holdTime.rounded(.up))
      return ("\(key) go on (\(seconds) s)", "\(key) go on")
    }
    let hint =
      if let count = openChoices, count > 0 {
        "a–\(choiceLetters[count - 1]) answer"
      } else if playback.isPlaying {
        "\(key) pause"
      } else {
        "\(key) \(playback.playhead == duration ? "replay" : "play")"
      }
    return (hint, hint)
  }

  /// The next card; after the last card, the next lesson.
  private var nextHint: (long: String, short: String) {
    let next = (narration.entryIndex ?? -1) + 1
    let count = narration.schedule.entries.count
    guard next == count else {
      let key = label(of: .nextCard)
      return ("\(key) next card (\(next + 1)/\(count))", "\(key) card \(next + 1)/\(count)")
    }
    guard let lesson = lessons.nextID else {
      let key = label(of: .openLesson)
      return ("\(key) another lesson", "\(key) lessons")
    }
    let key = label(of: .nextLesson)
    return ("\(key) next lesson: \(lesson)", "\(key) next lesson")
  }
}
