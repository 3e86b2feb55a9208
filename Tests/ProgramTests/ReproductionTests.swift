import Drawing
import Engine
import Foundation
import Interface
import Lessons
import TestSupport
import Testing

@testable import ravine

/// States after random keys, brought back by their command with the parser of the program.
@Suite(.blocking) struct `The command of a screen` {
  @Test(arguments: randomSeeds(4))
  func `brings back every cell after random keys`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var compared = 0
    for round in 0..<8 * thoroughness {
      let lesson = Self.lessons[random.below(Self.lessons.count)]
      let size = [Size(rows: 24, columns: 80), Size(rows: 60, columns: 200)][round % 2]
      var state = try restored("ravine play \(lesson)", size)
      for _ in 0..<random.below(40) { try press(Self.keys[random.below(Self.keys.count)], &state) }
      if try expectRestored(&state) { compared += 1 }
    }
    #expect(compared > 0)
  }

  @Test(arguments: [
    "300Gvm5hhhkk==P", "300G\t\t|", "4", "600G\u{7F}", "EEEG2", "y", "aG", "nn", "x.", "c3", "6nn",
    ":surface x^2 + y^2 optimizer sam:rho=0.1 gd steps 50 start 1,1\rG",
    ":noise 0.1 seed 4 eta 0.01\r100GFI", "10R:optimizer sam usam:rho=0.3,name=wide\r2G", "!", "d",
    "\t!\t\tFTtttCz[[p", ":split eta 0.01 0.05\rP1", "]]]f",
  ])
  func `brings back every cell after`(_ keys: String) throws {
    for lesson in ["xy1-three-stops", "--surface ring --eta 0.1", "any-rho"] {
      var state = try restored("ravine play \(lesson)", Size(rows: 24, columns: 80))
      for character in keys { try press(Self.key(character), &state) }
      try expectRestored(&state)
    }
  }

  @Test func `has options for every part of the screen`() throws {
    let help = try bash("ravine play --help").output
    for setting in ScreenSetting.all {
      #expect(help.contains("--\(setting.id) "), "\(setting.id)")
    }
  }

  private static let lessons = [
    "xy1-three-stops", "quad-split", "any-rho", "hyperbola-drift --course sam-and-kin",
    "usam-noise", "basin-map", "quad-rho-ladder", "--surface 'x^2 + b*y^2' --set b=3",
  ]

  /// Keys of commands without dialogs that read further keys, and digits with their command.
  private static let keys: [[Key]] = {
    let dialogs = ["open", "add-run", "line", "help", "options", "type", "place", "read", "quit"]
    let single = commands.filter { !dialogs.contains($0.id) && !$0.id.hasPrefix("view-") }
      .flatMap(\.keys).map { [$0] }
    let typed = ["100G", "30R", "5e", "7l", "2", "3", "4", "5", "6", "1", "20>", "12."]
    let lines = [
      "split rho 0.05 0.1", "split eta 0.01 0.02 0.04", "steps 40", "surface ring", "eta 0.02",
      "optimizer gd sam:rho=0.3", "start 1,0.5", "card 2",
    ]
    return single + single
      + typed.map { $0.map { Key.character($0) } }
      + lines.map { ":\($0)".map { Key.character($0) } + [.enter] }
  }()

  private static func key(_ character: Character) -> [Key] {
    switch character {
    case "\r": [.enter]
    case "\t": [.tab]
    case "\u{7F}": [.backspace]
    default: [.character(character)]
    }
  }

  /// Applies keys, and records the runs that they request.
  private func press(_ keys: [Key], _ state: inout AppState) throws {
    for key in keys { try play(.key(key), &state) }
    if state.idleDelay == 400 { try play(.idled, &state) }
  }

  private func play(_ event: Event, _ state: inout AppState) throws {
    for case .simulate(let run) in update(&state, event) {
      _ = update(&state, .simulated(try Catalog.record(run)))
    }
  }

  /// Opens the full screen of a command line.
  private func restored(_ command: String, _ size: Size) throws -> AppState {
    let words = try bash("printf '%s\\0' \(command)").output.split(separator: "\0").map(String.init)
    #expect(words.prefix(2) == ["ravine", "play"])
    let parsed = try Ravine.parse(Array(words.dropFirst()))
    let verb = try #require(parsed as? PlayVerb)
    let course = try verb.course.map { try LessonFiles.course($0) }
    let options = verb.displayOptions
    var preferences = Preferences(pace: 0)
    preferences.isBig = verb.big ?? false
    var state = try verb.makeState(
      verb.openLesson(course), course, preferences,
      Display(map: options.map ?? .viridis, light: options.light ?? false),
      size: size)
    try play(.resized(size), &state)
    return state
  }

  /// Compares the screen of a state with that of its command; returns false for excluded states.
  ///
  /// The screen is that of a paused state without dialog, message, guesses and typed digits.
  @discardableResult
  private func expectRestored(_ state: inout AppState) throws -> Bool {
    try press([.escape], &state)
    try press([.escape], &state)
    state.pause()
    try press([.character("y")], &state)
    try press([.escape], &state)
    let command = state.reproductionCommand
    var copy = try restored(command, state.size)
    copy.pause()
    #expect(copy.reproductionCommand == command)
    let (screen, other) = (render(state), render(copy))
    // The text of a card tells of guesses and of undone changes.
    let text = (plainText(state) + plainText(copy)).joined()
    let isExcluded = ["You said", "Correct:", "You have undone"].contains { text.contains($0) }
    guard !isExcluded, !command.contains("--field basins") else { return false }
    let different = screen.cells.indices.filter { screen.cells[$0] != other.cells[$0] }
    #expect(
      different.isEmpty,
      """
      \(command)
      \(plainText(state).joined(separator: "\n"))
      \(plainText(copy).joined(separator: "\n"))
      """)
    return true
  }

  private func plainText(_ state: AppState) -> [String] {
    let canvas = render(state)
    return (0..<canvas.size.rows).map { row in
      String(
        String.UnicodeScalarView((0..<canvas.size.columns).map { canvas[row, $0].glyph }))
    }
  }
}
