import Synchronization

/// Values computed from keys, of which the last are stored.
///
/// A command, a table or a screen asks for the same value many times.
package final class RecentValues<Key: Sendable, Value: Sendable>: Sendable {
  private let stored = Mutex<[(key: Key, value: Value)]>([])
  private let capacity: Int
  private let areSame: @Sendable (Key, Key) -> Bool

  /// Creates an empty store for at most `capacity` values.
  ///
  /// `areSame` returns whether two keys have the same value.
  package init(capacity: Int, _ areSame: @escaping @Sendable (Key, Key) -> Bool) {
    self.capacity = capacity
    self.areSame = areSame
  }

  /// Returns the stored value of a key, or else the value that `compute` returns.
  package func value<Failure: Error>(
    for key: Key, _ compute: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    if let value = stored.withLock({ $0.first { areSame($0.key, key) }?.value }) { return value }
    let value = try compute()
    stored.withLock { $0 = [(key, value)] + $0.prefix(capacity - 1) }
    return value
  }
}
