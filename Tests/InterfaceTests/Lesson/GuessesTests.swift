import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `A guess` {
  private let course = Scenario.Course(
    id: "pair", title: "A pair", about: "Two lessons.", minutes: 10,
    lessons: ["quad-split", "quad-rho-ladder"])

  /// Moves to the question with an index and answers it rightly or wrongly.
  private func guess(_ session: inout Session, question: Int, right: Bool) throws {
    let questions = session.scenario.cards.indices.filter {
      !session.scenario.cards[$0].choices.isEmpty
    }
    for _ in session.scenario.cards where session.narration.cardIndex != questions[question] {
      try session.type("n")
    }
    let content = session.scenario.cards[questions[question]].content
    guard case .question(_, let choices, let answer) = content else { return }
    try session.type(String(choiceLetters[right ? answer : (answer + 1) % choices.count]))
  }

  @Test func `is counted, and the next card shows the answer`() throws {
    var session = try Session("quad-rho-ladder", course: course)
    #expect(session.lessons.guesses.score == nil)
    try guess(&session, question: 0, right: true)
    try session.type("n")
    #expect(session.narrationText.hasPrefix("Correct: no. "))
    try guess(&session, question: 1, right: false)
    try session.type("n")
    #expect(
      session.narrationText.hasPrefix("You said quadrupled; right: doubled (1/2 right). "))
    try session.type("6")
    #expect(session.screen.contains { $0.contains("Guesses: 1 of 2 right") })
  }

  @Test func `replaces an earlier guess at the same question`() throws {
    var session = try Session("quad-rho-ladder")
    try guess(&session, question: 0, right: false)
    try session.type("x")
    try guess(&session, question: 0, right: true)
    try guess(&session, question: 1, right: false)
    #expect(session.lessons.guesses.score == "1 of 2 right")
  }

  @Test func `is counted across lessons`() throws {
    var session = try Session("quad-split", course: course)
    try guess(&session, question: 0, right: true)
    try session.type(")")
    #expect(session.scenario.id == "quad-rho-ladder")
    try guess(&session, question: 0, right: false)
    #expect(session.lessons.guesses.score == "1 of 2 right")
  }
}

@Suite struct `The cards of every lesson` {
  @Test func `have whole numbers for counts`() throws {
    var session = try Session("saddle-trap")
    try session.type("nn")
    #expect(session.narrationText.hasPrefix("GD escapes at step 49: "))
  }

  @Test(arguments: try lessons().map(\.id))
  func `fit into three lines of 80 columns after any guess`(_ id: String) throws {
    var session = try Session(id)
    for card in 0..<20 { session.state.lessons.guesses.record(card < 10, at: card, of: "others") }
    let state = session.state
    for (index, card) in state.scenario.cards.enumerated() {
      for choice in card.choices.indices.map(Optional.some) + [nil] {
        session.state = state
        try session.type("N")
        for _ in 0..<index { try session.type("n") }
        #expect(session.narration.cardIndex == index)
        if let choice { try session.type(String(choiceLetters[choice])) }
        expectFits(session)
        try session.type("n")
        guard session.message == nil else { continue }
        expectFits(session)
        // At the following step the card also shows the step of its numbers.
        try session.type(".")
        if session.narration.cardIndex == index + 1 { expectFits(session) }
      }
    }
  }

  private func expectFits(_ session: Session) {
    guard session.message == nil else { return }
    let text = session.narrationText
    let lines = text.split(separator: "\n").flatMap { wrapped(String($0), to: 78) }
    let joined = wrapped(text.split(separator: "\n").joined(separator: "  "), to: 78)
    #expect(min(lines.count, joined.count) <= 3, "\(text)")
  }
}

extension Card {
  fileprivate var choices: [String] {
    if case .question(_, let choices, _) = content { choices } else { [] }
  }
}
