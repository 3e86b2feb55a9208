extension AnySurface {
  /// Whether the losses are those along one direction, which do not depend on y.
  public var isProfile: Bool {
    projection?.plane.isLine ?? choice.source.grid?.isProfile ?? false
  }

  private var heightScale: GridSurface.Interpolation {
    projection?.line?.losses.scale ?? choice.source.interpolation
  }

  /// The name of the vertical axis of a map: on a profile the loss or its logarithm.
  public var verticalAxisName: String {
    guard isProfile else { return "y" }
    return heightScale == .logarithmic ? "log₁₀ loss" : "loss"
  }

  /// Returns the point of a map at which an iterate is drawn: on the curve of a profile.
  public func place(of iterate: Point<Double>) -> Point<Double> {
    guard isProfile else { return iterate }
    return Point(iterate.x, height(ofLoss: value(iterate)))
  }

  /// Returns the height at which the map of a profile shows a loss.
  public func height(ofLoss loss: Double) -> Double { heightScale.height(ofLoss: loss) }

  /// Returns the iterate below a point of a map: with y = 0 on a profile.
  public func iterate(at place: Point<Double>) -> Point<Double> {
    isProfile ? Point(place.x, 0) : place
  }
}

extension GridSurface.Interpolation {
  /// Returns the height at which the curve of a profile shows a loss.
  func height(ofLoss loss: Double) -> Double {
    self == .logarithmic ? Double.log(loss) / Double.log(10) : loss
  }
}
