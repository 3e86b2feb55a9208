/// A law of the theory: its prediction, its range of validity and the measurement to compare.
///
/// A new law is a file in this folder and a line in `Predictions.swift`.
public struct Prediction: Sendable {
  /// The id of the law, such as “cycle-radius”.
  public let id: String
  /// The name of the predicted quantity.
  public let title: String
  /// The symbol of the quantity, such as c or λ*.
  public let symbol: String
  /// The law as a formula.
  public let formula: String
  /// The meaning of the law in a sentence.
  public let sentence: String
  /// The paper or the derivation.
  public let source: String
  /// The relation of the measured to the predicted value.
  public let relation: PredictionResult.Relation
  /// Returns the prediction for a run at a step.
  let forecast: @Sendable (Theory, _ step: Int) -> Forecast
  /// Returns the measured quantity, from the steps up to a step; nil if not measurable.
  let measured: @Sendable (Theory, _ step: Int) -> Double?

  init(
    id: String, title: String, symbol: String, formula: String, sentence: String, source: String,
    relation: PredictionResult.Relation = .equals,
    forecast: @escaping @Sendable (Theory, Int) -> Forecast,
    measured: @escaping @Sendable (Theory, Int) -> Double?
  ) {
    self.id = id
    self.title = title
    self.symbol = symbol
    self.formula = formula
    self.sentence = sentence
    self.source = source
    self.relation = relation
    self.forecast = forecast
    self.measured = measured
  }

  /// The predicted and the measured value of a run at a step.
  ///
  /// Outside the range of validity the result has no value but a reason. `step` is clamped to the
  /// steps taken.
  public func result(_ theory: Theory, at step: Int) -> PredictionResult {
    let step = min(max(step, 0), theory.recording.lastStep)
    switch forecast(theory, step) {
    case .value(let value, let point):
      return PredictionResult(
        law: self, predicted: value, measured: measured(theory, step), point: point,
        sentence: sentence)
    case .doesNotApply(let reason):
      return PredictionResult(
        law: self, predicted: nil, measured: nil, point: nil,
        sentence: "does not apply: \(reason)")
    }
  }
}

/// The prediction of a law for a run.
enum Forecast {
  /// The value, and the point on the surface to which the value refers.
  case value(Double, Point<Double>?)
  /// The reason why the law makes no prediction.
  case doesNotApply(String)
}

/// The result of a law for one run at one step.
public struct PredictionResult: Sendable {
  /// The relation of the measured to the predicted value.
  public enum Relation: Sendable {
    /// The measured value equals the predicted value.
    case equals
    /// The measured value is at most the predicted value.
    case atMost
  }

  /// The id of the law.
  public let id: String
  /// The name of the predicted quantity.
  public let title: String
  /// The symbol of the quantity.
  public let symbol: String
  /// The law as a formula.
  public let formula: String
  /// The relation of the measured to the predicted value.
  public let relation: Relation
  /// The predicted value; nil where the law does not apply.
  public let predicted: Double?
  /// The measured value; nil where the law does not apply or the quantity is not measurable (yet).
  public let measured: Double?
  /// The point on the surface to which the law refers, if any.
  public let location: Point<Double>?
  /// The meaning of the law, or “does not apply: ” with the reason.
  public let sentence: String

  /// Whether the law applies to the run at this step.
  public var applies: Bool { predicted != nil }

  init(
    law: Prediction, predicted: Double?, measured: Double?, point: Point<Double>?,
    sentence: String
  ) {
    (id, title, symbol) = (law.id, law.title, law.symbol)
    (formula, relation) = (law.formula, law.relation)
    (self.predicted, self.measured) = (predicted, measured)
    (self.location, self.sentence) = (point, sentence)
  }
}
