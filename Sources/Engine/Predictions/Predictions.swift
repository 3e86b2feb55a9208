/// Every law; a new one is one line here.
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
