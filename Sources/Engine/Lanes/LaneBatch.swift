import Vectors

/// A batch of runs simulated in lanes: their hyperparameters, starts and number of steps.
struct LaneBatch {
  /// The number of runs in a batch, over all vectors.
  static let count = Triple<Lanes>.count * Lanes.count

  let knobs: LaneKnobs
  let start: Triple<Point<Lanes>>
  let steps: Int
  /// The seed of all runs, or that of each run.
  let seeds: [UInt64]
  /// Stores the last iterates until the next batch.
  let workspace: LaneWorkspace
  /// Called periodically; true cancels the simulation.
  let isCancelled: () -> Bool
}

/// The hyperparameter values in each vector.
typealias LaneKnobs = Triple<(Knob) -> Lanes>

/// The input from which a batch creates its rule.
struct LaneRuleInput {
  let knobs: LaneKnobs
  /// 1 where a lane has not diverged, otherwise 0.
  let activeMasks: Triple<Lanes>
}

/// The memory of one thread, reused from batch to batch.
final class LaneWorkspace {
  let tails = Triple { _ in IterateBuffer() }
  let ascentTails = Triple { _ in IterateBuffer() }
  let chunks = Triple { _ in IterateBuffer() }
  let statistics = LaneStatistics()
}
