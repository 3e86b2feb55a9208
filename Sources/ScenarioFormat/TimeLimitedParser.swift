import Dispatch
import Glibc
import Yams

/// The reading of a text as YAML, on a thread of its own, so that it can be given up.
///
/// Not every text is read in a time that grows with its length: keys that are lists or mappings
/// are compared with each other, part by part and part of part.
final class TimeLimitedParser {
  private let text: String
  /// Written by the thread, and read when that has been joined.
  private var result: Result<Node?, any Error>?
  private let isDone = DispatchSemaphore(value: 0)

  init(_ text: String) { self.text = text }

  private func runParser() {
    result = Result { try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot() }
    isDone.signal()
  }

  /// The tree, or what is wrong; nil if that takes the thread more than so many seconds.
  ///
  /// They are seconds of a processor, so neither a busy machine nor a pause adds to them. Nothing
  /// can stop the thread: given up, it goes on until the process ends, in nobody’s way.
  func parse(within limit: Double) -> Result<Node?, any Error>? {
    var thread = pthread_t()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    // A thousand levels of nesting, whatever the shell’s limit of a stack.
    pthread_attr_setstacksize(&attributes, 16 << 20)
    let reading = Unmanaged.passRetained(self)
    let status = pthread_create(
      &thread, &attributes,
      { raw in
        if let raw { Unmanaged<TimeLimitedParser>.fromOpaque(raw).takeRetainedValue().runParser() }
        return nil
      }, reading.toOpaque())
    guard status == 0 else {
      // Without a thread it takes what it takes.
      reading.release()
      runParser()
      return result
    }
    var clock = clockid_t()
    let isTimed = pthread_getcpuclockid(thread, &clock) == 0
    var left = limit
    while left > 0 {
      if isDone.wait(timeout: .now() + max(left, 0.01)) == .success {
        pthread_join(thread, nil)
        return result
      }
      var spent = timespec()
      guard isTimed, clock_gettime(clock, &spent) == 0 else { continue }
      left = limit - Double(spent.tv_sec) - Double(spent.tv_nsec) * 1e-9
    }
    // SCHED_IDLE, which Glibc’s module does not name: only time that nobody else wants.
    var parameter = sched_param()
    pthread_setschedparam(thread, 5, &parameter)
    pthread_detach(thread)
    return nil
  }
}
