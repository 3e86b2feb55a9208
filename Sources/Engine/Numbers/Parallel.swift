import Glibc
import Synchronization

/// The number of online cores, at least 1.
public var availableCores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

/// Runs `work` once for each piece on up to `threads` threads; returns when all pieces are done.
///
/// A free thread takes the next piece, so pieces may differ in duration. Each thread creates its
/// own `memory` once.
private func parallelForEach<Memory>(
  _ pieces: Int, on threads: Int, _ memory: @escaping @Sendable () -> Memory,
  _ work: @escaping @Sendable (Int, Memory) -> Void
) {
  let job = Job(pieces: pieces) { next in
    let memory = memory()
    while let piece = next() { work(piece, memory) }
  }
  var helpers: [pthread_t] = []
  for _ in 1..<max(1, min(threads, pieces)) {
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(job)
    let status = pthread_create(
      &thread, nil,
      { raw in
        if let raw { Unmanaged<Job>.fromOpaque(raw).takeRetainedValue().run() }
        return nil
      }, argument.toOpaque())
    // Fewer threads than requested only make the work slower.
    if status == 0 { helpers.append(thread) } else { argument.release() }
  }
  job.run()
  for thread in helpers { pthread_join(thread, nil) }
}

/// Returns the results of `work` for all pieces in order, computed by `parallelForEach`.
package func parallelMap<Memory, Value: Sendable>(
  _ pieces: Int, on threads: Int, _ memory: @escaping @Sendable () -> Memory,
  _ work: @escaping @Sendable (Int, Memory) -> Value
) -> [Value] {
  let values = Mutex([Value?](repeating: nil, count: pieces))
  parallelForEach(pieces, on: threads, memory) { piece, memory in
    let value = work(piece, memory)
    values.withLock { $0[piece] = value }
  }
  return values.withLock { $0.compactMap(\.self) }
}

/// The counter of pieces that the threads share.
private final class Job: Sendable {
  private let next = Atomic(0)
  private let pieces: Int
  private let work: @Sendable (_ next: () -> Int?) -> Void

  init(pieces: Int, work: @escaping @Sendable (_ next: () -> Int?) -> Void) {
    self.pieces = pieces
    self.work = work
  }

  func run() {
    work {
      let piece = next.add(1, ordering: .relaxed).oldValue
      return piece < pieces ? piece : nil
    }
  }
}
