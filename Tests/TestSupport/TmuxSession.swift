import Foundation

/// A tmux of its own with one window: a second opinion on what a program shows.
public final class TmuxSession {
  private let socket = "ravine-\(UUID().uuidString)"

  public static let isInstalled = executable != nil

  private static let executable = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
    .map { $0 + "/tmux" }.first(where: FileManager.default.isExecutableFile(atPath:))

  /// Starts a shell command in a window of this size.
  public init(_ command: String, rows: Int = 24, columns: Int = 80) throws {
    try runTmux([
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
      "env LANG=C.UTF-8 LC_ALL=C.UTF-8 \(command)",
    ])
    try runTmux(["set-option", "-g", "remain-on-exit", "on"])
    // Should the tests be killed, nobody else ends the server.
    try runTmux(["run-shell", "-b", "-d", "300", "-C", "kill-server"])
  }

  deinit { _ = try? runTmux(["kill-server"]) }

  /// Presses keys by tmux's names for them: `q`, `Enter`, `C-z`.
  public func sendKeys(_ keys: String...) throws { try runTmux(["send-keys"] + keys) }

  /// Types text as it stands.
  public func sendText(_ text: String) throws { try runTmux(["send-keys", "-l", text]) }

  public func resize(rows: Int, columns: Int) throws {
    try runTmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// The screen, one line a row; with escapes for its colours if asked.
  public func captureScreen(colors: Bool = false) throws -> [String] {
    try runTmux(["capture-pane", "-p"] + (colors ? ["-e"] : [])).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  /// What tmux knows of the window, by the name of a format such as `cursor_flag`.
  public func formatValue(_ name: String) throws -> String {
    try runTmux(["display-message", "-p", "#{\(name)}"]).trimmingCharacters(in: .newlines)
  }

  /// Waits until the screen is as it should be, and gives it; the last one seen if it never is.
  @discardableResult
  public func waitForScreen(
    within seconds: Double, until holds: ([String]) -> Bool
  ) throws -> [String] {
    let end = Date(timeIntervalSinceNow: seconds * Double(timeoutFactor))
    var lines = try captureScreen()
    while !holds(lines), Date() < end {
      Thread.sleep(forTimeInterval: 0.05)
      lines = try captureScreen()
    }
    return lines
  }

  @discardableResult
  private func runTmux(_ arguments: [String]) throws -> String {
    // To a file: the server that the first call leaves behind would keep a pipe open.
    let output = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data().write(to: output)
    defer { try? FileManager.default.removeItem(at: output) }
    let command = [Self.executable ?? "tmux", "-u", "-L", socket] + arguments
    let plain = sanitizerEnvironment.merging(["TERM": "xterm-256color"]) { $1 }
    let environment = ["PATH", "HOME", "TMPDIR"].reduce(into: plain) {
      $0[$1] = ProcessInfo.processInfo.environment[$1]
    }
    let process = try spawn(command, environment, terminal: "/dev/null", output: output.path)
    waitpid(process, nil, 0)
    return try String(contentsOf: output, encoding: .utf8)
  }
}
