import Engine
import Export
import Glibc

/// Why a verb could not do what it was asked to, with the exit status that says so.
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

  init(_ kind: ExitStatus, _ message: String) {
    self.exitStatus = kind
    self.message = message
  }

  /// What the system says of the call that just failed.
  static func system(_ kind: ExitStatus, _ what: String, errno code: Int32 = errno) -> CommandError
  {
    CommandError(kind, "\(what): \(String(cString: strerror(code)))")
  }
}

/// Says something to the user, beside the data: on standard error.
///
/// Lines that repeat something endless are cut in the middle.
func printToStderr(_ message: String) {
  let lines = sanitized(message).split(separator: "\n", omittingEmptySubsequences: false)
  let text = lines.map { $0.count > 1000 ? $0.prefix(480) + " … " + $0.suffix(480) : $0 }
  // Nobody is left to be told if this fails.
  _ = try? FileDescriptor(2).writeAll(text.joined(separator: "\n") + "\n")
}
