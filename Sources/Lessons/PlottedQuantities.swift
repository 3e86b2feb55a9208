/// The quantities that the plots of a screen show.
public struct PlottedQuantities: Sendable, Hashable {
  /// The quantities of the view of all plots, in the order of a key that selects the next.
  public let all: [PlottedQuantity]
  /// The quantities of the plots beside a map.
  public let beside: [PlottedQuantity]

  /// The quantities of runs on a surface.
  public static let ofSurfaces = PlottedQuantities(
    all: PlottedQuantity.allCases, beside: [.loss, .gradientNorm, .sharpness])

  /// The quantities of runs on a problem of many parameters.
  public static let ofProblems = PlottedQuantities(
    all: [.loss, .testLoss, .accuracy, .gradientNorm, .sharpness, .distance],
    beside: [.loss, .testLoss, .sharpness])

  /// The quantities of runs on a problem without classes.
  public static let withoutAccuracy = PlottedQuantities(
    all: [.loss, .testLoss, .gradientNorm, .sharpness, .distance, .amplitude],
    beside: [.loss, .testLoss, .sharpness])

  /// All quantities of lessons and commands.
  public static let everywhere = PlottedQuantity.allCases + [.testLoss, .accuracy]

  /// Returns the next quantity, cyclically.
  public func next(after plot: PlottedQuantity) -> PlottedQuantity {
    all[((all.firstIndex(of: plot) ?? -1) + 1) % all.count]
  }
}
