import Engine
import Lessons

/// The results of all guesses since the program started.
struct Guesses: Sendable {
  /// Whether the latest guess was right, by the lesson's id and the card's index.
  private var results: [String: [Int: Bool]] = [:]

  /// Stores the result of a guess, in place of an earlier guess at the same card.
  mutating func record(_ isRight: Bool, at card: Int, of lesson: String) {
    self.results[lesson, default: [:]][card] = isRight
  }

  /// The score as “2 of 3 right”; nil for fewer than two guesses.
  var score: String? { counts.map { "\($0.right) of \($0.total) right" } }

  /// The score as “2/3”; nil for fewer than two guesses.
  var shortScore: String? { counts.map { "\($0.right)/\($0.total)" } }

  private var counts: (right: Int, total: Int)? {
    let all = results.values.flatMap(\.values)
    return all.count > 1 ? (right: all.count { $0 }, total: all.count) : nil
  }
}

extension AppState {
  /// The result of the guess that the current card answers, with the score; otherwise empty.
  var answerFeedback: String {
    guard let question = narration.cardIndex.flatMap(scenario.question(answeredBy:)),
      let guess = narration.answers[question],
      case .question(_, let choices, let answer) = scenario.cards[question].content
    else { return "" }
    let score = lessons.guesses.shortScore.map { " (\($0))" } ?? ""
    return guess == answer
      ? "Correct: \(choices[answer])\(score). "
      : "You said \(choices[guess]); the answer is \(choices[answer])\(score). "
  }

  /// Takes a digit as the answer to the current question; returns false for any other key.
  mutating func handleAnswerKey(_ key: Key) -> Bool {
    guard !differsFromLesson, input.countPrefix == nil, !playback.isPlaying,
      let index = narration.cardIndex,
      case .question(_, let choices, let right) = scenario.cards[index].content,
      narration.answers[index] == nil,
      case .character(let character) = key, character.isASCII,
      let digit = character.wholeNumberValue, (1...choices.count).contains(digit)
    else { return false }
    narration.recordAnswer(digit - 1)
    lessons.guesses.record(digit - 1 == right, at: index, of: scenario.id)
    return true
  }
}
