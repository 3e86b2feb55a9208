import Foundation
public import Testing

/// Runs each test of a suite on a thread of a pool of its own.
///
/// A test that waits for another process blocks its thread. On the cooperative pool, which has one
/// thread per core, two such tests stop all others.
public struct BlockingTrait: SuiteTrait, TestTrait, TestScoping {
  public var isRecursive: Bool { true }

  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    try await withTaskExecutorPreference(ThreadPool.shared) { try await function() }
  }
}

extension Trait where Self == BlockingTrait {
  /// The tests of the suite wait for other processes.
  public static var blocking: Self { Self() }
}

/// A task executor with more threads than cores.
private final class ThreadPool: TaskExecutor {
  static let shared = ThreadPool(threads: 12)

  private let condition = NSCondition()
  private nonisolated(unsafe) var jobs: [UnownedJob] = []

  init(threads: Int) {
    for _ in 0..<threads {
      let thread = Thread { [unowned self] in
        while true { next().runSynchronously(on: asUnownedTaskExecutor()) }
      }
      thread.stackSize = 1 << 21
      thread.start()
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    condition.lock()
    jobs.append(job)
    condition.signal()
    condition.unlock()
  }

  private func next() -> UnownedJob {
    condition.lock()
    defer { condition.unlock() }
    while jobs.isEmpty { condition.wait() }
    return jobs.removeFirst()
  }
}
