import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `A lesson` {
  @Test func `pauses at a card until Space`() throws {
    var session = try Session()
    #expect(!session.playback.isPlaying)
    #expect(session.narrationText.hasPrefix("Every point of the curve xy = 1 is a minimum"))
    try session.play(.ticked(frames: 1000))
    #expect(session.playback.playhead == 0)
  }

  @Test func `shows all cards of a step before playback continues`() throws {
    var session = try Session()
    try session.type(" ")
    #expect(session.playback.playhead == 0)
    #expect(!session.playback.isPlaying)
    #expect(session.narrationText.hasPrefix("Which optimizer is still moving after 300 steps?"))
    #expect(session.narrationText.hasSuffix("[a] GD   [b] USAM   [c] SAM"))
    try session.type(" ")
    #expect(session.playback.isPlaying)
  }

  @Test func `takes a letter as an answer, and reveals the result at the answering card`() throws {
    var session = try Session()
    try session.type(" c")
    #expect(session.narrationText.hasPrefix("You said SAM."))
    #expect(session.input.countPrefix == nil)
    try session.type(" ")
    try session.waitForCard()
    #expect(session.playback.playhead > 0)
    // The next two cards do not answer the question.
    #expect(session.narrationText.hasPrefix("GD has settled"))
    try session.waitForCard()
    try session.waitForCard()
    #expect(session.narrationText.hasPrefix("Correct: SAM. SAM keeps drifting"))
  }

  @Test func `reveals a wrong guess`() throws {
    var session = try Session()
    try session.type(" a nnn")
    #expect(
      session.narrationText.hasPrefix("You said GD; right: SAM. SAM keeps drifting"))
  }

  @Test func `takes digits as counts and views, also at a question`() throws {
    var session = try Session()
    try session.type(" 7")
    #expect(session.input.countPrefix?.count == 7)
    try session.press(.escape)
    try session.type("13")
    #expect(session.narration.answers.isEmpty)
    #expect(session.input.countPrefix?.count == 13)
    try session.type(".")
    #expect(session.playback.playhead == 13)
  }

  @Test func `plays to the end without an answer`() throws {
    var session = try Session()
    try session.playThrough(to: session.duration)
    #expect(session.playback.playhead == session.duration)
    #expect(session.narrationText.hasPrefix("SAM has λ = 4."))
  }

  @Test func `moves to the next card with n and back with N`() throws {
    var session = try Session()
    let entries = session.narration.schedule.entries
    #expect(entries.count == session.scenario.cards.count)
    for entry in entries.dropFirst() {
      try session.type("n")
      #expect(session.playback.playhead == entry.step)
      #expect(session.narration.cardIndex == entry.card)
    }
    try session.type("n")
    #expect(session.narrationText == "this is the last card")
    for entry in entries.dropLast().reversed() {
      try session.type("N")
      #expect(session.playback.playhead == entry.step)
      #expect(session.narration.cardIndex == entry.card)
    }
    try session.type("N")
    #expect(session.narrationText == "this is the first card")
  }

  @Test func `shows the last card up to any step`() throws {
    var session = try Session()
    for entry in session.narration.schedule.entries.suffix(3) {
      try session.type("\(entry.step)G")
      #expect(session.narration.cardIndex == entry.card)
      try session.type(",")
      #expect(session.narration.cardIndex != entry.card)
    }
  }

  @Test func `shows no cards while the settings differ`() throws {
    var session = try Session()
    try session.type("E")
    #expect(session.narrationText.contains("differ from the lesson's"))
    try session.type(" ")
    try session.wait()
    #expect(session.playback.playhead == session.duration)
    #expect(session.narrationText.contains("differ from the lesson's"))
    try session.type("u")
    #expect(session.narrationText.hasPrefix("SAM has λ = 4."))
  }

  @Test func `keeps a question until it is answered, also when a setting changes`() throws {
    var session = try Session()
    try session.type(" ")
    let question = session.narrationText
    try session.type("E")
    #expect(session.state.differsFromLesson && session.narrationText == question)
    #expect(session.screen.contains { $0.contains("a–c answer · u undo · ? help · q quit") })
    try session.press(.right)
    #expect(session.narrationText == question)
    try session.type("c")
    #expect(session.narration.answers == [1: 2])
    #expect(session.narrationText.hasPrefix("You said SAM. The settings differ from the lesson's"))
    let layers = session.layers.overlays
    try session.type("c")
    #expect(session.layers.overlays != layers)
    try session.type("cuu")
    #expect(session.narrationText.hasPrefix("You said SAM."))
  }

  @Test func `takes the letters of an answered question for answers until it plays on`() throws {
    var session = try Session()
    try session.type(" c")
    let (layers, unit) = (session.layers.overlays, session.playback.unit)
    for letter in "abc" {
      try session.type(String(letter))
      #expect(session.message == "the question is answered; Space plays on")
    }
    #expect(session.layers.overlays == layers && session.playback.unit == unit)
    #expect(session.narration.answers == [1: 2])
    try session.type("t")
    #expect(session.message != "the question is answered; Space plays on")
    try session.type(" c")
    #expect(session.playback.isPlaying && session.layers.overlays != layers)
  }

  @Test func `opens with the keys for help and quitting in its footer`() throws {
    var session = try Session("quad-split")
    #expect(session.screen[20].hasSuffix("n next card (2/6) · ? help · q quit"))
    try session.type("n")
    #expect(session.screen[20].contains("n next card (3/6)"))
  }

  @Test func `takes digits as counts while the settings differ`() throws {
    var session = try Session()
    try session.type(" E50.")
    #expect(session.playback.playhead == 50)
    #expect(session.narration.answers.isEmpty)
  }

  @Test func `replaces a message by the next card`() throws {
    var session = try Session()
    try session.type("  t")
    #expect(session.message != nil)
    try session.wait()
    #expect(session.playback.playhead > 0)
    #expect(session.message == nil)
  }

  @Test func `shows the question again after a restart`() throws {
    var session = try Session()
    try session.type(" cx ")
    #expect(session.narrationText.hasPrefix("Which optimizer"))
    try session.type("a")
    #expect(session.narrationText.hasPrefix("You said GD."))
  }

  @Test func `goes on beside runs that the user adds`() throws {
    var session = try Session("your-rule")
    let card = session.narrationText
    try session.type("A")
    // The list leaves the lines of the card free, which has the rule to type.
    let lines = card.split(separator: " ").suffix(4).joined(separator: " ")
    #expect(session.screen.suffix(3).joined(separator: " ").contains(lines))
    try session.type("w - eta*unit(grad(w))")
    try session.press(.enter)
    #expect(session.experiment.namedRuns.count == 3 && session.isChanged)
    #expect(session.narrationText == card && session.title == "Your turn: type a rule")
    try session.type("n")
    #expect(session.state.openChoices == 3)
    try session.type("b")
    #expect(session.narrationText == "You said drift like SAM. Space plays on.")
    try session.type("n")
    #expect(session.narrationText.hasPrefix("Correct: drift like SAM"))
    try session.type("u")
    #expect(session.experiment.namedRuns.count == 2)
    #expect(session.narrationText.hasPrefix("Correct: drift like SAM"))
    try session.type("E")
    #expect(session.narrationText.hasPrefix("The settings differ"))
  }

  @Test func `stops if the user adds a run to a lesson that changes its runs`() throws {
    var session = try Session("four-edits")
    try session.type("A")
    try session.type("w - eta*unit(grad(w))")
    try session.press(.enter)
    #expect(session.experiment.namedRuns.count == 2)
    #expect(session.narrationText.hasPrefix("The settings differ"))
  }
}
