import Engine

/// The quantities of the plots.
enum PlottedQuantity: CaseIterable, Sendable {
  case loss, gradientNorm, sharpness, distanceFromStart, angleBetweenUpdates

  /// The quantity of the curve.
  var quantity: Quantity {
    switch self {
    case .loss: .loss
    case .gradientNorm: .gradientNorm
    case .sharpness: .sharpness
    case .distanceFromStart: .meanDistanceFromStart
    case .angleBetweenUpdates: .updateAngle
    }
  }

  /// The title, from the longest wording to the shortest.
  var titles: [String] {
    switch self {
    case .sharpness:
      ["λmax, stability threshold dotted", "λmax, threshold dotted", "λmax, threshold"]
    case .loss: ["loss"]
    case .gradientNorm: ["gradient norm ‖∇f‖", "‖∇f‖"]
    case .distanceFromStart:
      ["distance from the start ‖w_t − w₀‖", "distance from the start", "‖w_t − w₀‖"]
    case .angleBetweenUpdates:
      [
        "angle between successive updates, degrees", "angle between updates, degrees",
        "update angle, degrees",
      ]
    }
  }

  /// Whether the y axis is logarithmic.
  var isLogarithmic: Bool { self == .loss || self == .gradientNorm }
}
