import Foundation
import Glibc
import TestSupport

/// The result of a command.
struct CommandResult {
  let status: Int32
  let output: String
  let errors: String

  var lines: [Substring] { output.split(separator: "\n") }
}

/// A temporary directory, deleted with its contents when the object is released.
final class TemporaryDirectory {
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

  func bytes(of name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }

  /// The names of all files in the directory, including hidden files, except command outputs.
  var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: path).filter { !$0.hasPrefix("result.") }
        .sorted()
    }
  }

  /// Runs a bash script in the directory, with the program as `ravine` and its path as `$ravine`.
  func bash(_ script: String) throws -> CommandResult {
    let output = "\(path)/result.output"
    let errors = "\(path)/result.errors"
    try Data().write(to: URL(fileURLWithPath: output))
    // Foundation's child processes inherit blocked signals, which would disable `timeout`.
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
    return CommandResult(
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : status & 0x7F,
      output: try text(of: "result.output"), errors: try text(of: "result.errors"))
  }
}

/// Runs a bash script in a new temporary directory.
func bash(_ script: String) throws -> CommandResult { try TemporaryDirectory().bash(script) }

/// Whether a command succeeds.
func works(_ command: String) -> Bool { (try? bash(command).status) == 0 }

/// Returns a Python interpreter with a package; nil if the machine has no such interpreter.
func pythonInterpreter(with package: String) -> String? {
  ["python3", "/usr/bin/python3"].first { works("\($0) -c 'import \(package)'") }
}
