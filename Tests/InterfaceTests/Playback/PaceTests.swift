import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `At its reading pace a lesson` {
  private func session(
    _ lesson: String = "xy1-three-stops", pace: Double = 1, autoplay: Bool = false
  ) throws -> Session {
    var preferences = Preferences(pace: pace)
    preferences.playsAlone = autoplay
    return try Session(lesson, preferences: preferences)
  }

  /// Plays a lesson to its end; returns the seconds for which each entry of the schedule stood.
  private func secondsOfEntries(_ session: inout Session) throws -> [Int: Double] {
    var seconds: [Int: Double] = [:]
    for _ in 0..<200_000 where session.playback.isPlaying {
      if let entry = session.narration.entryIndex { seconds[entry, default: 0] += 1.0 / 30 }
      try session.play(.ticked(frames: 1))
    }
    return seconds
  }

  @Test func `shows every card for its reading time, in all lessons`() throws {
    for lesson in try lessons() where !lesson.cards.isEmpty {
      var session = try session(lesson.id, autoplay: true)
      let seconds = try secondsOfEntries(&session)
      #expect(session.playback.playhead == session.duration, "\(lesson.id)")
      for (index, entry) in session.narration.schedule.entries.enumerated() {
        session.state.seek(to: entry.step)
        let text = lesson.cards[entry.card].text.filled { _ in "0" }
        #expect((seconds[index] ?? 0) > readingTime(of: text) - 0.1, "\(lesson.id) \(index)")
      }
    }
  }

  @Test func `waits for a key at the first card, unless it plays alone`() throws {
    for lesson in ["xy1-three-stops", "hyperbola-drift", "quad-split"] {
      var waiting = try session(lesson)
      #expect(!waiting.playback.isPlaying)
      try waiting.type(" ")
      try waiting.play(.ticked(frames: 1))
      #expect(waiting.playback.isPlaying || waiting.openChoices != nil)
      #expect(try session(lesson, autoplay: true).playback.isPlaying)
    }
  }

  @Test func `ends the wait at a card with Space, and pauses with the next Space`() throws {
    var session = try session("quad-split")
    try session.type(" a ")
    try session.waitForCard()
    #expect(session.playback.isHeld)
    let step = session.playback.playhead
    try session.play(.ticked(frames: 60))
    #expect(session.playback.playhead == step)
    try session.type(" ")
    #expect(!session.playback.isHeld && session.playback.isPlaying)
    try session.type(" ")
    #expect(!session.playback.isPlaying)
  }

  @Test func `names the key that goes on while a card holds, at every width`() throws {
    for columns in [80, 100, 200] {
      var session = try Session(
        "quad-split", columns: columns, preferences: Preferences())
      try session.type(" a ")
      try session.waitForCard()
      #expect(session.playback.isHeld)
      let screen = session.screen.joined(separator: "\n")
      #expect(screen.contains("Space go on"))
      #expect(screen.contains("card 4/6") || screen.contains("card (4/6)"))
    }
  }

  @Test func `holds for a multiple of the reading time`() throws {
    var slow = try session("quad-split", pace: 3)
    try slow.type(" a ")
    try slow.waitForCard()
    #expect(abs(slow.playback.holdTime - 3 * readingTime(of: slow.narrationText)) < 1e-9)
  }

  @Test func `enters each stretch slowly, and then at the natural rate`() {
    let stretch = Stretch(start: 100)
    #expect(stretch.rate(at: 100, upTo: 1000) == 4)
    #expect(stretch.rate(at: 106, upTo: 1000) == 4)
    #expect(stretch.rate(at: 400, upTo: 1000) == 200)
    #expect(stretch.rate(at: 10_000, upTo: 1000) == 1000)
    #expect(Stretch(start: 100, pace: 2).rate(at: 400, upTo: 1000) == 100)
    #expect(Stretch(start: 100, pace: 0).rate(at: 100, upTo: 1000) == 1000)
  }

  @Test func `shows the numbers of the card's step, and then those of a recent step`() throws {
    var session = try session("xy1-three-stops")
    try session.type(" a ")
    try session.waitForCard()
    #expect(session.playback.isHeld)
    #expect(session.state.throttledStep(of: 0) == session.playback.playhead)
    try session.type(" ")
    let card = session.playback.playhead
    var shown = card
    for _ in 0..<90 where session.playback.isPlaying && !session.playback.isHeld {
      try session.play(.ticked(frames: 1))
      let next = session.state.throttledStep(of: 0)
      // At most a sixth of a second behind, at the rate of this part of the lesson.
      let lag = max(1, (session.playback.playhead - card) / 9)
      #expect(next >= shown && session.playback.playhead - next <= lag)
      shown = next
    }
    #expect(shown > card)
  }

  @Test func `names what comes next at every size that has a line of hints`() throws {
    for (rows, columns) in [(24, 80), (30, 100), (40, 120), (60, 200)] {
      var session = try Session(
        "quad-split", rows: rows, columns: columns, preferences: Preferences())
      let entries = session.narration.schedule.entries.count
      func hint() -> String { session.screen.joined(separator: "\n") }
      #expect(hint().contains("Space play"))
      #expect(hint().contains("card (2/\(entries))") || hint().contains("card 2/\(entries)"))
      for _ in 1..<entries { try session.type("n") }
      #expect(hint().contains(") next lesson: quad-rho-ladder"))
      let card = session.narrationText
      try session.type("G")
      #expect(session.narrationText.hasPrefix(card.prefix(40)))
      #expect(columns < 100 || hint().contains("Space replay"))
    }
  }
}
