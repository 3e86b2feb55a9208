public import Engine

/// Curves and points that theory predicts on a map.
public struct MapPredictions: Sendable {
  /// The traced valley floor, drawn if the surface has no valley in closed form; may be empty.
  public var valleyFloor: [Point<Double>] = []
  /// The predicted drift paths along the valley floor, each with the index of its run.
  public var driftPaths: [(run: Int, points: [Point<Double>])] = []
  /// The points at which the sharpness equals a run's stability threshold, each with its run.
  public var stopPoints: [(run: Int, point: Point<Double>)] = []

  /// Creates an empty set of predictions.
  public init() {}

  /// Traces the valley floor near the end of a run, and derives the predictions of theories.
  ///
  /// - Parameters:
  ///   - recordings: The runs.
  ///   - surface: The surface of the runs.
  ///   - region: The region of the map.
  ///   - start: The point from which the floor is traced if every run diverges.
  ///   - theories: The theories of the runs; if empty, only the floor is computed.
  public init(
    of recordings: [Recording], on surface: AnySurface, in region: Region,
    near start: Point<Double>, theories: [Theory]
  ) {
    let end = recordings.lazy.filter { $0.trajectory.divergedAt == nil }
      .compactMap { $0.trajectory.points.last }.first { $0.isFinite }
    let floor = surface.valleyFloor(near: end ?? start, in: region)
    valleyFloor = floor?.samples.map(\.point) ?? []
    guard !theories.isEmpty else { return }
    if let floor {
      stopPoints = Theory.thresholdPoints(on: floor, for: recordings).map { ($0.run, $0.point) }
    }
    driftPaths = theories.enumerated().compactMap { run, theory in
      let path = theory.driftPath.map(\.point)
      return path.count > 1 ? (run, path) : nil
    }
  }
}
