/// The attractor that the run from a start reaches.
public enum BasinOutcome: Sendable, Hashable {
  /// The attractor with this index in `Basins.attractors`, at rest or on a cycle around it.
  case attractor(Attractor.Kind, Int)
  /// A saddle.
  case saddle
  /// A hallucinated minimizer: ∇f vanishes at w + ε but not at w.
  case hallucinated
  /// A bounded motion around several attractors, or around no known one.
  ///
  /// The period is nil if the motion does not repeat.
  case cycle(period: Int? = nil)
  /// At rest at a point that is no known attractor, as on a plateau.
  case elsewhere
  /// Still moving at the last step.
  case moving
  /// The run diverged.
  case infinity
  /// The loss at the end is NaN.
  case undefined
  /// The run left the losses of a file.
  case leftData
  /// The run ended beside a hole in the losses of a file.
  case hole

  /// The name in legends and tables, such as “minimum 3”, “valley 1” or “5-cycle”.
  ///
  /// Attractors are counted from 1.
  public var name: String {
    switch self {
    case .attractor(let kind, let index): "\(kind.rawValue) \(index + 1)"
    case .saddle: "saddle"
    case .hallucinated: "hallucinated"
    case .cycle(let period?): State.cycling(period: period).label
    case .cycle(nil): "cycle"
    case .elsewhere: "elsewhere"
    case .moving: "still moving"
    case .infinity: "infinity"
    case .undefined: "undefined"
    case .leftData: State.leftData.name
    case .hole: State.hole.name
    }
  }
}

extension BasinOutcome {
  /// The number of attractors with a mark of their own.
  public static let markCount = attractorMarks.count
  private static let attractorMarks = Array(
    "123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

  /// The character of the outcome on maps.
  ///
  /// Attractors have the digits from 1, then the letters from a and from A; `&` after the 61st.
  public var mark: Character {
    switch self {
    case .attractor(_, let index): Self.mark(ofAttractor: index)
    case .saddle: "+"
    case .hallucinated: "?"
    case .cycle: "@"
    case .elsewhere: "-"
    case .moving: "~"
    case .infinity: "#"
    case .undefined: "!"
    case .leftData: ">"
    case .hole: "_"
    }
  }

  /// The mark of the attractor with an index from 0.
  public static func mark(ofAttractor index: Int) -> Character {
    attractorMarks.indices.contains(index) ? attractorMarks[index] : "&"
  }

  /// The outcomes that are no attractors, in the order of legends; cycles without their periods.
  public static let others: [BasinOutcome] = [
    .saddle, .hallucinated, .cycle(), .elsewhere, .moving, .infinity, .undefined,
    .leftData, .hole,
  ]

  /// The outcome with a name, such as “minimum 3”, “saddle” or “5-cycle”; nil for other texts.
  public init?(name: some StringProtocol) {
    if let other = Self.others.first(where: { $0.name == name }) {
      self = other
      return
    }
    if let period = State.cyclePeriod(ofLabel: name) {
      self = .cycle(period: period)
      return
    }
    let words = name.split(separator: " ")
    guard words.count == 2, let kind = Attractor.Kind(rawValue: String(words[0])),
      let number = Int(words[1]), number > 0
    else { return nil }
    self = .attractor(kind, number - 1)
  }
}
