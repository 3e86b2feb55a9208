public import Engine

extension AnySurface {
  /// The smallest λmax among the known minima; nil without a minimum in closed form.
  ///
  /// Above the largest stable η at this sharpness, no known minimum is stable. A valley of minima is
  /// sampled.
  var flattestSharpness: Double? {
    (landmarks.minima + landmarks.valley.flatMap { $0.points(400) })
      .map { hessian($0).maxEigenvalue }.filter { $0 > 0 }.min()
  }
}

extension Sweep {
  /// The largest stable η at the flattest minimum of the swept surface, in cells as `line(of:)`.
  ///
  /// Empty without a minimum in closed form or a stability threshold. Samples the valleys and searches
  /// the threshold of a typed rule for each ρ, which takes milliseconds.
  public func flattestBoundary(on surface: AnySurface) -> [Point<Double>] {
    guard let sharpness = surface.flattestSharpness,
      let limit = Self.maxStableEta(base.optimizer, sharpness: sharpness)
    else { return [] }
    return line(of: limit)
  }
}

extension Landmarks.Curve {
  /// Returns points of the curve at the ends of equal pieces of the parameter's range.
  func points(_ pieces: Int) -> [Point<Double>] {
    (0...pieces).map { point(range.lowerBound + Double($0) / Double(pieces) * range.length) }
  }
}
