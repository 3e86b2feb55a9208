import Glibc

/// The signals by which a user ends a program, held back while a draft must not be left behind.
///
/// Once released, a signal that came meanwhile ends the program as if it came then.
struct BlockedSignals {
  private var signals: [Int32] = []

  /// Holds back those that are not ignored, as `nohup` has it for one.
  mutating func block() {
    signals = [SIGINT, SIGTERM, SIGHUP].filter { signal in
      var action = sigaction()
      sigaction(signal, nil, &action)
      return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) != 1
    }
    setMask(SIG_BLOCK)
  }

  var arePending: Bool {
    guard !signals.isEmpty else { return false }
    var set = sigset_t()
    sigpending(&set)
    return signals.contains { sigismember(&set, $0) == 1 }
  }

  func unblock() { setMask(SIG_UNBLOCK) }

  private func setMask(_ how: Int32) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    pthread_sigmask(how, &set, nil)
  }
}
