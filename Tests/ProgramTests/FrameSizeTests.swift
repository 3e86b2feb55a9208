import Drawing
import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct `A frame of a moving map` {
  private let frameEnd = Array("\u{1B}[?2026l".utf8)

  /// Starts a paused program with 24-bit colour and synchronized updates.
  private func program(_ lesson: String) throws -> Pty {
    let program = try Pty.launchRavine(
      [lesson, "--reduced-motion"], environment: ["COLORTERM": "truecolor"])
    program.send("\u{1B}[?2026;2$y")
    send("\u{C}", to: program)
    return program
  }

  /// Sends a key and waits for the end of a frame.
  private func send(_ key: Character, to program: Pty) {
    let start = program.output.count
    program.send(String(key))
    program.read(within: 20) { output in
      output.count > start && output.suffix(8) == frameEnd[...]
    }
  }

  /// Sends keys, one per frame, and returns the number of bytes of each frame until the output is
  /// idle.
  private func frames(_ program: Pty, after keys: String) -> [Int] {
    let first = program.output.count
    for key in keys { send(key, to: program) }
    while !program.read(for: 0.25).isEmpty {}
    return program.output[first...].split(separator: frameEnd).map(\.count)
  }

  /// Each case moves the maps of every twelfth lesson on a surface; two on problems stand for those,
  /// whose output is idle only after their measurements.
  @Test(arguments: 0..<12)
  func `has at most 16 kB at 80x24 in every lesson`(_ part: Int) throws {
    let all =
      try bash(
        """
        problems=$(ravine list problems --json | jq -c 'map(.id)')
        ravine list scenarios --json | jq -r --argjson problems "$problems" \
          '.[] | select(.surface as $id | $problems | index($id) | not) | .id'
        """
      ).lines.map(String.init) + ["sensing-split", "digits-live"]
    #expect(all.count > 40)
    for id in stride(from: part, to: all.count, by: 12).map({ all[$0] }) {
      let program = try program(id)
      let sizes = frames(program, after: "lk")
      #expect(sizes.count >= 2 && sizes.allSatisfy { $0 <= 16_000 }, "\(id): \(sizes)")
      program.send("q")
      #expect(program.wait(within: 5) == .exited(0))
    }
  }

  @Test(
    .enabled(if: TmuxSession.isInstalled, "tmux is not installed: its screens cannot be compared"))
  func `is exact once the map rests`() throws {
    // ^L draws the second screen exactly.
    let screens = try ["lkkh", "lkkh\u{C}"].map { keys in
      let tmux = try TmuxSession("COLORTERM=truecolor \(ravinePath) ring-roll --reduced-motion")
      try tmux.waitForScreen(within: 20) { screen in screen.contains { $0.contains("evals") } }
      try tmux.sendText(keys)
      return tmux
    }
    let end = ContinuousClock.now + .seconds(20 * timeoutFactor)
    var appearances = try screens.map(appearance)
    while appearances[0] != appearances[1] || Set(appearances[0]).count <= 100,
      ContinuousClock.now < end
    {
      appearances = try screens.map(appearance)
    }
    #expect(appearances[0] == appearances[1])
    #expect(Set(appearances[0]).count > 100)
  }

  /// Returns the appearance of each cell: the colours of its halves if it has no other glyph.
  private func appearance(_ tmux: TmuxSession) throws -> [[String]] {
    var terminal = TerminalEmulator(Size(rows: 24, columns: 80))
    terminal.feed(try tmux.captureScreen(colors: true).joined(separator: "\n"))
    #expect(terminal.unrecognized == [])
    return terminal.cells.map { cell in
      let (foreground, background) = (
        String(cell.attributes.foreground.dropFirst(3)),
        String(cell.attributes.background.dropFirst(3))
      )
      return switch cell.glyph {
      case "▀": [foreground, background]
      case "▄": [background, foreground]
      case "█": [foreground, foreground]
      case " ": [background, background]
      default: [String(cell.glyph), cell.attributes.foreground, cell.attributes.background]
      }
    }
  }
}
