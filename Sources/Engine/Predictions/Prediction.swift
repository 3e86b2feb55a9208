/// A law of the theory: what it says, when it holds, and how the same quantity is measured.
///
/// To add one: one file here, one line in `Predictions.swift`.
public struct Prediction: Sendable {
  public let id: String
  public let title: String
  /// What the screen calls the quantity, such as c or λ*.
  public let symbol: String
  /// The law as a formula.
  public let formula: String
  /// What it means, in a sentence.
  public let sentence: String
  public let source: String
  public let relation: PredictionResult.Relation
  /// What it says of a run at a step.
  let forecast: @Sendable (Theory, _ step: Int) -> Forecast
  /// The same quantity read off the run's steps up to this one.
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

  /// What the law says of a run at a step, beside what the run does.
  ///
  /// Outside its validity it gives no number but says why.
  public func result(_ theory: Theory, at step: Int) -> PredictionResult {
    let step = min(max(step, 0), theory.recording.lastStep)
    switch forecast(theory, step) {
    case .value(let value, let place):
      return PredictionResult(
        law: self, predicted: value, measured: measured(theory, step), place: place,
        sentence: sentence)
    case .doesNotApply(let reason):
      return PredictionResult(
        law: self, predicted: nil, measured: nil, place: nil,
        sentence: "does not apply: \(reason)")
    }
  }
}

/// What a law says of a run.
enum Forecast {
  /// The value, and where on the surface it is about.
  case value(Double, Point<Double>?)
  /// Why it says nothing.
  case doesNotApply(String)
}

/// A law's word on one run at one step.
public struct PredictionResult: Sendable {
  public enum Relation: Sendable {
    /// The measured value is the predicted one.
    case equals
    /// The measured value is not above the predicted one.
    case atMost
  }

  public let id: String
  public let title: String
  public let symbol: String
  public let formula: String
  public let relation: Relation
  /// Nil where the law does not apply.
  public let predicted: Double?
  /// Nil where the law does not apply, or where the run does not show the quantity (yet).
  public let measured: Double?
  /// Where on the surface it is about, if at a point.
  public let location: Point<Double>?
  /// What the law says, or “does not apply: ” and why.
  public let sentence: String

  public var applies: Bool { predicted != nil }

  init(
    law: Prediction, predicted: Double?, measured: Double?, place: Point<Double>?,
    sentence: String
  ) {
    (id, title, symbol) = (law.id, law.title, law.symbol)
    (formula, relation) = (law.formula, law.relation)
    (self.predicted, self.measured) = (predicted, measured)
    (self.location, self.sentence) = (place, sentence)
  }
}
