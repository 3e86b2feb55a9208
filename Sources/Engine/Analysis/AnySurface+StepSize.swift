extension AnySurface {
  /// Half of the inverse of the largest sharpness from the default start to the smallest loss of a
  /// grid, with one digit; nil without one.
  ///
  /// The curvature of losses from a file is unknown beforehand, and a step that is too long leaves
  /// the grid at once.
  public var carefulStepSize: Double? {
    let (start, end) = (info.start, choice.source.grid?.lowestPoint ?? info.start)
    let sharpness =
      (0...16).lazy
      .map { self.hessian(start + Double($0) / 16 * (end - start)).maxEigenvalue }
      .filter(\.isFinite).max() ?? 0
    guard sharpness > 0 else { return nil }
    let unit = Double.pow(10, (-Double.log(2 * sharpness) / Double.log(10)).rounded(.down))
    return max(1, (0.5 / sharpness / unit).rounded()) * unit
  }
}
