import Drawing
import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct `ravine record` {
  /// Plays a recording in an emulated terminal.
  private func played(_ cast: String, _ size: Size) throws -> TerminalEmulator {
    let parts = cast.split(separator: "\n", maxSplits: 1)
    try #require(parts.count == 2)
    #expect(parts[0].contains("\"width\": \(size.columns), \"height\": \(size.rows)"))
    var terminal = TerminalEmulator(size)
    var time = 0.0
    for event in try asciicastEvents(String(parts[1])) {
      #expect(event.kind == "o" && event.time >= time)
      time = event.time
      terminal.feed(event.data)
    }
    #expect(terminal.unrecognized.isEmpty)
    return terminal
  }

  @Test(arguments: [
    ("xy1-three-stops", "0:400:13", 80, 24, "map"), ("ring-roll", "100:300:40", 100, 30, "side"),
    ("xy1-usam-blowup", "0:37:2", 61, 19, "map"), ("quad-split", "0:9", 20, 5, "plots"),
    ("valley-slide", "0:60:9", 130, 44, "relief"),
  ])
  func `ends with the frame of render`(
    _ lesson: String, _ steps: String, _ columns: Int, _ rows: Int, _ view: String
  ) throws {
    let options = "--size \(columns)x\(rows) --view \(view) --color direct"
    let cast = try bash("ravine record \(lesson) --steps \(steps) \(options)")
    #expect(cast.status == 0)
    let terminal = try played(cast.output, Size(rows: rows, columns: columns))
    let last = steps.split(separator: ":")[1]
    let frame = try bash("ravine render \(lesson) --step \(last) \(options)").output
    #expect(terminal.lines.map { $0 + "\n" }.joined() == frame)
  }

  @Test func `writes the same bytes every time, and prints their number`() throws {
    let folder = try TemporaryDirectory()
    let command = "ravine record hyperbola-drift --steps 0:300:6"
    let result = try folder.bash(
      "\(command) -o a.cast && \(command) -o b.cast && cmp a.cast b.cast")
    #expect(result.status == 0 && result.output.isEmpty)
    #expect(result.errors.contains("frames, ") && result.errors.contains(" kB"))
    #expect(try folder.names == ["a.cast", "b.cast"])
  }

  @Test func `shows every card, and pauses at each`() throws {
    let cards = [
      "Every point of the curve", "Which optimizer is still", "GD has settled", "USAM has stopped",
    ]
    let slow = try bash("ravine record xy1-three-stops --steps 0:100:10 --cards-pause 2 --fps 10")
    var terminal = TerminalEmulator(Size(rows: 24, columns: 80))
    var firstTimes: [String: Double] = [:]
    let lines = try #require(slow.output.split(separator: "\n", maxSplits: 1).last)
    var end = 0.0
    for event in try asciicastEvents(String(lines)) {
      terminal.feed(event.data)
      let text = terminal.lines.joined(separator: " ")
      for card in cards where text.contains(card) && firstTimes[card] == nil {
        firstTimes[card] = event.time
      }
      end = event.time
    }
    let times = cards.compactMap { firstTimes[$0] }
    try #require(times.count == cards.count)
    for (before, after) in zip(times, times.dropFirst()) { #expect(after - before >= 2) }
    // 11 frames and 4 cards.
    #expect(abs(end - (1.1 + 4 * 2)) < 0.01)
    let quick = try bash("ravine record xy1-three-stops --steps 0:100:10 --cards-pause 0 --fps 10")
    let last = try #require(quick.output.split(separator: "\n").last)
    #expect(try asciicastEvents(String(last))[0].time == 1.1)
  }

  @Test func `takes less than 1 MB per minute for a fixed map`() throws {
    let result = try bash(
      "ravine record xy1-three-stops --steps 0:719:1 --fps 12 --cards-pause 0 | wc -c")
    let bytes = try #require(Int(result.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(bytes < 1_000_000 && bytes > 10_000)
  }

  @Test(arguments: [
    ("--steps 10:5", "LO"), ("--steps 0:10:0", "LO"), ("--steps a:b", "--steps"),
    ("--fps 0", "--fps"), ("--cards-pause -1", "--cards-pause"), ("--steps -3:5", "LO"),
  ])
  func `prints an error for invalid options`(_ arguments: String, _ words: String) throws {
    let result = try bash("ravine record xy1-three-stops \(arguments)")
    #expect(result.status == 64)
    #expect(result.output.isEmpty && result.errors.contains(words))
  }

  @Test func `extends the lesson with --steps`() throws {
    let cast = try bash("ravine record xy1-three-stops --steps 990:1010:10")
    #expect(cast.status == 0)
    let terminal = try played(cast.output, Size(rows: 24, columns: 80))
    #expect(terminal.lines[0].contains("step 1010/1010"))
  }
}
