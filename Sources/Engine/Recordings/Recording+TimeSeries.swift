extension Recording {
  /// Returns the quantity with an id as a function of the step, clamped to the steps taken.
  ///
  /// The function returns NaN for an unknown id. Common quantities are computed directly: scanning x
  /// over 10⁵ steps needs no Hessian. Others come from the row; no quantity depends on the row's
  /// state.
  public func timeSeries(of quantity: String) -> (Int) -> Double {
    let points = trajectory.points
    let last = lastStep
    func point(_ read: @escaping (Point<Double>) -> Double) -> (Int) -> Double {
      { read(points[Swift.min(Swift.max($0, 0), last)]) }
    }
    switch quantity {
    case "step": return { Double(Swift.min(Swift.max($0, 0), last)) }
    case "x": return point(\.x)
    case "y": return point(\.y)
    case "norm": return point(\.norm)
    case "loss": return point(surface.value)
    case "gradient_norm": return point { [surface] in surface.gradient($0).norm }
    case "sharpness": return point { [surface] in surface.hessian($0).maxEigenvalue }
    default:
      guard let quantity = Quantity.named(quantity) else { return { _ in .nan } }
      return { quantity.value(row(at: Swift.min(Swift.max($0, 0), last), state: .descending)) }
    }
  }
}
