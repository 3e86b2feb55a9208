/// The parts of a frame that are computed once per change, and reused until the next change.
struct MapCaches: Sendable {
  /// The heat map, its contours and the relief.
  var field = FieldCache()
  /// The surface beside that of the lesson; nil unless both are shown.
  var comparison: ComparisonCache?
  /// The predictions for the current recordings.
  var predictions = PredictionOverlay()
  /// The predictions for the recordings at each value of the split.
  var variantPredictions: [PredictionOverlay] = []
}
