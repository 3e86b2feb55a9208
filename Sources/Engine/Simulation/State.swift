/// The state of a run at a step, classified from the iterates up to that step.
///
/// Each state except `diverged` holds once two classifications in a row agree.
public enum State: Sendable, Hashable {
  /// The loss is decreasing, or no other state has been established yet.
  case descending
  /// The loss rises through the whole window, above all recent losses, and does not level off.
  case climbing
  /// At rest at a stationary point that is no saddle.
  case settled
  /// At rest where the gradient does not vanish, neither at w nor at w + ε.
  case stalled
  /// On a periodic orbit: the iterates repeat after `period` steps, 2 to 64.
  case cycling(period: Int)
  /// Drifting along a valley of minima: the loss gradient explains less than half of the motion.
  case drifting
  /// Bounded, without period, but the orbit comes close to its earlier course again and again.
  case quasiPeriodic
  /// Bounded and aperiodic: oscillating without convergence, recurrence or drift.
  case chaotic
  /// Quasi-periodic or chaotic: a cell of a map, where telling them apart takes too long.
  case aperiodic
  /// Bounded and driven by random numbers: gradient noise, label noise or the optimizer's draws.
  case fluctuating
  /// At rest, or on a cycle of `period` steps, at a saddle or a maximum.
  ///
  /// `isDegenerate` if the Hessian has no negative eigenvalue, as at a monkey saddle.
  case atSaddle(period: Int? = nil, isDegenerate: Bool = false)
  /// At rest at a hallucinated minimizer: ∇f vanishes at w + ε but not at w.
  case hallucinating
  /// At a point where the loss is not a number, or ended because a step needed its gradient there.
  case undefined
  /// At a point outside the losses of a file.
  case leftData
  /// At a point beside a hole in the losses of a file.
  case hole
  /// Not finite or beyond `Trajectory.divergenceNorm`; `step` is the first such step.
  case diverged(step: Int)
}

extension State: CustomStringConvertible {
  /// The state without period, step or degeneracy, as in lessons and pictures.
  public var name: String {
    switch self {
    case .descending: "descending"
    case .climbing: "climbing"
    case .settled: "settled"
    case .stalled: "stalled"
    case .cycling: "cycling"
    case .drifting: "drifting"
    case .quasiPeriodic: "quasi-periodic"
    case .chaotic: "chaotic"
    case .aperiodic: "aperiodic"
    case .fluctuating: "fluctuating"
    case .atSaddle: "at a saddle"
    case .hallucinating: "hallucinating"
    case .undefined: "undefined"
    case .leftData: "left the data"
    case .hole: "hole"
    case .diverged: "diverged"
    }
  }

  /// The names of all states of a run.
  public static let names = [
    State.descending, .climbing, .settled, .stalled, .cycling(period: 2), .drifting,
    .quasiPeriodic, .chaotic, .fluctuating, .atSaddle(), .hallucinating, .undefined,
    .leftData, .hole, .diverged(step: 0),
  ].map(\.name)

  /// The name, for a cycle with its period, as in csv, JSON and maps: “2-cycle”, “diverged”.
  public var label: String {
    if case .diverged = self { return name }
    return description
  }

  /// The name with its period or step, such as “2-cycle” or “diverged @47”.
  public var description: String {
    switch self {
    case .cycling(let period): "\(period)-cycle"
    case .atSaddle(let period, let isDegenerate):
      (period.map { "\($0)-cycle " } ?? "")
        + (isDegenerate ? "at a degenerate saddle" : "at a saddle")
    case .diverged(let step): "diverged @\(step)"
    default: name
    }
  }
}

extension State {
  /// The period of a cycle, also at a saddle; nil for other states.
  var cyclePeriod: Int? {
    switch self {
    case .cycling(let period): period
    case .atSaddle(let period, _): period
    default: nil
    }
  }

  /// Returns the period in the label of a cycle such as “3-cycle”; nil for other texts.
  public static func cyclePeriod(ofLabel label: some StringProtocol) -> Int? {
    guard let end = label.firstIndex(of: "-"), let period = Int(label[..<end]), period > 1,
      State.cycling(period: period).label == label
    else { return nil }
    return period
  }

  /// Whether a state name matches: `name` or `label`, such as “cycling” or “3-cycle”.
  public func matches(_ stateName: String) -> Bool {
    stateName == name || stateName == label
  }

  /// Whether the text is one of `names`, or a label such as “3-cycle” or “2-cycle at a saddle”.
  public static func isValidName(_ text: String) -> Bool {
    if names.contains(text) { return true }
    let degenerate = State.atSaddle(isDegenerate: true)
    if text == degenerate.label { return true }
    guard let end = text.firstIndex(of: "-"), let period = Int(text[..<end]), period > 1 else {
      return false
    }
    return [
      State.cycling(period: period), .atSaddle(period: period),
      .atSaddle(period: period, isDegenerate: true),
    ].contains { $0.label == text }
  }
}
