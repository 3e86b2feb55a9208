import Foundation
import Glibc
import TestSupport

/// What a command answered.
struct Answer {
  let status: Int32
  let output: String
  let errors: String

  var lines: [Substring] { output.split(separator: "\n") }
}

/// A folder of its own for one test, removed with all that is in it.
final class Folder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("ravine-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(path)/\(name)", atomically: false, encoding: .utf8)
  }

  func text(of name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  /// The names of the files in it, hidden ones too, but for the answers of commands.
  var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: path).filter { !$0.hasPrefix("answer.") }
        .sorted()
    }
  }

  /// Runs a line of bash here, with the built program as `ravine`, and its path as `$ravine`.
  func bash(_ script: String) throws -> Answer {
    let output = "\(path)/answer.output"
    let errors = "\(path)/answer.errors"
    try Data().write(to: URL(fileURLWithPath: output))
    // Not by Foundation, whose children inherit that no signal reaches them, not even a timeout's.
    let process = try spawn(
      [
        "/bin/bash", "-c",
        """
        exec 2>'\(errors)'; cd '\(path)'; ravine='\(ravinePath)'; ravine() { "$ravine" "$@"; }
        \(script)
        """,
      ], ProcessInfo.processInfo.environment, terminal: "/dev/null", output: output)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return Answer(
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : status & 0x7F,
      output: try text(of: "answer.output"), errors: try text(of: "answer.errors"))
  }
}

/// Runs a line of bash in a folder of its own.
func bash(_ script: String) throws -> Answer { try Folder().bash(script) }
