extension AnySurface {
  /// Half of the inverse of the largest sharpness from the default start to the smallest loss of a
  /// grid, rounded to one digit; nil unless the sharpness is positive somewhere on the way.
  ///
  /// The curvature of losses from a file is unknown beforehand, and a step that is too long leaves
  /// the grid at once.
  public var carefulStepSize: Double? {
    let (start, end) = (info.start, choice.source.grid?.lowestPoint ?? info.start)
    let sharpness =
      (0...16).lazy
      .map { self.hessian(start + Double($0) / 16 * (end - start)).maxEigenvalue }
      .filter(\.isFinite).max() ?? 0
    return sharpness > 0 ? (0.5 / sharpness).rounded(toDigits: 1) : nil
  }
}
