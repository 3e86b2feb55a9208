import Glibc

/// Signals that end the program, blocked while a temporary file exists.
///
/// A blocked signal takes effect when `unblock` is called.
struct BlockedSignals {
  private var signals: [Int32] = []

  /// Blocks SIGINT, SIGTERM and SIGHUP, except those that are ignored, as under `nohup`.
  mutating func block() {
    signals = [SIGINT, SIGTERM, SIGHUP].filter { signal in
      var action = sigaction()
      sigaction(signal, nil, &action)
      return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) != 1
    }
    setMask(SIG_BLOCK)
  }

  /// Whether a blocked signal has arrived.
  var arePending: Bool {
    guard !signals.isEmpty else { return false }
    var set = sigset_t()
    sigpending(&set)
    return signals.contains { sigismember(&set, $0) == 1 }
  }

  /// Unblocks the signals; a pending signal ends the program.
  func unblock() { setMask(SIG_UNBLOCK) }

  private func setMask(_ how: Int32) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    pthread_sigmask(how, &set, nil)
  }
}
