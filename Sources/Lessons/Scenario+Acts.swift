import Engine

extension Scenario {
  /// The lesson with changes applied in order; cards and claims stay the same.
  ///
  /// Changes of unknown runs are ignored.
  public func changed(by changes: [KnobChange]) -> Scenario {
    var scenario = self
    for change in changes {
      switch change.target {
      case .run(let name):
        for index in scenario.runs.indices where scenario.runs[index].name == name {
          scenario.runs[index].optimizer.knobs[change.knob] = change.value
        }
      case .surface:
        scenario.surface = scenario.surface.with(change.knob, at: change.value)
      }
    }
    return scenario
  }
}

/// A part of a lesson with constant parameters.
///
/// An act begins with the card that changes parameters and ends before the next such card.
public struct Act: Sendable {
  /// The indices of the act's cards in the lesson.
  public let cards: Range<Int>
  /// The lesson with the parameters of the act.
  public let scenario: Scenario
}

extension Scenario {
  /// The acts of the lesson; each inherits the parameters of the act before.
  public var acts: [Act] {
    var acts: [Act] = []
    var (first, scenario) = (0, self)
    for (index, card) in cards.enumerated() where !card.changes.isEmpty {
      acts.append(Act(cards: first..<index, scenario: scenario))
      (first, scenario) = (index, scenario.changed(by: card.changes))
    }
    return acts + [Act(cards: first..<cards.count, scenario: scenario)]
  }
}
