public import Engine

extension MapPredictions {
  /// Returns the valleys of minima of a surface as polylines: in closed form, or else as traced.
  public func valleys(of surface: AnySurface) -> [[Point<Double>]] {
    let known = surface.landmarks.valley.map { $0.points(800) }
    return known.isEmpty && valleyFloor.count > 1 ? [valleyFloor] : known
  }
}

extension Recording {
  /// Returns the ascent step at a step, from the iterate w to w + ε.
  ///
  /// Nil for an ascent step of length 0, and once the run has diverged.
  public func ascentStep(at step: Int) -> (from: Point<Double>, to: Point<Double>)? {
    guard trajectory.divergedAt.map({ step < $0 }) ?? true else { return nil }
    let (from, to) = (trajectory.points[step], trajectory.ascentPoints[step])
    return from == to ? nil : (from, to)
  }
}
