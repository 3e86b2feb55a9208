public import Glibc

public struct TerminalTestError: Error, CustomStringConvertible {
  public let description: String
}

/// Starts a program in a session of its own, with every signal as a shell would leave it.
///
/// A terminal as input becomes the controlling one; output and errors go to the file named.
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
  var every = sigset_t()
  sigfillset(&every)
  var none = sigset_t()
  sigemptyset(&none)
  posix_spawnattr_setsigdefault(&attributes, &every)
  posix_spawnattr_setsigmask(&attributes, &none)
  let newSession: Int16 = 0x80
  posix_spawnattr_setflags(
    &attributes, newSession | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
  var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
  var settings: [UnsafeMutablePointer<CChar>?] =
    environment.map { strdup("\($0)=\($1)") } + [nil]
  defer { for text in arguments + settings { free(text) } }
  var process: pid_t = 0
  let error = posix_spawn(&process, command[0], &actions, &attributes, &arguments, &settings)
  guard error == 0 else {
    throw TerminalTestError(
      description: "\(command[0]) does not start: \(String(cString: strerror(error)))")
  }
  return process
}
