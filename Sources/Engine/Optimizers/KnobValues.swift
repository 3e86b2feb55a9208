/// Validated knob values by id, with the schedules of the knobs that change during a run.
///
/// A knob without a value has its default.
public struct KnobValues: Sendable, Hashable {
  private var values: [String: Double]
  private var schedules: [String: KnobSchedule] = [:]

  init(_ values: [String: Double]) { self.values = values }

  /// The value of a knob before any schedule.
  public subscript(_ knob: Knob) -> Double { values[knob.id] ?? knob.defaultValue }

  /// The value set for an id, or nil if the knob has its default.
  public subscript(_ id: String) -> Double? { values[id] }

  /// Whether any knob changes from step to step.
  var hasSchedules: Bool { !schedules.isEmpty }

  /// Returns the value of a knob at `step` of a run of `steps` steps.
  public func value(_ knob: Knob, at step: Int, of steps: Int) -> Double {
    schedules[knob.id]?.value(self[knob], at: step, of: steps) ?? self[knob]
  }

  /// Returns the values of `knobs` at `step` of a run of `steps` steps, without schedules.
  public func snapshot(_ step: Int, of steps: Int, _ knobs: [Knob]) -> KnobValues {
    guard hasSchedules else { return self }
    return KnobValues(
      Dictionary(uniqueKeysWithValues: knobs.map { ($0.id, value($0, at: step, of: steps)) }))
  }

  /// Returns these values with that of one knob replaced, by knob id.
  func with(_ id: String, at value: Double) -> KnobValues {
    var copy = self
    copy.values[id] = value
    return copy
  }

  /// Returns these values with schedules, by knob id; constant schedules are dropped.
  func scheduled(_ schedules: [String: KnobSchedule]) -> KnobValues {
    var copy = self
    copy.schedules = schedules.filter { $0.value != .constant }
    return copy
  }
}
