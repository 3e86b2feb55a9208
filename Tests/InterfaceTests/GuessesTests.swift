import Drawing
import Engine
import Testing

@testable import Interface

@Suite struct `A guess` {
  private let course = Scenario.Course(
    id: "pair", title: "A pair", about: "Two lessons.", minutes: 10,
    lessons: ["quad-split", "quad-rho-ladder"])

  /// Answers the question of this number, right or wrong, once the play has come to it.
  private func guess(_ session: inout Session, question: Int, right: Bool) throws {
    let asks = session.scenario.cards.indices.filter { !session.scenario.cards[$0].choices.isEmpty }
    for _ in session.scenario.cards where session.narration.cardIndex != asks[question] {
      try session.type("n")
    }
    guard
      case .question(_, let choices, let answer) = session.scenario.cards[asks[question]].content
    else { return }
    try session.type("\((right ? answer : (answer + 1) % choices.count) + 1)")
  }

  @Test func `is counted, and told at the card after it`() throws {
    var session = try Session("quad-rho-ladder", course: course)
    #expect(session.guesses.score == nil)
    try guess(&session, question: 0, right: true)
    try session.type("n")
    #expect(session.narrationText.hasPrefix("no: as you said. "))
    try guess(&session, question: 1, right: false)
    try session.type("n")
    #expect(
      session.narrationText.hasPrefix("You said grow four times; it is double (1 of 2 right). "))
    try session.type("6")
    #expect(session.screen.contains { $0.contains("Guesses: 1 of 2 right") })
  }

  @Test func `counts once however often it is asked, by the last answer`() throws {
    var session = try Session("quad-rho-ladder")
    try guess(&session, question: 0, right: false)
    try session.type("x")
    try guess(&session, question: 0, right: true)
    try guess(&session, question: 1, right: false)
    #expect(session.guesses.score == "1 of 2 right")
  }

  @Test func `is remembered from lesson to lesson`() throws {
    var session = try Session("quad-split", course: course)
    try guess(&session, question: 0, right: true)
    try session.type(")")
    #expect(session.scenario.id == "quad-rho-ladder")
    try guess(&session, question: 0, right: false)
    #expect(session.guesses.score == "1 of 2 right")
  }
}

@Suite struct `The words of every lesson` {
  @Test func `have whole numbers for what is counted`() throws {
    var session = try Session("saddle-trap")
    try session.type("nn")
    #expect(session.narrationText.hasPrefix("GD is off at step 49: "))
  }

  @Test(arguments: try lessons().map(\.id))
  func `fit three lines at 80 columns, whatever was guessed`(_ id: String) throws {
    var session = try Session(id)
    for card in 0..<20 { session.state.guesses.record(card < 10, at: card, of: "others") }
    let state = session.state
    for (index, card) in state.scenario.cards.enumerated() {
      for choice in card.choices.indices.map(Optional.some) + [nil] {
        session.state = state
        try session.type("N")
        for _ in 0..<index { try session.type("n") }
        #expect(session.narration.cardIndex == index)
        if let choice { try session.type("\(choice + 1)") }
        try fits(session)
        try session.type("n")
        guard session.message == nil else { continue }
        try fits(session)
        // A moment later it says when its numbers were read.
        try session.type(".")
        if session.narration.cardIndex == index + 1 { try fits(session) }
      }
    }
  }

  private func fits(_ session: Session) throws {
    guard session.message == nil else { return }
    let told = session.narrationText
    let lines = told.split(separator: "\n").flatMap { wrapped(String($0), to: 78) }
    let joined = wrapped(told.split(separator: "\n").joined(separator: "  "), to: 78)
    #expect(min(lines.count, joined.count) <= 3, "\(told)")
  }
}

extension Card {
  fileprivate var choices: [String] {
    if case .question(_, let choices, _) = content { choices } else { [] }
  }
}
