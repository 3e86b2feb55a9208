public import Glibc

/// An error of the test support.
public struct TerminalTestError: Error, CustomStringConvertible {
  /// The message.
  public let description: String
}

/// Starts a program in a new session, with default signal handlers and an empty signal mask.
///
/// A terminal as input becomes the controlling terminal; `output` receives stdout and stderr.
///
/// - Throws: `TerminalTestError` if the program cannot be started.
public func spawn(
  _ command: [String], _ environment: [String: String], terminal: String, output: String
) throws -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
  posix_spawn_file_actions_addopen(&actions, 1, output, O_RDWR, 0)
  posix_spawn_file_actions_adddup2(&actions, 1, 2)
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var allSignals = sigset_t()
  sigfillset(&allSignals)
  var noSignals = sigset_t()
  sigemptyset(&noSignals)
  posix_spawnattr_setsigdefault(&attributes, &allSignals)
  posix_spawnattr_setsigmask(&attributes, &noSignals)
  let newSession: Int16 = 0x80
  posix_spawnattr_setflags(
    &attributes, newSession | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
  var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
  var variables: [UnsafeMutablePointer<CChar>?] =
    environment.map { strdup("\($0)=\($1)") } + [nil]
  defer { for text in arguments + variables { free(text) } }
  var process: pid_t = 0
  let error = posix_spawn(&process, command[0], &actions, &attributes, &arguments, &variables)
  guard error == 0 else {
    throw TerminalTestError(
      description: "cannot start \(command[0]): \(String(cString: strerror(error)))")
  }
  return process
}
