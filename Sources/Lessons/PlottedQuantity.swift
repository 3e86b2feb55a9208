public import Engine

/// A quantity of a run plotted against time; the raw value is its name in a lesson.
public enum PlottedQuantity: String, Sendable, CaseIterable {
  /// The loss, on a logarithmic axis.
  case loss
  /// ‖∇f‖, on a logarithmic axis.
  case gradientNorm = "gradient"
  /// λmax, with the stability threshold as a second curve.
  case sharpness
  /// ‖w_t − w₀‖.
  case distance
  /// The angle between successive updates.
  case updateAngle = "angle"
  /// Half the distance between successive iterates, on a logarithmic axis.
  case amplitude
  /// The loss of a problem on data that the training does not use, on a logarithmic axis.
  case testLoss = "test"
  /// The share of test samples of a problem that are classified correctly.
  case accuracy

  /// The quantities of a run on a surface.
  public static let allCases: [PlottedQuantity] = [
    .loss, .gradientNorm, .sharpness, .distance, .updateAngle, .amplitude,
  ]

  /// The quantity of the curve.
  public var quantity: Quantity {
    switch self {
    case .loss: .loss
    case .gradientNorm: .gradientNorm
    case .sharpness: .sharpness
    case .distance: .distanceFromStart
    case .updateAngle: .updateAngle
    case .amplitude: .amplitude
    case .testLoss: .testLoss
    case .accuracy: .accuracy
    }
  }

  /// The quantity of the dotted curve beside the curve, if any.
  public var limit: Quantity? { self == .sharpness ? .edge : nil }

  /// Whether the y axis is logarithmic, if all values are positive.
  public var isLogarithmic: Bool {
    [.loss, .testLoss, .gradientNorm, .amplitude].contains(self)
  }

  /// The titles on the screen, from the longest wording to the shortest.
  public var titles: [String] {
    switch self {
    case .sharpness:
      ["λmax, stability threshold dotted", "λmax, threshold dotted", "λmax, threshold"]
    case .loss: ["loss"]
    case .gradientNorm: ["gradient norm ‖∇f‖", "‖∇f‖"]
    case .distance: ["distance from the start ‖w_t − w₀‖", "distance from the start", "‖w_t − w₀‖"]
    case .updateAngle:
      [
        "angle between successive updates, degrees", "angle between updates, degrees",
        "update angle, degrees",
      ]
    case .testLoss: ["test loss"]
    case .accuracy: ["test accuracy", "accuracy"]
    case .amplitude: ["amplitude of the oscillation ‖w_t − w_{t−1}‖/2", "amplitude"]
    }
  }

  /// The titles in a figure, from the longest wording to the shortest.
  public var figureTitles: [String] {
    self == .sharpness
      ? ["sharpness, threshold dashed", "λ, threshold dashed", "sharpness"] : titles
  }
}
