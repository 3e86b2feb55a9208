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
