import Synchronization

/// A value computed at the first use, on any thread.
public final class Lazy<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)

  /// Creates a value that is not yet computed.
  public init() {}

  /// Returns the value; the first call computes it, and concurrent calls wait.
  ///
  /// - Throws: The error of the first call.
  public func value(_ compute: () throws -> Value) throws -> Value {
    try result.withLock { result in
      let known = result ?? Result { try compute() }
      result = known
      return known
    }.get()
  }
}
