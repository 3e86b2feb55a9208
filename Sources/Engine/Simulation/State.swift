/// What a run is doing, in a word.
public enum State: Sendable, Hashable {
  /// Still on its way down.
  case descending
  /// Thrown to and fro, farther each time: on its way to diverging.
  case climbing
  /// Slope and motion are under the tolerance.
  case settled
  /// On a closed cycle of this many steps.
  case cycling(period: Int)
  /// On the valley floor and still moving along it.
  case drifting
  /// Bounded, but neither at rest, nor on a cycle, nor going anywhere.
  case chaotic
  /// At rest, or humming, on a saddle.
  case atSaddle
  /// At rest where the slope at w + ε vanishes and the slope at w does not.
  case hallucinating
  /// Beyond `Trajectory.escape` or not finite, at this step.
  case diverged(step: Int)
}

extension State: CustomStringConvertible {
  /// The state without its number: what a scenario or a table calls it.
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

  /// Every word a state can have.
  public static let names = [
    State.descending, .climbing, .settled, .cycling(period: 2), .drifting, .chaotic, .atSaddle,
    .hallucinating,
    .diverged(step: 0),
  ].map(\.name)

  public var description: String {
    switch self {
    case .cycling(let period): "\(period)-cycle"
    case .diverged(let step): "diverged @\(step)"
    default: name
    }
  }
}
