/// Values of knobs by id, complete and in range, with the schedules of those that change.
public struct Knobs: Sendable, Hashable {
  private let values: [String: Double]
  private var schedules: [String: KnobSchedule] = [:]

  init(_ values: [String: Double]) { self.values = values }

  /// The value that is set, before any schedule.
  public subscript(_ knob: Knob) -> Double { values[knob.id] ?? knob.initial }

  /// The value that was given for this id, if one was.
  public subscript(_ id: String) -> Double? { values[id] }

  /// Whether some knob changes from step to step.
  var vary: Bool { !schedules.isEmpty }

  /// The value at a step of a run of so many steps.
  public func value(_ knob: Knob, at step: Int, of steps: Int) -> Double {
    schedules[knob.id]?.value(self[knob], at: step, of: steps) ?? self[knob]
  }

  /// The values of these knobs at a step of a run of so many steps, as if they were set so.
  public func at(_ step: Int, of steps: Int, _ knobs: [Knob]) -> Knobs {
    guard vary else { return self }
    return Knobs(
      Dictionary(uniqueKeysWithValues: knobs.map { ($0.id, value($0, at: step, of: steps)) }))
  }

  func scheduled(_ schedules: [String: KnobSchedule]) -> Knobs {
    var copy = self
    copy.schedules = schedules.filter { $0.value != .constant }
    return copy
  }
}
