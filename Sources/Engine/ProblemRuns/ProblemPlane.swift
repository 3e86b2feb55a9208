extension [ProblemRecording] {
  /// Returns the plane of the recorded states of runs on one problem.
  ///
  /// A run that diverged is ignored if another did not: its last iterates are far from all others.
  ///
  /// - Parameters:
  ///   - kind: The way to choose the plane; nil for that of the problem.
  ///   - center: The origin; nil for that of the kind.
  ///   - previous: The plane before, for the signs of eigenvectors.
  /// - Returns: The plane, and how it was chosen.
  /// - Throws: `EngineError.noPlane` without runs, or if the iterates span no plane.
  public func plane(
    _ kind: PlaneKind? = nil, center: Coordinates? = nil, previous: Plane? = nil
  ) throws(EngineError) -> ChosenPlane {
    guard let first else { throw .noPlane("there is no run") }
    let kept = filter { $0.divergedAt == nil }
    let recordings = kept.isEmpty ? self : kept
    // All runs together have as many points as one recording.
    let thinning = recordings.count
    let runs = recordings.map { recording in
      let points = recording.points.map(\.w)
      let last = points.count - 1
      return points.indices.filter { $0 == last || $0.isMultiple(of: thinning) }.map { points[$0] }
    }
    return try first.problem.plane(
      kind ?? first.problem.standardPlaneKind, of: runs, center: center, previous: previous,
      seed: first.run.seed)
  }
}
