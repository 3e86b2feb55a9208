import Engine

/// A card: a statement or a question at a moment of the lesson.
public struct Card: Sendable, Equatable {
  /// The moment at which the card appears.
  public var moment: Moment
  /// The statement or question.
  public var content: Content
  /// Whether playback pauses at the card.
  public var pauses: Bool
  /// The parameter changes that take effect at the card's step: see `Scenario.acts`.
  public var changes: [SettingChange]
  /// Whether the card answers the question before it: see `Scenario.question(answeredBy:)`.
  public var reveals: Bool
  /// The factor on the playing time from this card to the next.
  public var pace: Double

  /// The content of a card.
  public enum Content: Sendable, Equatable {
    /// A statement.
    case statement(Template)
    /// A question with its choices; `answer` is the index of the correct choice.
    case question(Template, choices: [String], answer: Int)
  }

  /// A card with this content at a moment.
  public init(
    moment: Moment, content: Content, pauses: Bool = false, changes: [SettingChange] = [],
    reveals: Bool = false, pace: Double = 1
  ) {
    self.moment = moment
    self.content = content
    self.pauses = pauses
    self.changes = changes
    self.reveals = reveals
    self.pace = pace
  }

  /// The text of the statement or question.
  public var text: Template {
    switch content {
    case .statement(let text), .question(let text, _, _): text
    }
  }

  /// The quantities that the card reads, without the names of their runs.
  var quantities: Set<String> {
    var names: Set<String> = []
    for case .value(let expression) in text.pieces { names.formUnion(expression.names) }
    if case .holds(let expression) = moment { names.formUnion(expression.names) }
    return Set(names.map(Quantity.idWithoutRun))
  }

  /// Whether the card is a question.
  public var isQuestion: Bool {
    if case .question = content { true } else { false }
  }
}
