import Engine
import Interface

/// Computes sweeps in order, each from coarse to fine.
///
/// A sweep that the catalog rejects is skipped; the interface requests only valid sweeps.
@Sendable func computeMaps(
  _ sweeps: [Sweep], isCancelled: @escaping @Sendable () -> Bool, onResult: (Event) -> Void
) {
  for sweep in sweeps {
    guard let plan = try? SweepPlan(sweep) else { continue }
    plan.refine(isCancelled: isCancelled) { indices, cells in
      onResult(.sweepComputed(sweep, indices: indices, cells: cells))
    }
  }
}

/// Finds the minima of a surface, from a coarse to a fine grid of starts.
@Sendable func findMinima(
  _ search: BasinSearch, isCancelled: @escaping @Sendable () -> Bool, onResult: (Event) -> Void
) {
  try? search.refine(isCancelled: isCancelled) {
    onResult(.minimaFound(search, $0, isComplete: $1))
  }
}

/// Records the runs on a problem, with results about thirty times per second.
@Sendable func recordProblem(
  _ request: ProblemRequest, isCancelled: @escaping @Sendable () -> Bool, onResult: (Event) -> Void
) {
  var last = ContinuousClock.now
  request.perform(
    isCancelled: isCancelled,
    isDue: {
      guard last.duration(to: .now) >= .milliseconds(33) else { return false }
      last = .now
      return true
    },
    onResult: { onResult(.problemRecorded($0)) })
}

/// Computes pictures of a plane, each from coarse to fine.
@Sendable func computePictures(
  _ pictures: [PlanePicture], isCancelled: @escaping @Sendable () -> Bool,
  onResult: (Event) -> Void
) {
  for picture in pictures {
    picture.compute(isCancelled: isCancelled) { onResult(.pictureComputed($0, $1)) }
  }
}
