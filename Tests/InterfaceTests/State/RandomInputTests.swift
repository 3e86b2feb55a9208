import Drawing
import Engine
import Lessons
import TestSupport
import Testing

@testable import Interface

/// Random keys, clicks, ticks and sizes; `RAVINE_THOROUGH` multiplies their number.
@Suite struct `Random input` {
  @Test(arguments: randomSeeds(3))
  func `leads to states that can be drawn`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let gallery = try lessons().compactMap { lesson -> Scenario? in
      let problem = try Catalog.surface(lesson.surface).projection?.problem
      // The spectrum of a network takes too long for each of hundreds of changes.
      guard (problem?.gradientCost ?? 0) < 1e6 else { return nil }
      var short = lesson
      short.steps = problem == nil ? 64 : 8
      return short
    }
    var session = try Session(
      gallery[Int(seed) % gallery.count], gallery: gallery, rows: 10, columns: 30)
    for event in 0..<700 * thoroughness {
      try session.play(randomEvent(&random))
      #expect(session.playback.playhead >= 0 && session.playback.playhead <= session.duration)
      #expect(session.recordings.map(\.run) == session.experiment.runs)
      if event.isMultiple(of: 16) {
        #expect(render(session.state).size == session.size)
      }
    }
    #expect(try session.state.isRecorded())
  }

  private func randomEvent(_ random: inout SeededGenerator) -> Event {
    func below(_ count: Int) -> Int { random.below(count) }
    switch below(100) {
    case ..<6: return .ticked(frames: [0, 1, 2, 30, 100_000][below(5)])
    case ..<7:
      let sizes = [0, 1, 2, 5, 6, 12, 19, 20, 24, 39, 40, 60, 79, 80, 119, 120]
      return .resized(Size(rows: sizes[below(10)], columns: sizes[below(sizes.count)]))
    case ..<14:
      let actions: [Mouse.Action] = [.press, .drag, .release, .wheelUp, .wheelDown]
      let position = Position(row: below(30) - 2, column: below(90) - 2)
      return .mouse(Mouse(actions[below(5)], position))
    case ..<24:
      let keys: [Key] = [
        .up, .down, .left, .right, .shiftLeft, .shiftRight, .home, .end, .pageUp, .pageDown, .enter,
        .escape, .backspace, .delete, .tab, .backTab, .function(1), .function(12), .control("a"),
        .character("é"), .character("\u{202E}"),
      ]
      return .key(keys[below(keys.count)])
    case ..<40: return .key(commands.flatMap(\.keys)[below(commands.flatMap(\.keys).count)])
    default:
      // Printable ASCII.
      return .key(.character(Character(Unicode.Scalar(UInt8(32 + below(95))))))
    }
  }
}
