import Glibc
import TestSupport
import Testing

@Suite(
  .blocking,
  .enabled(if: TmuxSession.isInstalled, "tmux is not installed: its screens cannot be compared"))
struct `In tmux the program` {
  private func shell(_ name: String = "bash --norc --noprofile") throws -> TmuxSession {
    let tmux = try TmuxSession("PS1='prompt> ' \(name) -i")
    try tmux.waitForScreen(within: 5) { $0.contains { $0.hasPrefix("prompt>") } }
    return tmux
  }

  private func start(_ tmux: TmuxSession) throws {
    try tmux.sendText(ravinePath)
    try tmux.sendKeys("Enter")
    try tmux.waitForScreen(within: 5) { _ in (try? tmux.formatValue("alternate_on")) == "1" }
    // The rest of the first frame follows immediately.
    try tmux.waitForScreen(within: 5) { lines in
      lines[0].contains("evals") && lines.count { !$0.isEmpty } > 12
    }
  }

  @Test func `fills the window, and restores the shell's screen`() throws {
    let tmux = try shell()
    try start(tmux)
    #expect(try tmux.formatValue("alternate_on") == "1")
    #expect(try tmux.formatValue("cursor_flag") == "0")
    #expect(try tmux.formatValue("mouse_any_flag") == "1")
    #expect(try tmux.captureScreen().filter { !$0.isEmpty }.count > 12)
    try tmux.sendKeys("q")
    let lines = try tmux.waitForScreen(within: 3) { $0.count { $0.hasPrefix("prompt>") } == 2 }
    #expect(lines.first?.hasPrefix("prompt>") == true)
    #expect(try tmux.formatValue("alternate_on") == "0")
    #expect(try tmux.formatValue("cursor_flag") == "1")
    #expect(try tmux.formatValue("mouse_any_flag") == "0")
  }

  // bash restores the terminal mode after a job stops; sh does not.
  @Test(arguments: ["bash --norc --noprofile", "sh"])
  func `stops and resumes as a shell job`(_ name: String) throws {
    let tmux = try shell(name)
    try start(tmux)
    for _ in 0..<2 {
      try tmux.sendKeys("C-z")
      let stopped = try tmux.waitForScreen(within: 3) { $0.contains { $0.contains("Stopped") } }
      #expect(stopped.contains { $0.contains("Stopped") })
      #expect(try tmux.formatValue("alternate_on") == "0")
      #expect(try tmux.formatValue("cursor_flag") == "1")
      #expect(try tmux.formatValue("mouse_any_flag") == "0")
      try tmux.sendText("clear; stty -a")
      try tmux.sendKeys("Enter")
      let modes = try tmux.waitForScreen(within: 3) { $0.contains { $0.contains("icanon") } }
      #expect(modes.contains { $0.contains(" icanon") && !$0.contains("-icanon") })
      try tmux.sendText("clear; fg")
      try tmux.sendKeys("Enter")
      let again = try tmux.waitForScreen(within: 3) { $0.filter { !$0.isEmpty }.count > 12 }
      #expect(again.filter { !$0.isEmpty }.count > 12)
      #expect(try tmux.formatValue("alternate_on") == "1")
      #expect(try tmux.formatValue("cursor_flag") == "0")
      #expect(try tmux.formatValue("mouse_any_flag") == "1")
    }
    try tmux.sendKeys("q")
    try tmux.waitForScreen(within: 3) { _ in (try? tmux.formatValue("alternate_on")) == "0" }
    #expect(try tmux.formatValue("alternate_on") == "0")
  }

  @Test func `redraws its screen after SIGSTOP`() throws {
    let tmux = try shell()
    try start(tmux)
    let process = try #require(child(of: tmux))
    kill(process, SIGSTOP)
    try tmux.waitForScreen(within: 3) { $0.contains { $0.contains("Stopped") } }
    // The user repairs the terminal by hand.
    try tmux.sendText("stty sane; tput rmcup; clear; fg")
    try tmux.sendKeys("Enter")
    let lines = try tmux.waitForScreen(within: 3) { !$0.contains { $0.contains("Stopped") } }
    #expect(!lines.contains { $0.contains("Stopped") })
    try tmux.waitForScreen(within: 3) { _ in (try? tmux.formatValue("alternate_on")) == "1" }
    #expect(try tmux.formatValue("alternate_on") == "1")
    #expect(try tmux.formatValue("mouse_any_flag") == "1")
    kill(process, SIGTERM)
    try tmux.waitForScreen(within: 3) { $0.contains { $0.contains("Terminated") } }
    try tmux.waitForScreen(within: 3) { _ in (try? tmux.formatValue("alternate_on")) == "0" }
    #expect(try tmux.formatValue("alternate_on") == "0")
    #expect(try tmux.formatValue("cursor_flag") == "1")
  }

  @Test func `follows the window's size`() throws {
    let tmux = try shell()
    try start(tmux)
    for (rows, columns) in [(40, 120), (12, 40), (24, 80)] {
      try tmux.resize(rows: rows, columns: columns)
      let lines = try tmux.waitForScreen(within: 3) { lines in
        lines.filter { !$0.isEmpty }.count > rows * 2 / 3
      }
      #expect(lines.filter { !$0.isEmpty }.count > rows * 2 / 3)
    }
    try tmux.resize(rows: 1, columns: 1)
    try tmux.resize(rows: 24, columns: 80)
    try tmux.sendKeys("q")
    try tmux.waitForScreen(within: 3) { _ in (try? tmux.formatValue("alternate_on")) == "0" }
    #expect(try tmux.formatValue("alternate_on") == "0")
  }

  /// Returns the process that the shell in the window runs.
  private func child(of tmux: TmuxSession) -> pid_t? {
    guard let shell = try? tmux.formatValue("pane_pid"),
      let file = fopen("/proc/\(shell)/task/\(shell)/children", "r")
    else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, Int32(line.count), file) != nil else { return nil }
    let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return text.split(separator: " ").first.flatMap { pid_t($0) }
  }
}
