import Engine
import Interface

/// The history of command lines after `:`, which persists between sessions.
///
/// Errors of reading and writing are ignored.
enum CommandHistory {
  private static let file = UserFile(below: "XDG_STATE_HOME", or: ".local/state", "history")

  /// Returns the lines of the history, the latest last.
  static func lines() -> [String] {
    guard let bytes = (try? file?.contents()) ?? nil else { return [] }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    return lines.filter(isTypable).suffix(Limits.commandHistory)
  }

  /// Appends a line to the file, which another session may have changed; removes duplicates.
  static func append(_ line: String) {
    guard isTypable(line) else { return }
    var lines = lines().filter { $0 != line } + [line]
    var bytes = lines.reduce(0) { $0 + $1.utf8.count + 1 }
    while lines.count > Limits.commandHistory || bytes > Limits.historyBytes {
      bytes -= lines.removeFirst().utf8.count + 1
    }
    try? file?.replaceContents(with: lines.map { $0 + "\n" }.joined())
  }

  private static func isTypable(_ line: String) -> Bool {
    line.unicodeScalars.count <= Limits.commandCharacters
      && line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }
}
