import Foundation

/// A private tmux server with one window, as a second terminal emulator.
public final class TmuxSession {
  private let socket = "ravine-\(UUID().uuidString)"

  /// Whether tmux is installed.
  public static let isInstalled = executable != nil

  private static let executable = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
    .map { $0 + "/tmux" }.first(where: FileManager.default.isExecutableFile(atPath:))

  /// Starts a shell command in a window.
  ///
  /// - Throws: `TerminalTestError` if tmux does not start.
  public init(_ command: String, rows: Int = 24, columns: Int = 80) throws {
    try runTmux([
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
      "env LANG=C.UTF-8 LC_ALL=C.UTF-8 \(command)",
    ])
    try runTmux(["set-option", "-g", "remain-on-exit", "on"])
    // Ends the server after 300 s even if the tests are killed.
    try runTmux(["run-shell", "-b", "-d", "300", "-C", "kill-server"])
  }

  deinit { _ = try? runTmux(["kill-server"]) }

  /// Sends keys by their tmux names: `q`, `Enter`, `C-z`.
  public func sendKeys(_ keys: String...) throws { try runTmux(["send-keys"] + keys) }

  /// Sends literal text.
  public func sendText(_ text: String) throws { try runTmux(["send-keys", "-l", text]) }

  /// Resizes the window.
  public func resize(rows: Int, columns: Int) throws {
    try runTmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Returns the lines of the screen, with escape sequences if `colors` is true.
  public func captureScreen(colors: Bool = false) throws -> [String] {
    try runTmux(["capture-pane", "-p"] + (colors ? ["-e"] : [])).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  /// Returns a tmux format variable of the window, such as `cursor_flag`.
  public func formatValue(_ name: String) throws -> String {
    try runTmux(["display-message", "-p", "#{\(name)}"]).trimmingCharacters(in: .newlines)
  }

  /// Waits until the condition holds for the screen; returns the last screen, also after a timeout.
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
    // A file instead of a pipe: the server started by the first call would keep the pipe open.
    let output = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data().write(to: output)
    defer { try? FileManager.default.removeItem(at: output) }
    let command = [Self.executable ?? "tmux", "-u", "-L", socket] + arguments
    let base = sanitizerEnvironment.merging(["TERM": "xterm-256color"]) { $1 }
    let environment = ["PATH", "HOME", "TMPDIR"].reduce(into: base) {
      $0[$1] = ProcessInfo.processInfo.environment[$1]
    }
    let process = try spawn(command, environment, terminal: "/dev/null", output: output.path)
    waitpid(process, nil, 0)
    return try String(contentsOf: output, encoding: .utf8)
  }
}
