import Dispatch
import Glibc
import Yams

/// A YAML parser on a separate thread, with a limit on CPU time.
///
/// The parsing time can grow faster than the length of the text: Yams compares keys that are lists
/// or mappings recursively.
final class TimeLimitedParser {
  private let text: String
  /// The result, which the thread writes before it is joined.
  private var result: Result<Node?, any Error>?
  private let isDone = DispatchSemaphore(value: 0)

  /// Creates a parser of a text.
  init(_ text: String) { self.text = text }

  private func runParser() {
    result = Result { try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot() }
    isDone.signal()
  }

  /// Returns the node tree or an error; nil after `limit` CPU seconds.
  ///
  /// CPU time does not depend on the load of the machine. A thread cannot be stopped: after the
  /// limit, the parser continues at idle priority until the process ends.
  func parse(within limit: Double) -> Result<Node?, any Error>? {
    var thread = pthread_t()
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    pthread_attr_init(attributes)
    defer {
      pthread_attr_destroy(attributes)
      attributes.deallocate()
    }
    // Enough for 1000 levels of nesting, whatever the stack limit of the shell.
    pthread_attr_setstacksize(attributes, 16 << 20)
    let retained = Unmanaged.passRetained(self)
    let status = pthread_create(
      &thread, attributes,
      { raw in
        if let raw { Unmanaged<TimeLimitedParser>.fromOpaque(raw).takeRetainedValue().runParser() }
        return nil
      }, retained.toOpaque())
    guard status == 0 else {
      // Without a thread there is no limit.
      retained.release()
      runParser()
      return result
    }
    var clock = clockid_t()
    let isTimed = pthread_getcpuclockid(thread, &clock) == 0
    var remaining = limit
    while remaining > 0 {
      if isDone.wait(timeout: .now() + max(remaining, 0.01)) == .success {
        pthread_join(thread, nil)
        return result
      }
      var cpuTime = timespec()
      guard isTimed, clock_gettime(clock, &cpuTime) == 0 else { continue }
      remaining = limit - Double(cpuTime.tv_sec) - Double(cpuTime.tv_nsec) * 1e-9
    }
    // SCHED_IDLE is 5; the Glibc module does not export the constant.
    var parameter = sched_param()
    pthread_setschedparam(thread, 5, &parameter)
    pthread_detach(thread)
    return nil
  }
}
