/// Values of knobs by id, complete and in range, with the schedules of those that change.
public struct KnobValues: Sendable, Hashable {
  private let values: [String: Double]
  private var schedules: [String: KnobSchedule] = [:]

  init(_ values: [String: Double]) { self.values = values }

  /// The value that is set, before any schedule.
  public subscript(_ knob: Knob) -> Double { values[knob.id] ?? knob.defaultValue }

  /// The value that was given for this id, if one was.
  public subscript(_ id: String) -> Double? { values[id] }

  /// Whether some knob changes from step to step.
  var hasSchedules: Bool { !schedules.isEmpty }

  /// The value at a step of a run of so many steps.
  public func value(_ knob: Knob, at step: Int, of steps: Int) -> Double {
    schedules[knob.id]?.value(self[knob], at: step, of: steps) ?? self[knob]
  }

  /// The values of these knobs at a step of a run of so many steps, as if they were set so.
  public func snapshot(_ step: Int, of steps: Int, _ knobs: [Knob]) -> KnobValues {
    guard hasSchedules else { return self }
    return KnobValues(
      Dictionary(uniqueKeysWithValues: knobs.map { ($0.id, value($0, at: step, of: steps)) }))
  }

  func scheduled(_ schedules: [String: KnobSchedule]) -> KnobValues {
    var copy = self
    copy.schedules = schedules.filter { $0.value != .constant }
    return copy
  }
}
