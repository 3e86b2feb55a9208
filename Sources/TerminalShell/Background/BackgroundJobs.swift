import Engine
import Interface

/// Computes maps one after the other, each from coarse to fine.
///
/// The interface asks only for what the catalogue knows; anything else is no answer.
@Sendable func computeMaps(
  _ sweeps: [Sweep], isCancelled: @escaping @Sendable () -> Bool, answer: (Event) -> Void
) {
  for sweep in sweeps {
    guard let plan = try? SweepPlan(sweep) else { continue }
    plan.refine(isCancelled: isCancelled) { indices, cells in
      answer(.sweepComputed(sweep, indices: indices, cells: cells))
    }
  }
}

/// Finds the minima of a surface, from coarse to fine.
@Sendable func findMinima(
  _ search: BasinSearch, isCancelled: @escaping @Sendable () -> Bool, answer: (Event) -> Void
) {
  try? search.refine(isCancelled: isCancelled) { answer(.minimaFound(search, $0, isComplete: $1)) }
}
