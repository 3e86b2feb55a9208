import Drawing
import Engine
import Testing

@testable import Interface

@Suite struct `In every mode` {
  static let modes: [(String, String)] = [
    ("normal", "7"), ("typing", "\r1.5"), ("placing", "i"), ("picking", "oq"), ("help", "?"),
    ("searching", "?/un"), ("question", " "), ("playing", "E "),
  ]

  @Test(arguments: modes)
  func `^C quits, ^Z suspends and ^L redraws`(_ mode: (name: String, keys: String)) throws {
    var session = try Session()
    for character in mode.keys {
      try session.press(character == "\r" ? .enter : .character(character))
    }
    let before = render(session.state)
    for (key, effect): (Character, Effect) in [("l", .repaint), ("z", .suspend), ("c", .quit)] {
      try session.press(.control(key))
      #expect(session.effects == [effect])
      #expect(render(session.state) == before)
    }
  }

  @Test(arguments: modes)
  func `the screen can have any size`(_ mode: (name: String, keys: String)) throws {
    var session = try Session()
    for character in mode.keys {
      try session.press(character == "\r" ? .enter : .character(character))
    }
    let before = session.screen
    for (rows, columns) in [
      (0, 0), (0, 80), (24, 0), (1, 1), (1, 500), (200, 1), (2, 2), (5, 19), (6, 20), (7, 79),
      (23, 80), (24, 79), (25, 119), (40, 120), (59, 200), (60, 199), (60, 200), (200, 500),
      (24, 500), (200, 80),
    ] {
      try session.play(.resized(Size(rows: rows, columns: columns)))
      #expect(render(session.state).size == Size(rows: rows, columns: columns))
    }
    try session.play(.resized(Size(rows: 24, columns: 80)))
    #expect(session.screen == before)
  }
}
