/// The state of a run at a step, classified from the iterates up to that step.
///
/// Each state except `diverged` holds once two classifications in a row agree.
public enum State: Sendable, Hashable {
  /// The loss is decreasing, or no other state has been established yet.
  case descending
  /// Oscillating with growing amplitude: recent steps are at least 1.5 times the earlier ones.
  case climbing
  /// At rest at a stationary point that is no saddle: motion and gradient are below tolerance.
  case settled
  /// On a periodic orbit: the iterates repeat after `period` steps, 2 to 64.
  case cycling(period: Int)
  /// Drifting along a valley of minima: the loss gradient explains less than half of the motion.
  case drifting
  /// Bounded and aperiodic: oscillating without convergence, period or drift.
  case chaotic
  /// At rest, or on a cycle, at a saddle.
  case atSaddle
  /// At rest at a hallucinated minimizer: ∇f vanishes at w + ε but not at w.
  case hallucinating
  /// Not finite or beyond `Trajectory.divergenceNorm`; `step` is the first such step.
  case diverged(step: Int)
}

extension State: CustomStringConvertible {
  /// The state without period or step, as in lessons and pictures.
  public var name: String {
    switch self {
    case .descending: "descending"
    case .climbing: "climbing"
    case .settled: "settled"
    case .cycling: "cycling"
    case .drifting: "drifting"
    case .chaotic: "chaotic"
    case .atSaddle: "at a saddle"
    case .hallucinating: "hallucinating"
    case .diverged: "diverged"
    }
  }

  /// The names of all states.
  public static let names = [
    State.descending, .climbing, .settled, .cycling(period: 2), .drifting, .chaotic, .atSaddle,
    .hallucinating,
    .diverged(step: 0),
  ].map(\.name)

  /// The name, for a cycle with its period, as in csv and JSON: “2-cycle”, “diverged”.
  public var label: String {
    if case .cycling = self { return description }
    return name
  }

  /// The name with its period or step, such as “2-cycle” or “diverged @47”.
  public var description: String {
    switch self {
    case .cycling(let period): "\(period)-cycle"
    case .diverged(let step): "diverged @\(step)"
    default: name
    }
  }
}

extension State {
  /// Whether a state name matches: `name`, or with the period, “3-cycle”.
  public func matches(_ stateName: String) -> Bool {
    if stateName == name { return true }
    guard case .cycling(let period) = self else { return false }
    return stateName == "\(period)-cycle"
  }

  /// Whether the text is one of `names`, or a period such as “3-cycle”.
  public static func isValidName(_ text: String) -> Bool {
    if names.contains(text) { return true }
    guard text.hasSuffix("-cycle"), let period = Int(text.dropLast(6)) else { return false }
    return period > 1 && text == "\(period)-cycle"
  }
}
