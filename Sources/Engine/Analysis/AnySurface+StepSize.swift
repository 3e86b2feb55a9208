extension AnySurface {
  /// The values of η and ρ with which runs do not leave a grid at once, of those among the knobs whose
  /// ranges contain them.
  public func carefulValues(of knobs: [Knob]) -> [String: Double] {
    let values = ["eta": carefulStepSize, "rho": carefulRadius].compactMapValues(\.self)
    return values.filter { id, value in
      knobs.contains { $0.id == id && $0.range.contains(value) }
    }
  }

  /// The values of η and ρ, of those that an optimizer takes, with which runs do not leave a grid at once.
  public func carefulValues(of optimizer: OptimizerChoice) -> [String: Double] {
    carefulValues(of: (try? Catalog.optimizer(optimizer))?.info.knobs ?? [])
  }

  /// A twentieth of the shorter axis of a grid, rounded to one digit and at most 0.1; nil for another
  /// surface.
  var carefulRadius: Double? {
    guard let grid = choice.source.grid else { return nil }
    let (x, y) = (info.frame.x, info.frame.y)
    let width = x.upperBound - x.lowerBound
    let length = grid.isProfile ? width : min(width, y.upperBound - y.lowerBound)
    return min(0.1, length / 20).rounded(toDigits: 1)
  }

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
