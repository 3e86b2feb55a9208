import CNcurses
import Glibc

/// Calls `body` on a new thread; on this thread if the system has no thread left.
///
/// Unlike a `Task`, a thread may block: the pool of tasks has one thread for each core, so that a
/// long computation there would delay all others. A thread also needs no file descriptor.
public func runInBackground(_ body: @escaping @Sendable () -> Void) {
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
  if status == 0 { pthread_detach(thread) } else { work.takeRetainedValue().body() }
}

private final class Work: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
