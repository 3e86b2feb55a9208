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
      : "You said \(choices[guess]); the answer is \(choices[answer])\(score). "
  }

  /// The number of choices of the current question; nil unless an answer is expected.
  var openChoices: Int? {
    guard !differsFromLesson, !playback.isPlaying || playback.isHeld,
      let index = narration.cardIndex,
      case .question(_, let choices, _) = scenario.cards[index].content,
      narration.answers[index] == nil
    else { return nil }
    return choices.count
  }

  /// Takes a letter as the answer to the current question; returns false for any other key.
  mutating func handleAnswerKey(_ key: Key) -> Bool {
    guard let count = openChoices, input.countPrefix == nil, let index = narration.cardIndex,
      case .question(_, _, let right) = scenario.cards[index].content,
      case .character(let character) = key,
      let choice = choiceLetters.prefix(count).firstIndex(of: character)
    else { return false }
    narration.recordAnswer(choice)
    lessons.guesses.record(choice == right, at: index, of: scenario.id)
    return true
  }
}

/// The keys that answer a question, in the order of the choices.
let choiceLetters = Array("abcdefghi")
