public import Engine
import Synchronization

/// The recordings of runs on problems, each made once for all tests.
public enum RecordedProblems {
  private struct Key: Hashable {
    let names: [String]
    let runs: [Run]
    let plane: PlaneChoice?
  }

  private static let known = Mutex<[Key: Lazy<ProblemProgress>]>([:])

  /// Returns the complete results of a request, whose recordings must be beginnings.
  ///
  /// The results have the number of the first request for these runs.
  public static func results(of request: ProblemRequest) throws -> ProblemProgress {
    let key = Key(
      names: request.names, runs: request.recordings.map(\.run), plane: request.plane)
    let lazy = known.withLock { known in
      let lazy = known[key] ?? Lazy()
      known[key] = lazy
      return lazy
    }
    return try lazy.value {
      var last: ProblemProgress?
      request.perform(isCancelled: { false }, isDue: { false }) { last = $0 }
      guard let last else { throw EngineError.unknownProblem("") }
      return last
    }
  }
}
