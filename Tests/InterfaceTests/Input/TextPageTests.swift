import Drawing
import Lessons
import Testing

@testable import Interface

@Suite struct `A text that is cut` {
  private func page(_ session: Session) -> TextPage? {
    if case .reading(let page) = session.input.mode { page } else { nil }
  }

  @Test func `is whole on a page, and keys scroll and close it`() throws {
    var session = try Session(rows: 12, columns: 40)
    let words = session.narrationText.split(separator: " ").map(String.init)
    #expect(session.screen.last?.hasSuffix("… M more") == true)
    try session.type("M")
    let whole = session.screen.joined(separator: " ")
    for word in words { #expect(whole.contains(word), "\(word)") }
    try session.press(.escape)
    #expect(page(session) == nil)

    try session.play(.resized(Size(rows: 6, columns: 30)))
    try session.type("M")
    var seen = session.screen.joined(separator: " ")
    for _ in 0..<20 {
      try session.press(.down)
      seen += session.screen.joined(separator: " ")
    }
    for word in words { #expect(seen.contains(word), "\(word)") }
    #expect(session.screen.last?.contains("scroll") == true)
    try session.press(.home)
    #expect(page(session)?.scroll == 0)
    try session.press(.end, .pageDown)
    #expect(
      page(session).map { $0.scroll + session.state.visibleLines(of: $0) }
        == page(session).map { session.state.lines(of: $0).count })
    try session.type("M")
    #expect(page(session) == nil)
  }

  @Test func `answers a question with its letter, and plays with Space`() throws {
    var session = try Session(rows: 12, columns: 40)
    try session.type("nMc")
    #expect(page(session) == nil && session.narrationText.hasPrefix("You said SAM."))
    try session.type("M ")
    #expect(page(session) == nil && session.playback.isPlaying)
  }

  @Test func `is the message before the key`() throws {
    var session = try Session(rows: 12, columns: 40)
    try session.type("`")
    let message = try #require(session.message)
    try session.type("M")
    #expect(page(session)?.text == message)
  }

  @Test func `is shown at once if a definition or a command has no room`() throws {
    var session = try Session()
    try session.type("G")
    try session.press(.tab, .tab, .tab)
    try session.type("K")
    #expect(page(session)?.text.hasPrefix("SAM: drifting. ") == true)
    #expect(session.screen.contains { $0.contains("Lesson: ") })
    try session.type("K")
    #expect(page(session) == nil && session.message == nil)
    try session.press(.backTab)
    try session.type("K")
    #expect(page(session) != nil || session.message?.hasPrefix("USAM: settled. ") == true)
  }

  @Test(arguments: [(24, 80), (60, 200)])
  func `has pages in the letters of the big mode`(_ size: (rows: Int, columns: Int)) throws {
    var session = try Session(rows: size.rows, columns: size.columns)
    try session.type("BGK")
    let shown = try #require(page(session))
    let text = try #require(session.largeText)
    for line in session.state.lines(of: shown) { #expect(text.columns(of: line) < size.columns) }
    _ = session.screen
  }
}

@Suite struct `What is next` {
  @Test func `is on the screen of every lesson from 40x12 up`() throws {
    for lesson in try lessons() where !lesson.cards.isEmpty {
      var session = try Session(lesson.id)
      let last = session.narration.schedule.entries.count
      guard last > 1 else { continue }
      let knobs = { (session: Session) in session.screen[session.layout.knobs?.row ?? 0] }
      #expect(knobs(session).contains("n next card (2/\(last))"), "\(lesson.id)")
      #expect(
        knobs(session).contains("Space play") || knobs(session).contains(" answer"), "\(lesson.id)")
      try session.play(.resized(Size(rows: 12, columns: 40)))
      #expect(knobs(session).contains("n card 2/\(last)"), "\(lesson.id)")
      #expect(session.layout.narration?.rows == 1)
    }
  }

  @Test func `leaves the selected parameter visible`() throws {
    var session = try Session("quad-rho-ladder")
    let row = try #require(session.layout.knobs?.row)
    for label in session.state.parameterLabels {
      #expect(session.screen[row].contains(label), "\(label)")
      try session.press(.down)
    }
  }
}
