import Engine

/// What was guessed since the program was started, in every lesson; nothing is kept after it ends.
struct Guesses: Sendable {
  /// By lesson, and by the card's index in it; a question that is asked again counts once.
  private var results: [String: [Int: Bool]] = [:]

  mutating func record(_ isRight: Bool, at card: Int, of lesson: String) {
    self.results[lesson, default: [:]][card] = isRight
  }

  /// “2 of 3 right”, or nil as long as there is nothing to count.
  var score: String? {
    let all = results.values.flatMap(\.values)
    return all.count > 1 ? "\(all.count { $0 }) of \(all.count) right" : nil
  }
}

extension AppState {
  /// What became of the guess whose answer the card shows, and of all so far.
  var answerFeedback: String {
    guard let question = narration.cardIndex.flatMap(scenario.question(answeredBy:)),
      let guess = narration.answers[question],
      case .question(_, let choices, let answer) = scenario.cards[question].content
    else { return "" }
    let score = guesses.score.map { " (\($0))" } ?? ""
    return guess == answer
      ? "\(choices[answer]): as you said\(score). "
      : "You said \(choices[guess]); it is \(choices[answer])\(score). "
  }

  /// Takes a digit as the answer to the question that is shown.
  mutating func handleAnswerKey(_ key: Key) -> Bool {
    guard !differsFromLesson, countPrefix == nil, !isPlaying, let index = narration.cardIndex,
      case .question(_, let choices, let right) = scenario.cards[index].content,
      narration.answers[index] == nil,
      case .character(let character) = key, character.isASCII,
      let digit = character.wholeNumberValue, (1...choices.count).contains(digit)
    else { return false }
    narration.recordAnswer(digit - 1)
    guesses.record(digit - 1 == right, at: index, of: scenario.id)
    return true
  }
}
