extension AnySurface {
  /// Half of the inverse of the sharpness at the default start, with one digit; nil without one.
  ///
  /// The curvature of losses from a file is unknown beforehand, and a step that is too long leaves
  /// the grid at once.
  public var carefulStepSize: Double? {
    let sharpness = hessian(info.start).maxEigenvalue
    guard sharpness > 0, sharpness.isFinite else { return nil }
    let unit = Double.pow(10, (-Double.log(2 * sharpness) / Double.log(10)).rounded(.down))
    return max(1, (0.5 / sharpness / unit).rounded()) * unit
  }
}
