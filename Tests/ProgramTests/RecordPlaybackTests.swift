import Foundation
import TestSupport
import Testing

/// The path of the player asciinema; nil if it is not installed.
private let asciinema: String? = {
  let result = try? bash("command -v asciinema && asciinema --version >/dev/null")
  return result?.status == 0 ? result?.lines.first.map(String.init) : nil
}()

@Suite(.blocking) struct `A recording` {
  /// Plays the recording with asciinema in tmux.
  @Test(
    .enabled(if: asciinema != nil && TmuxSession.isInstalled),
    arguments: [
      ("xy1-three-stops", "0:1000:50", 80, 24, "map"), ("ring-roll", "100:300:40", 100, 30, "side"),
      ("quad-split", "0:300:30", 120, 40, "relief"), ("quad-split", "0:90:30", 80, 24, "stability"),
    ])
  func `ends in asciinema with the frame of render`(
    _ lesson: String, _ steps: String, _ columns: Int, _ rows: Int, _ view: String
  ) throws {
    let folder = try TemporaryDirectory()
    let options = "--size \(columns)x\(rows) --view \(view) --color direct"
    let recorded = try folder.bash("ravine record \(lesson) --steps \(steps) \(options) -o a.cast")
    #expect(recorded.status == 0)
    let tmux = try TmuxSession(
      "sh -c 'cd \(folder.path); \(asciinema ?? "") play -s 1000 a.cast; sleep 60'", rows: rows,
      columns: columns)
    let last = steps.split(separator: ":")[1]
    let frame = try bash("ravine render \(lesson) --step \(last) \(options)").output
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init).prefix(rows)
    let screen = try tmux.waitForScreen(within: 30) { $0.prefix(rows) == frame }.prefix(rows)
    #expect(screen == frame)
  }
}
