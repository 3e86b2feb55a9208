public import Drawing
public import Engine

/// The final states that a map of outcomes shows in one colour.
public enum OutcomeClass: UInt8, Sendable, CaseIterable {
  case settled, descending, drifting, twoCycle, threeCycle, fourCycle, longCycle, irregular
  case resting, hallucinating, climbing, diverged, undefined, leftData, hole

  /// Returns the class of a final state.
  public init(_ state: State) {
    self =
      switch state {
      case .settled: .settled
      case .descending: .descending
      case .drifting: .drifting
      case .cycling(period: 2): .twoCycle
      case .cycling(period: 3): .threeCycle
      case .cycling(period: 4): .fourCycle
      case .cycling: .longCycle
      case .quasiPeriodic, .chaotic, .aperiodic, .fluctuating: .irregular
      case .atSaddle, .stalled: .resting
      case .hallucinating: .hallucinating
      case .climbing: .climbing
      case .diverged: .diverged
      case .undefined: .undefined
      case .leftData: .leftData
      case .hole: .hole
      }
  }

  /// The colour on the screen and in figures, and the mark where colours do not suffice.
  public var category: MapCategory {
    switch self {
    case .undefined, .leftData, .hole: MapCategory(.undefined, mark: mark)
    default: MapCategory(.category(rawValue), mark: mark)
    }
  }

  /// The mark on displays whose colours do not tell all classes apart.
  public var mark: Unicode.Scalar {
    switch self {
    case .settled: "."
    case .descending: "-"
    case .drifting: "~"
    case .twoCycle: "2"
    case .threeCycle: "3"
    case .fourCycle: "4"
    case .longCycle: "k"
    case .irregular: "*"
    case .resting: "+"
    case .hallucinating: "?"
    case .climbing: "^"
    case .diverged: "#"
    case .undefined: "/"
    case .leftData: ">"
    case .hole: "_"
    }
  }

  /// The name in a legend.
  public var name: String {
    switch self {
    case .settled: "settled"
    case .descending: "descending"
    case .drifting: "drifting"
    case .twoCycle: "2-cycle"
    case .threeCycle: "3-cycle"
    case .fourCycle: "4-cycle"
    case .longCycle: "longer cycle"
    case .irregular: "aperiodic"
    case .resting: "saddle, stalled"
    case .hallucinating: "hallucinating"
    case .climbing: "climbing"
    case .diverged: "diverged"
    case .undefined: State.undefined.name
    case .leftData: State.leftData.name
    case .hole: State.hole.name
    }
  }

  /// The name in at most nine columns.
  public var shortName: String {
    switch self {
    case .descending: "descend."
    case .longCycle: "k-cycle"
    case .resting: "saddle"
    case .hallucinating: "halluc."
    case .leftData: "left data"
    default: name
    }
  }
}
