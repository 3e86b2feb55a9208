import Engine
import Export
import Glibc

/// Why a verb could not do what it was asked to, with the exit status that says so.
struct Failure: Error {
  let kind: Kind
  let message: String

  /// The exit statuses of `sysexits.h` that Ravine uses.
  enum Kind: Int32 {
    case usage = 64
    case wrongData = 65
    case notFound = 66
    case noTerminal = 69
    case cannotWrite = 74
  }

  init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// What the system says of the call that just failed.
  static func system(_ kind: Kind, _ what: String, errno code: Int32 = errno) -> Failure {
    Failure(kind, "\(what): \(String(cString: strerror(code)))")
  }
}

/// Says something to the user, beside the data: on standard error.
///
/// Lines that repeat something endless are cut in the middle.
func say(_ message: String) {
  let lines = sanitized(message).split(separator: "\n", omittingEmptySubsequences: false)
  let text = lines.map { $0.count > 1000 ? $0.prefix(480) + " … " + $0.suffix(480) : $0 }
  // Nobody is left to be told if this fails.
  _ = try? Descriptor(2).write(text.joined(separator: "\n") + "\n")
}
