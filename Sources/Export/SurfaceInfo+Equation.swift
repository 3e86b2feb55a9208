public import Engine

extension SurfaceInfo {
  /// The formula as an equation: `f = x² + y²`.
  ///
  /// Unchanged if the formula names the loss itself, as `L = ½(Πwᵢ − t)²` of a problem does.
  public var equation: String {
    let words = formula.split(separator: " ", maxSplits: 2)
    return words.count > 2 && words[1] == "=" ? formula : "f = \(formula)"
  }
}
