/// A card: something said or asked at a moment of the lesson.
public struct Card: Sendable, Equatable {
  public var moment: Moment
  public var content: Content
  /// Whether the play waits for the viewer.
  public var pauses: Bool
  /// The settings that change when it comes, at the same step: see `Scenario.acts`.
  public var changes: [KnobChange]
  /// Whether it shows the answer to the question before it: see `Scenario.question`.
  public var reveals: Bool

  public enum Content: Sendable, Equatable {
    case statement(Template)
    /// A question with its choices; `answer` is an index into them.
    case question(Template, choices: [String], answer: Int)
  }

  public init(
    moment: Moment, content: Content, pauses: Bool = false, changes: [KnobChange] = [],
    reveals: Bool = false
  ) {
    self.moment = moment
    self.content = content
    self.pauses = pauses
    self.changes = changes
    self.reveals = reveals
  }

  /// What it says or asks.
  public var text: Template {
    switch content {
    case .statement(let text), .question(let text, _, _): text
    }
  }

  public var isQuestion: Bool {
    if case .question = content { true } else { false }
  }
}

extension Scenario {
  /// The question whose answer a card tells; both by their index in the lesson.
  ///
  /// A question is answered by the first card after it that `reveals`, up to the next question;
  /// where there is none, by the card that follows it.
  public func question(answeredBy card: Int) -> Int? {
    guard let question = cards[..<card].lastIndex(where: \.isQuestion) else { return nil }
    let rest = question + 1..<cards.count
    let last = rest.first { cards[$0].isQuestion } ?? cards.count - 1
    let marked = cards[question + 1...last].firstIndex(where: \.reveals)
    return (marked ?? question + 1) == card ? question : nil
  }
}
