import Engine
import Lessons

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
      : "You said \(choices[guess]); right: \(choices[answer])\(score). "
  }

  /// Whether the current card is a question without an answer, which also changed settings keep.
  var hasOpenQuestion: Bool {
    guard let index = narration.cardIndex, case .question = scenario.cards[index].content
    else { return false }
    return narration.answers[index] == nil
  }

  /// The number of choices of the current question; nil unless an answer is expected.
  var openChoices: Int? { hasOpenQuestion ? pausedChoices : nil }

  /// The number of choices of the current question, answered or not; nil while the playhead moves.
  private var pausedChoices: Int? {
    guard !playback.isPlaying || playback.isHeld, let index = narration.cardIndex,
      case .question(_, let choices, _) = scenario.cards[index].content
    else { return nil }
    return choices.count
  }

  /// Takes a letter as the answer to the current question; returns false for any other key.
  ///
  /// The letters of the choices stay answers until the playhead moves or a setting changes, so that a
  /// letter typed twice runs no command.
  mutating func handleAnswerKey(_ key: Key) -> Bool {
    guard let count = pausedChoices, input.countPrefix == nil, let index = narration.cardIndex,
      case .question(_, _, let right) = scenario.cards[index].content,
      case .character(let character) = key,
      let choice = choiceLetters.prefix(count).firstIndex(of: character)
    else { return false }
    guard narration.answers[index] == nil else {
      guard !differsFromLesson else { return false }
      message = "the question is answered; \(label(of: .playOrPause)) plays on"
      return true
    }
    narration.recordAnswer(choice)
    lessons.guesses.record(choice == right, at: index, of: scenario.id)
    return true
  }
}

/// The keys that answer a question, in the order of the choices.
let choiceLetters = Array("abcdefghi")
