import Drawing
import Engine
import Testing

@testable import Interface

@Suite struct `A lesson` {
  @Test func `waits at a card until Space`() throws {
    var session = try Session()
    #expect(!session.isPlaying)
    #expect(session.narrationText.hasPrefix("Every point of the curve xy = 1 is a minimum"))
    try session.play(.ticked(frames: 1000))
    #expect(session.playhead == 0)
  }

  @Test func `turns the pages of one step before it plays on`() throws {
    var session = try Session()
    try session.type(" ")
    #expect(session.playhead == 0)
    #expect(!session.isPlaying)
    #expect(session.narrationText.hasPrefix("Which of them is still moving after 300 steps?"))
    #expect(session.narrationText.hasSuffix("[1] gd   [2] usam   [3] sam"))
    try session.type(" ")
    #expect(session.isPlaying)
  }

  @Test func `takes a digit for an answer, and reveals who was right where it is seen`() throws {
    var session = try Session()
    try session.type(" 3")
    #expect(session.narrationText.hasPrefix("You say sam."))
    #expect(session.countPrefix == nil)
    try session.type(" ")
    try session.waitForCard()
    #expect(session.playhead > 0)
    // SAM has to be seen moving first.
    #expect(session.narrationText.hasPrefix("GD is done"))
    try session.waitForCard()
    try session.waitForCard()
    #expect(session.narrationText.hasPrefix("sam: as you said. SAM keeps sliding"))
  }

  @Test func `reveals a wrong guess`() throws {
    var session = try Session()
    try session.type(" 1 nnn")
    #expect(session.narrationText.hasPrefix("You said gd; it is sam. SAM keeps sliding"))
  }

  @Test func `takes a digit that is no choice, or the second answer, for a count`() throws {
    var session = try Session()
    try session.type(" 7")
    #expect(session.countPrefix?.count == 7)
    try session.press(.escape)
    try session.type("213")
    #expect(session.narrationText.hasPrefix("You say usam."))
    #expect(session.countPrefix?.count == 13)
    try session.type(".")
    #expect(session.playhead == 13)
  }

  @Test func `may be played through without an answer`() throws {
    var session = try Session()
    try session.watch(until: session.duration)
    #expect(session.playhead == session.duration)
    #expect(session.narrationText.hasPrefix("SAM has λ = 4."))
  }

  @Test func `is leafed through with n and N`() throws {
    var session = try Session()
    let entries = session.narration.schedule.entries
    #expect(entries.count == session.scenario.cards.count)
    for entry in entries.dropFirst() {
      try session.type("n")
      #expect(session.playhead == entry.step)
      #expect(session.narration.cardIndex == entry.card)
    }
    try session.type("n")
    #expect(session.narrationText == "no card follows")
    for entry in entries.dropLast().reversed() {
      try session.type("N")
      #expect(session.playhead == entry.step)
      #expect(session.narration.cardIndex == entry.card)
    }
    try session.type("N")
    #expect(session.narrationText == "this is the first card")
  }

  @Test func `tells the card in force wherever it is sought to`() throws {
    var session = try Session()
    for entry in session.narration.schedule.entries.suffix(3) {
      try session.type("\(entry.step)G")
      #expect(session.narration.cardIndex == entry.card)
      try session.type(",")
      #expect(session.narration.cardIndex != entry.card)
    }
  }

  @Test func `falls silent when the settings are no longer its own`() throws {
    var session = try Session()
    try session.type("E")
    #expect(session.narrationText.contains("no longer the lesson's"))
    try session.type(" ")
    try session.wait()
    #expect(session.playhead == session.duration)
    #expect(session.narrationText.contains("no longer the lesson's"))
    try session.type("u")
    #expect(session.narrationText.hasPrefix("SAM has λ = 4."))
  }

  @Test func `takes digits for counts when the settings are no longer its own`() throws {
    var session = try Session()
    try session.type(" E50.")
    #expect(session.playhead == 50)
    #expect(session.narration.answers.isEmpty)
  }

  @Test func `shows a card that comes even if a key was answered before`() throws {
    var session = try Session()
    try session.type("  t")
    #expect(session.message != nil)
    try session.wait()
    #expect(session.playhead > 0)
    #expect(session.message == nil)
  }

  @Test func `asks again when it is restarted`() throws {
    var session = try Session()
    try session.type(" 3x ")
    #expect(session.narrationText.hasPrefix("Which of them"))
    try session.type("1")
    #expect(session.narrationText.hasPrefix("You say gd."))
  }
}
