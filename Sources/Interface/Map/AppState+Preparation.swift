import Engine
import Scenes

extension AppState {
  /// Computes the predictions, the heat map and the relief for the next frame.
  ///
  /// Separate from `update(_:_:)`, so several events per frame cost one computation.
  public mutating func prepare() {
    if caches.predictions.isStale { updatePredictions() }
    caches.predictions.follow(camera.region, recorded)
    for (index, variant) in (split?.variants ?? []).enumerated()
    where caches.variantPredictions.indices.contains(index) {
      caches.variantPredictions[index].follow(camera.region, variant)
    }
    let layout = layout
    let request = FieldCache.Request(
      surface: experiment.surface, comparison: isComparing ? comparison : nil,
      camera: camera.region, map: linePicture == nil ? layout.maps.first : nil,
      relief: layout.relief,
      field: isOnProblem ? .loss : layers.field, scale: layers.scale,
      hasContours: layers.shows(.contours), plane: surface.projection?.plane,
      pictures: problemView.pictures.version)
    let isNewField = caches.field.request != request
    caches.field.refresh(request, on: surface, from: camera.orbit, problemView.pictures)
    prepareComparison(request, isNewField: isNewField)
  }

  /// Computes the predictions that the overlays show.
  mutating func updatePredictions() {
    caches.predictions = PredictionOverlay(recorded, in: camera.region, for: layers)
    caches.variantPredictions = (split?.variants ?? []).map {
      PredictionOverlay($0, in: camera.region, for: layers)
    }
  }

  /// Why SAM has no predicted drift path; nil for a path, or if no focused run is SAM.
  var noPathReason: String? {
    guard layers.shows(.predictions), caches.predictions.map.driftPaths.isEmpty else { return nil }
    let run = focusedRuns.first {
      let recording = recordings[$0]
      return recording.optimizer.samFamilyRule(recording.knobs)?.isSAM ?? false
    }
    guard let run, caches.predictions.theories.indices.contains(run) else { return nil }
    let results = caches.predictions.theories[run].results(at: step(of: run))
    return results.first { $0.id == "drift-position" && !$0.applies }.map {
      "no drift path for \(title(of: run)): the prediction \($0.sentence)"
    }
  }

  /// Returns the prediction for the pane of a run; nil if no prediction applies.
  ///
  /// A prediction with an observed value comes first, and the largest stable step size last.
  func mainPrediction(of run: Int) -> PredictionResult? {
    guard caches.predictions.theories.indices.contains(run) else { return nil }
    let results = caches.predictions.theories[run].results(at: step(of: run)).filter(\.applies)
    let observed = results.filter { $0.measured != nil }
    return observed.first { $0.id != "step-threshold" } ?? observed.first ?? results.first
  }
}
