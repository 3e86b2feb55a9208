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
}

extension AppState {
  /// Computes the predictions that the overlays show.
  mutating func updatePredictions() {
    predictionOverlay = PredictionOverlay(isStale: false)
    guard layers.shows(.prediction) || layers.shows(.valley) else { return }
    let near = recordings.lazy.filter { $0.trajectory.divergedAt == nil }
      .compactMap { $0.trajectory.points.last }.first { $0.isFinite }
    predictionOverlay.valleyFloor = surface.valleyFloor(
      near: near ?? experiment.start, in: camera.region)
    guard layers.shows(.prediction) else { return }
    predictionOverlay.theories = recordings.map(Theory.init)
    if let floor = predictionOverlay.valleyFloor {
      predictionOverlay.stopPoints = Theory.thresholdPoints(on: floor, for: recordings)
    }
    predictionOverlay.driftPaths = predictionOverlay.theories.enumerated().compactMap {
      run, theory in
      let path = theory.driftPath.map(\.point)
      return path.isEmpty ? nil : (run, path)
    }
  }

  /// Why SAM has no predicted drift path; nil for a path, or if no focused run is SAM.
  var noPathReason: String? {
    guard layers.shows(.prediction), predictionOverlay.driftPaths.isEmpty else { return nil }
    let run = focusedRuns.first {
      let recording = recordings[$0]
      return recording.optimizer.samFamilyRule(recording.knobs)?.isSAM ?? false
    }
    guard let run, predictionOverlay.theories.indices.contains(run) else { return nil }
    let results = predictionOverlay.theories[run].results(at: step(of: run))
    return results.first { $0.id == "drift-position" && !$0.applies }.map {
      "no drift path for \(title(of: run)): the prediction \($0.sentence)"
    }
  }

  /// Returns the prediction for the pane of a run; nil if no prediction applies.
  ///
  /// A prediction with an observed value comes first, and the largest stable step size last.
  func mainPrediction(of run: Int) -> PredictionResult? {
    guard predictionOverlay.theories.indices.contains(run) else { return nil }
    let results = predictionOverlay.theories[run].results(at: step(of: run)).filter(\.applies)
    let observed = results.filter { $0.measured != nil }
    return observed.first { $0.id != "step-threshold" } ?? observed.first ?? results.first
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
