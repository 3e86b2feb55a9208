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
