extension Noise: LosslessStringConvertible {
  /// `σ` or `σx,σy` for normal noise, `pareto:tail` with `:scale` behind for another than 1, or
  /// `label:σ`.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let sizes = parts.dropFirst().compactMap(Typed.number)
    guard sizes.count == parts.count - 1, sizes.allSatisfy({ $0 >= 0 }) else { return nil }
    switch (parts[0], sizes.count) {
    case ("label", 1): self = .label(sizes[0])
    case ("pareto", 1...2) where sizes[0] > 0:
      let scale = sizes.count == 2 ? sizes[1] : 1
      self = .pareto(tail: sizes[0], x: scale, y: scale)
    case (let word, 0):
      let sigma = Typed.number(word).map { Point($0, $0) } ?? Typed.point(word)
      guard let sigma, sigma.x >= 0, sigma.y >= 0 else { return nil }
      self = sigma == .zero ? .none : .normal(x: sigma.x, y: sigma.y)
    default: return nil
    }
  }

  /// As it is read; a Pareto scale is that of x.
  public var description: String {
    switch self {
    case .none: "0"
    case .normal(let x, let y): x == y ? "\(x)" : "\(x),\(y)"
    case .pareto(let tail, let x, _): x == 1 ? "pareto:\(tail)" : "pareto:\(tail):\(x)"
    case .label(let sigma): "label:\(sigma)"
    }
  }
}
