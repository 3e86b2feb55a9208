import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `A narrow screen` {
  @Test(arguments: [
    ("o", "Esc cancels"), ("?", "q closes"), ("O", "Esc closes"), ("M", "Esc closes"),
    ("i", "Esc cancels"), ("@", "Esc ends"), ("?/dr", "Esc clears"),
  ])
  func `names the key that closes a dialog`(_ keys: String, _ hint: String) throws {
    for columns in [40, 60, 80] {
      var session = try Session(rows: 12, columns: columns)
      for key in keys { try session.press(.character(key)) }
      #expect(session.screen.contains { $0.contains(hint) }, "\(columns): \(session.screen)")
    }
  }

  @Test(arguments: [40, 80])
  func `names the runs beside their states`(_ columns: Int) throws {
    var session = try Session(rows: 12, columns: columns)
    try session.type("300G")
    let line = session.screen[try #require(session.state.layout.summary).row]
    for run in session.recordings.indices {
      let name = session.state.title(of: run)
      #expect(line.contains("\(session.runStyles[run].glyph) \(name) "), "\(line)")
    }
    #expect(line.contains(columns == 80 ? "SAM drifting" : "SAM drif."))
    #expect(line.contains(columns == 80 ? "GD settled" : "GD sett.    ▲ USAM sett."))
  }

  @Test func `of many runs has no room for names, and shows every state`() throws {
    var session = try Session(rows: 12, columns: 40)
    try session.type(":optimizer sam sam:rho=0.2 sam:rho=0.3 usam gd")
    try session.press(.enter)
    let glyphs = session.runStyles.map { String($0.glyph) }
    #expect(session.screen.contains { line in glyphs.allSatisfy { line.contains($0) } })
  }

  @Test(arguments: [(12, 40), (14, 44), (16, 60), (20, 50)])
  func `shows every choice of every question`(_ size: (rows: Int, columns: Int)) throws {
    for lesson in try lessons() where lesson.surface.source.problem == nil {
      var session = try Session(lesson.id, rows: size.rows, columns: size.columns)
      for card in lesson.cards {
        if session.state.openChoices != nil, case .question(_, let choices, _) = card.content {
          let text = session.screen.joined(separator: " ").filter { $0 != " " }
          let list = zip(choiceLetters, choices).map { "[\($0)]\($1)" }
          for choice in list {
            #expect(text.contains(choice.filter { $0 != " " }), "\(lesson.id): \(choice)")
          }
        }
        try session.type("n")
      }
    }
  }
}
