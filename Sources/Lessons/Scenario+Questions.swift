extension Scenario {
  /// The index of the question that the card with index `card` answers, if any.
  ///
  /// The answer is the first card after the question that `reveals`, before the next question, or
  /// else the card after the question.
  public func question(answeredBy card: Int) -> Int? {
    guard let question = cards[..<card].lastIndex(where: \.isQuestion) else { return nil }
    let rest = question + 1..<cards.count
    let last = rest.first { cards[$0].isQuestion } ?? cards.count - 1
    let marked = cards[question + 1...last].firstIndex(where: \.reveals)
    return (marked ?? question + 1) == card ? question : nil
  }
}
