extension Noise: LosslessStringConvertible {
  /// `σ` or `σx,σy` for normal noise, `pareto:tail` with `:scale` or `:x,y` behind for another than
  /// 1, or `label:σ`.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    switch (parts[0], parts.count) {
    case ("label", 2):
      guard let sigma = InputParser.number(parts[1]), sigma >= 0 else { return nil }
      self = .label(sigma)
    case ("pareto", 2...3):
      let scale = parts.count == 3 ? Self.sizes(parts[2]) : Point(1, 1)
      guard let tail = InputParser.number(parts[1]), tail > 0, let scale else { return nil }
      self = .pareto(tail: tail, x: scale.x, y: scale.y)
    case (_, 1):
      guard let sigma = Self.sizes(text) else { return nil }
      self = sigma == .zero ? .none : .normal(x: sigma.x, y: sigma.y)
    default: return nil
    }
  }

  /// One size for both axes, or `x,y`.
  private static func sizes(_ text: String) -> Point<Double>? {
    let sizes = InputParser.number(text).map { Point($0, $0) } ?? InputParser.point(text)
    guard let sizes, sizes.x >= 0, sizes.y >= 0 else { return nil }
    return sizes
  }

  /// As it is read.
  public var description: String {
    func words(_ x: Double, _ y: Double) -> String { x == y ? "\(x)" : "\(x),\(y)" }
    return switch self {
    case .none: "0"
    case .normal(let x, let y): words(x, y)
    case .pareto(let tail, 1, 1): "pareto:\(tail)"
    case .pareto(let tail, let x, let y): "pareto:\(tail):\(words(x, y))"
    case .label(let sigma): "label:\(sigma)"
    }
  }
}
