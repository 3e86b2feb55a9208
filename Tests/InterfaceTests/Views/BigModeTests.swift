import Drawing
import Engine
import Lessons
import TestSupport
import Testing

@testable import Interface

@Suite struct `The big mode` {
  private static let sizes = [(rows: 24, columns: 80), (12, 40), (60, 200), (40, 120)]

  private func session(
    _ lesson: String = "xy1-three-stops", rows: Int = 24, columns: Int = 80,
    display: Display = Display(), pace: Double = 1
  ) throws -> Session {
    var preferences = Preferences(pace: pace)
    preferences.isBig = true
    return try Session(
      lesson, rows: rows, columns: columns, display: display, preferences: preferences)
  }

  @Test(arguments: sizes)
  func `has its snapshot in every size and on every display`(
    _ size: (rows: Int, columns: Int)
  ) throws {
    var session = try session(rows: size.rows, columns: size.columns)
    session.state.show(step: 300, view: .map)
    try session.play(.idled)
    let displays = [
      ("24-bit", Display()), ("mono", Display(depth: .mono)), ("light", Display(light: true)),
      ("ascii", Display(depth: .mono, glyphs: .ascii)),
    ]
    let canvases = displays.map { name, display in
      session.state.options.display = display
      session.state.prepare()
      return (name, Interface.render(session.state))
    }
    expectSnapshots(canvases, named: "big-\(size.columns)x\(size.rows)")
  }

  @Test func `is switched by a key, a command and an option`() throws {
    var session = try Session()
    let usual = session.screen
    try session.type("B")
    #expect(session.preferences.isBig && session.layout.card != nil && session.screen != usual)
    try session.type("B")
    #expect(session.screen == usual)
    try session.type(":big")
    try session.press(.enter)
    #expect(session.preferences.isBig)
    #expect(Option.all.contains { $0.id == "big" })
  }

  /// The words of each page, in order, until the next card.
  @Test(arguments: sizes)
  func `shows every word of every card on pages that fit`(
    _ size: (rows: Int, columns: Int)
  ) throws {
    for lesson in try lessons() where !lesson.cards.isEmpty {
      var session = try session(lesson.id, rows: size.rows, columns: size.columns)
      let text = try #require(session.largeText)
      for _ in session.narration.schedule.entries {
        let rect = try #require(session.layout.card)
        let entry = session.narration.entryIndex
        let words = session.state.displayable(session.narrationText)
        let pages = session.cardPages
        for page in pages {
          #expect(page.count * text.lineRows <= rect.rows, "\(lesson.id)")
          for line in page { #expect(text.columns(of: line) < rect.columns, "\(line)") }
        }
        let letters = { (text: String) in text.filter { !$0.isWhitespace } }
        #expect(letters(pages.joined().joined()) == letters(words))
        for page in pages.indices.dropLast() {
          #expect(session.pageIndex == page)
          try session.type("n")
          #expect(session.narration.entryIndex == entry, "\(lesson.id)")
        }
        #expect(session.pageIndex == pages.count - 1)
        try session.type("n")
      }
    }
  }

  @Test(arguments: sizes)
  func `keeps a question together with its choices`(_ size: (rows: Int, columns: Int)) throws {
    for lesson in try lessons() {
      var session = try session(lesson.id, rows: size.rows, columns: size.columns)
      let text = try #require(session.largeText)
      let most = session.size.rows / text.lineRows - 2
      for _ in session.narration.schedule.entries {
        if session.state.hasOpenQuestion {
          let pages = session.cardPages
          let lines = pages.joined().count
          #expect(pages.count == 1 || lines > most, "\(lesson.id): \(lines) lines")
          #expect(pages.count == 1 || pages.last?.count ?? 0 >= most, "\(lesson.id)")
        }
        for _ in session.cardPages { try session.type("n") }
      }
    }
  }

  @Test func `turns the pages while a card holds, each for its share of the reading time`() throws {
    var preferences = Preferences()
    (preferences.isBig, preferences.playsAlone) = (true, true)
    var session = try Session("xy1-three-stops", preferences: preferences)
    let pages = session.cardPages.count
    #expect(pages > 1 && session.playback.isHeld)
    var seconds = Array(repeating: 0.0, count: pages)
    let whole = session.playback.holdTime
    while session.playback.isHeld, session.narration.entryIndex == 0 {
      seconds[session.pageIndex] += 1.0 / 30
      try session.play(.ticked(frames: 1))
    }
    for page in seconds { #expect(abs(page - whole / Double(pages)) < 0.1) }
  }

  @Test func `turns a page with Space before it plays, and says what is next`() throws {
    var session = try session()
    let pages = session.cardPages.count
    try #require(pages > 1)
    for page in 1..<pages {
      try session.type(" ")
      #expect(session.pageIndex == page && !session.playback.isPlaying)
    }
    let step = session.playback.playhead
    try session.type(" ")
    #expect(session.narration.entryIndex == 1 || session.playback.isPlaying)
    #expect(session.playback.playhead >= step)
  }

  @Test func `shortens the states before the names that tell the runs apart`() throws {
    let session = try session("threshold-neuron")
    let text = try #require(session.largeText)
    let rect = try #require(session.layout.states)
    let indent = rect.column + text.columns(of: "● ")
    // All runs are descending, so their lines differ in the names alone.
    let lines = session.recordings.indices.map { run in
      let row = rect.row + run * text.lineRows
      return session.screen[row..<row + text.lineRows].map { String($0.dropFirst(indent)) }
    }
    #expect(lines.count == 4 && Set(lines).count == 4)
  }

  @Test func `names the next page, card or lesson in its last line`() throws {
    var session = try session("quad-split", rows: 12, columns: 40)
    func footer() -> String { session.screen.last ?? "" }
    #expect(footer().contains("n more (1/"))
    for _ in 1..<session.cardPages.count { try session.type("n") }
    #expect(footer().contains("n card 2/6") || footer().contains("n next card (2/6)"))
    for _ in 0..<40 { try session.type("n") }
    #expect(footer().contains(") next lesson"))
    try session.press(.enter)
    try session.type("0.2")
    #expect(footer().contains("0.2_"))
    try session.press(.enter)
    #expect(session.preferences.isBig)
  }

  @Test func `marks the runs on the map as large as the letters, inside the map`() throws {
    for (rows, columns) in Self.sizes where rows > 12 {
      var session = try session(rows: rows, columns: columns)
      for step in [0, 40, 1000] {
        session.state.show(step: step, view: .map)
        let canvas = Interface.render(session.state)
        let scale = try #require(session.largeText?.font).scale
        let inks = session.runStyles.map(\.paint)
        var cells = 0
        for row in 0..<rows {
          for column in 0..<columns {
            guard inks.contains(canvas[row, column].ink.foreground),
              canvas[row, column].ink.bold, session.map.contains(row, column)
            else { continue }
            cells += 1
          }
        }
        #expect(cells >= 4 * scale * scale, "\(step)")
      }
    }
  }

  @Test func `counts the runs that have no line`() throws {
    var session = try session()
    session.state = try AppState(
      scenario: bigScenario(), gallery: [], size: Size(rows: 12, columns: 40), display: Display(),
      preferences: session.preferences)
    session.state.prepare()
    #expect(session.screen.contains { $0.contains("+") })
  }

  private func bigScenario() throws -> Scenario {
    var scenario = try #require(try lessons().first { $0.id == "xy1-three-stops" })
    let runs = scenario.runs
    while scenario.runs.count < 9 {
      var run = runs[scenario.runs.count % runs.count]
      run.name = "r\(scenario.runs.count)"
      scenario.runs.append(run)
    }
    scenario.cards = []
    return scenario
  }

  @Test func `draws any size`() throws {
    var session = try session()
    for size in [
      Size(rows: 1, columns: 1), Size(rows: 6, columns: 20), Size(rows: 7, columns: 300),
    ] {
      for view in View.allCases {
        session.state.show(step: 30, view: view)
        try session.play(.resized(size))
        #expect(session.screen.count == size.rows)
      }
    }
  }
}
