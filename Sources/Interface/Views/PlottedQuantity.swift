/// The quantities of the plots.
enum PlottedQuantity: CaseIterable, Sendable {
  case loss, gradientNorm, sharpness, distanceFromStart, angleBetweenUpdates
}
