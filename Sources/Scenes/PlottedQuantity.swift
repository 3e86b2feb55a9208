public import Engine

/// A quantity of a run plotted against time.
public enum PlottedQuantity: String, Sendable, CaseIterable {
  /// The loss, on a logarithmic axis.
  case loss
  /// ‖∇f‖, on a logarithmic axis.
  case gradientNorm
  /// λmax, with the stability threshold as a second curve.
  case sharpness
  /// ‖w_t − w₀‖.
  case distanceFromStart
  /// ‖w_t − w₀‖ for the mean w_t of two iterates, which averages a 2-cycle out.
  case meanDistanceFromStart
  /// The angle between successive updates.
  case updateAngle

  /// The plots of the screen; the mean distance keeps a 2-cycle from filling a plot of few dots.
  public static let screenPlots: [PlottedQuantity] = [
    .loss, .gradientNorm, .sharpness, .meanDistanceFromStart, .updateAngle,
  ]
  /// The plots of a figure.
  public static let figurePlots: [PlottedQuantity] = [
    .loss, .gradientNorm, .sharpness, .distanceFromStart, .updateAngle,
  ]

  /// The quantity of the curve.
  public var quantity: Quantity {
    switch self {
    case .loss: .loss
    case .gradientNorm: .gradientNorm
    case .sharpness: .sharpness
    case .distanceFromStart: .distanceFromStart
    case .meanDistanceFromStart: .meanDistanceFromStart
    case .updateAngle: .updateAngle
    }
  }

  /// The quantity of the dotted curve beside the curve, if any.
  public var limit: Quantity? { self == .sharpness ? .edge : nil }

  /// Whether the y axis is logarithmic.
  public var isLogarithmic: Bool { self == .loss || self == .gradientNorm }

  /// The titles on the screen, from the longest wording to the shortest.
  public var titles: [String] {
    switch self {
    case .sharpness:
      ["λmax, stability threshold dotted", "λmax, threshold dotted", "λmax, threshold"]
    case .loss: ["loss"]
    case .gradientNorm: ["gradient norm ‖∇f‖", "‖∇f‖"]
    case .distanceFromStart, .meanDistanceFromStart:
      ["distance from the start ‖w_t − w₀‖", "distance from the start", "‖w_t − w₀‖"]
    case .updateAngle:
      [
        "angle between successive updates, degrees", "angle between updates, degrees",
        "update angle, degrees",
      ]
    }
  }

  /// The title in a figure.
  public var figureTitle: String {
    self == .sharpness ? "sharpness, threshold dashed" : titles[0]
  }
}
