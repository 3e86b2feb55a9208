import Synchronization

/// Values computed from the knobs of a rule, of which the last are stored.
///
/// A screen or a table asks for the same value at each step of a run.
final class RuleCache<Value: Sendable>: Sendable {
  private let stored = Mutex<[(knobs: KnobValues, value: Value)]>([])
  private let compute: @Sendable (KnobValues) -> Value

  init(_ compute: @escaping @Sendable (KnobValues) -> Value) { self.compute = compute }

  /// Returns the value for the knobs; their schedules have no effect.
  subscript(_ knobs: KnobValues) -> Value {
    if let value = stored.withLock({ $0.first { $0.knobs == knobs }?.value }) { return value }
    let value = compute(knobs)
    stored.withLock { $0 = [(knobs, value)] + $0.prefix(15) }
    return value
  }
}
