/// A setting that a lesson changes on its way: a knob of a run, or of the surface.
public struct KnobChange: Sendable, Hashable {
  public enum Target: Sendable, Hashable {
    /// A run, by its name.
    case run(String)
    case surface
  }

  public var target: Target
  /// The knob's id; for a surface that is a formula, the letter.
  public var knob: String
  public var value: Double

  public init(_ target: Target, knob: String, value: Double) {
    self.target = target
    self.knob = knob
    self.value = value
  }
}

extension Scenario {
  /// The lesson with some settings changed, in their order; cards and claims are as before.
  ///
  /// A run that there is not is passed over.
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

extension SurfaceChoice {
  /// The same surface with one of its knobs or letters at a value.
  public func with(_ knob: String, at value: Double) -> SurfaceChoice {
    switch self {
    case .named(let id, var knobs):
      knobs[knob] = value
      return .named(id, knobs: knobs)
    case .formula(let text, var parameters):
      parameters[knob] = value
      return .formula(text, parameters: parameters)
    }
  }
}

/// A stretch of a lesson under one setting: the card that changes it, and the cards up to the next
/// that does.
public struct Act: Sendable {
  /// Its cards, by their index in the lesson.
  public let cards: Range<Int>
  /// The lesson with the settings in force.
  public let scenario: Scenario
}

extension Scenario {
  /// The acts of the lesson; the first has its own settings, and each begins with the settings of
  /// the one before.
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
