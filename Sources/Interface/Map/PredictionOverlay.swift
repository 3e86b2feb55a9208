import Drawing
import Engine
import Scenes

/// The predictions for the current recordings, computed once per change.
struct PredictionOverlay: Sendable {
  /// Whether the predictions must be computed before the next frame.
  var isStale = true
  /// The theory of each run.
  var theories: [Theory] = []
  /// The predicted curves and points of the map.
  var map = MapPredictions()
  /// The region for which `map` is computed; nil without predictions.
  private var region: Region?

  /// Creates an overlay that must be computed, or an empty one.
  init(isStale: Bool = true) { self.isStale = isStale }

  /// Computes the predictions that the layers of the map show.
  init(_ recorded: RecordedExperiment, in region: Region, for layers: MapLayers) {
    isStale = false
    guard recorded.surface.projection == nil else { return }
    guard layers.shows(.predictions) || layers.shows(.valley) else { return }
    if layers.shows(.predictions) { theories = recorded.recordings.map(Theory.init) }
    show(region, recorded)
  }

  /// Computes the curves and points in another region; without predictions, nothing.
  mutating func follow(_ region: Region, _ recorded: RecordedExperiment) {
    if let former = self.region, former != region { show(region, recorded) }
  }

  private mutating func show(_ region: Region, _ recorded: RecordedExperiment) {
    self.region = region
    map = MapPredictions(
      of: recorded.recordings, on: recorded.surface, in: region,
      near: recorded.history.present.start, theories: theories)
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
