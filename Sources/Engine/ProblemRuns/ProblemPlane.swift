extension [ProblemRecording] {
  /// The largest number of iterates that decide a plane.
  private static let planeSamples = 180

  /// Returns the plane of runs on one problem.
  ///
  /// A run that diverged is ignored if another did not.
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
    let settled = filter { $0.divergedAt == nil }
    let kept = settled.isEmpty ? self : settled
    let limit = distanceLimit
    return try first.problem.plane(
      kind ?? first.problem.standardPlaneKind,
      of: kept.map { recording in
        recording.thinned(to: Self.planeSamples / kept.count)
          .filter { recording.distances[$0.step] <= limit }.map(\.iterate)
      }, center: center, previous: previous, seed: first.run.seed)
  }

  /// The distance from the start up to which a picture shows the runs: one and a half times that of
  /// the runs that did not diverge.
  public var distanceLimit: Double {
    let reach = filter { $0.divergedAt == nil }.compactMap { $0.distances.max() }.max()
    return 1.5 * (reach ?? 2 * ((first?.norms.first ?? 1) + 1))
  }
}
