import Engine

extension Scenario {
  /// The lesson with changes applied in order; cards and claims stay the same.
  ///
  /// Changes of unknown runs are ignored.
  public func changed(by changes: [SettingChange]) -> Scenario {
    var scenario = self
    for index in scenario.runs.indices { scenario.runs[index].apply(changes) }
    for case (.surface, .knob(let knob, let value)) in changes.map({ ($0.target, $0.setting) }) {
      scenario.surface = scenario.surface.with(knob, at: value)
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
