import Engine
import Integers
import Lessons

extension AppState {
  /// The keys that continue the lesson, from the longest wording to the shortest.
  ///
  /// Empty for an experiment without cards, and while the settings differ from the lesson's.
  var lessonHints: [String] {
    guard !differsFromLesson, !narration.schedule.entries.isEmpty else { return [] }
    let help = "\(label(of: .help)) help"
    let quit = "\(label(of: .quit)) quit"
    let (long, short) = (playHint, nextHint)
    return [
      [long, short.long, help, quit], [long, short.long, help], [long, short.long],
      [long, short.short, help], [long, short.short], [short.short],
    ].map { $0.filter { !$0.isEmpty }.joined(separator: " · ") }
  }

  /// The effect of the key that plays.
  private var playHint: String {
    let key = label(of: .playOrPause)
    if let count = openChoices, count > 0 { return "a–\(choiceLetters[count - 1]) answer" }
    if playback.isHeld {
      return "\(key) go on (\(Int(clamping: playback.holdTime.rounded(.up))) s)"
    }
    if playback.isPlaying { return "\(key) pause" }
    return playback.playhead == duration ? "\(key) replay" : "\(key) play"
  }

  /// The next card; after the last card, the next lesson.
  private var nextHint: (long: String, short: String) {
    let next = (narration.entryIndex ?? -1) + 1
    let count = narration.schedule.entries.count
    guard next == count else {
      let key = label(of: .nextCard)
      return ("\(key) next card (\(next + 1)/\(count))", "\(key) card \(next + 1)/\(count)")
    }
    guard let lesson = lessons.nextID else { return ("the last lesson", "") }
    let key = label(of: .nextLesson)
    return ("\(key) next lesson: \(lesson)", "\(key) next lesson")
  }
}
