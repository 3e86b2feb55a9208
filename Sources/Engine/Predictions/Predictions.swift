/// All laws, in the order of display.
public let predictions: [Prediction] = [
  .stepThreshold,
  .restingSharpness,
  .cycleRadius,
  .cycleDirection,
  .cycleEdge,
  .cycleBreakUp,
  .landingPoint,
  .driftPosition,
  .driftRate,
  .driftEquilibrium,
  .epsilonDriftLimit,
  .asymptoticLossBound,
  .saddleMultiplier,
  .hallucinatedGradientNorm,
  .hallucinationThreshold,
]

extension Theory {
  /// The results of all laws at a step, in the order of `predictions`.
  public func results(at step: Int) -> [PredictionResult] {
    predictions.map { $0.result(self, at: step) }
  }

  /// The results of all laws for a run at its last step.
  public static func finalResults(_ recording: Recording) -> [PredictionResult] {
    Theory(recording).results(at: recording.lastStep)
  }
}
