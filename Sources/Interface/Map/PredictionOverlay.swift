import Drawing
import Engine

/// The predictions for the current recordings, computed once per change.
struct PredictionOverlay: Sendable {
  /// Whether the predictions must be computed before the next frame.
  var isStale = true
  /// The theory of each run.
  var theories: [Theory] = []
  /// The valley floor in the visible region.
  var valleyFloor: ValleyFloor?
  /// The points of the valley at which the sharpness equals a run's stability threshold.
  var stopPoints: [Theory.ThresholdPoint] = []
  /// The predicted drift paths of SAM along the valley floor.
  var driftPaths: [(run: Int, points: [Point<Double>])] = []

  /// Creates an overlay that must be computed, or an empty one.
  init(isStale: Bool = true) { self.isStale = isStale }

  /// Computes the predictions that the layers of the map show.
  init(_ recorded: RecordedExperiment, in region: Region, for layers: MapLayers) {
    isStale = false
    guard layers.shows(.prediction) || layers.shows(.valley) else { return }
    let (recordings, surface) = (recorded.recordings, recorded.surface)
    let near = recordings.lazy.filter { $0.trajectory.divergedAt == nil }
      .compactMap { $0.trajectory.points.last }.first { $0.isFinite }
    valleyFloor = surface.valleyFloor(near: near ?? recorded.history.present.start, in: region)
    guard layers.shows(.prediction) else { return }
    theories = recordings.map(Theory.init)
    if let floor = valleyFloor {
      stopPoints = Theory.thresholdPoints(on: floor, for: recordings)
    }
    driftPaths = theories.enumerated().compactMap { run, theory in
      let path = theory.driftPath.map(\.point)
      return path.isEmpty ? nil : (run, path)
    }
  }
}

extension PredictionResult {
  /// The predicted and the observed value in words, from the longest wording to the shortest.
  ///
  /// For a width of 39 columns, “predicted λ* ≤ 40.0, observed 18.2”; for 21 columns,
  /// “λ* ≤ 40.0, obs. 18.2”.
  var wordings: [String] {
    let long = wording("predicted ", observed: "observed")
    return [
      "\(title): \(long)",
      long,
      wording("pred. ", observed: "obs."),
      wording("", observed: "obs."),
      wording("", observed: "obs.", digits: 2),
      wording("", observed: "obs.", digits: 2, space: ""),
      wording("pred. ", observed: nil),
    ]
  }

  private func wording(
    _ prefix: String, observed: String?, digits: Int = 3, space: String = " "
  ) -> String {
    let sign = relation == .equals ? "=" : "≤"
    let value = predicted.map { formatShort($0, digits: digits) } ?? "–"
    let prediction = "\(prefix)\(symbol)\(space)\(sign)\(space)\(value)"
    guard let observed, let measured else { return prediction }
    return "\(prediction), \(observed) \(formatShort(measured, digits: digits))"
  }
}
