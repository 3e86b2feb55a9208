import Engine
import Export
import Glibc
import SafeText

/// An error that ends the program with a message and an exit status.
struct CommandError: Error {
  let exitStatus: ExitStatus
  let message: String

  /// The exit statuses of `sysexits.h` that Ravine uses.
  enum ExitStatus: Int32 {
    case usage = 64
    case dataError = 65
    case noInput = 66
    case unavailable = 69
    case ioError = 74
  }

  /// Creates an error.
  init(_ exitStatus: ExitStatus, _ message: String) {
    self.exitStatus = exitStatus
    self.message = message
  }

  /// Creates an error for a failed system call, with the system's message for `errno`.
  static func system(
    _ exitStatus: ExitStatus, _ action: String, errno code: Int32 = errno
  ) -> CommandError {
    CommandError(exitStatus, "\(action): \(String(cString: strerror(code)))")
  }
}

/// Calls `body`, and rethrows its `EngineError`: a usage error, or a data error for an invalid rule.
func withUsageErrors<T>(_ body: () throws(EngineError) -> T) throws(CommandError) -> T {
  do throws(EngineError) { return try body() } catch {
    if case .rule(let error) = error {
      throw CommandError(.dataError, "invalid update rule:\n\(error)")
    }
    throw CommandError(.usage, "\(error)")
  }
}

/// Prints a sanitized message to stderr.
///
/// The middle of lines longer than 1000 characters is cut out.
func printToStderr(_ message: String) {
  let lines = sanitized(message).split(separator: "\n", omittingEmptySubsequences: false)
  let text = lines.map { $0.count > 1000 ? $0.prefix(480) + " … " + $0.suffix(480) : $0 }
  // If stderr fails, there is no place left for a message.
  _ = try? FileDescriptor(2).writeAll(text.joined(separator: "\n") + "\n")
}
