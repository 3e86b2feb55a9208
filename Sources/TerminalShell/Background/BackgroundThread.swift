import CNcurses
import Glibc

/// Calls `body` on a new thread; on this thread if the system has no thread left.
///
/// Unlike a `Task`, a thread may block: the pool of tasks has one thread for each core, so that a
/// long computation there would delay all others. A thread also needs no file descriptor.
public func runInBackground(_ body: @escaping @Sendable () -> Void) {
  if !startThread(body) { body() }
}

/// Calls `body` on a new thread; returns false if the system has no thread left.
public func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
  let work = Unmanaged.passRetained(Work(body))
  var thread = pthread_t()
  let status = pthread_create(
    &thread, nil,
    { raw in
      guard let raw else { return nil }
      guard_install_signal_stack()
      Unmanaged<Work>.fromOpaque(raw).takeRetainedValue().body()
      return nil
    }, work.toOpaque())
  guard status == 0 else {
    work.release()
    return false
  }
  pthread_detach(thread)
  return true
}

private final class Work: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
