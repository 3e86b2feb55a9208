extension Noise: LosslessStringConvertible {
  /// Parses `σ` or `σx,σy` (normal), `pareto:tail[:scale]`, `pareto:tail:x,y` or `label:σ`.
  ///
  /// The scale of Pareto noise defaults to 1.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    switch (parts[0], parts.count) {
    case ("label", 2):
      guard let sigma = Self.number(parts[1]), sigma >= 0 else { return nil }
      self = .label(sigma)
    case ("pareto", 2...3):
      let scale = parts.count == 3 ? Self.scales(parts[2]) : Point(1, 1)
      guard let tail = Self.number(parts[1]), tail > 0, let scale else { return nil }
      self = .pareto(tail: tail, x: scale.x, y: scale.y)
    case (_, 1):
      guard let sigma = Self.scales(text) else { return nil }
      self = sigma == .zero ? .none : .normal(x: sigma.x, y: sigma.y)
    default: return nil
    }
  }

  /// Parses one scale for both axes, or `x,y`.
  private static func scales(_ text: String) -> Point<Double>? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard let x = number(String(parts[0])), let y = number(String(parts[parts.count - 1])),
      parts.count <= 2, x >= 0, y >= 0
    else { return nil }
    return Point(x, y)
  }

  /// Parses a finite number.
  private static func number(_ text: String) -> Double? {
    Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The text from which `init(_:)` parses the same noise.
  public var description: String {
    func scaleText(_ x: Double, _ y: Double) -> String { x == y ? "\(x)" : "\(x),\(y)" }
    return switch self {
    case .none: "0"
    case .normal(let x, let y): scaleText(x, y)
    case .pareto(let tail, 1, 1): "pareto:\(tail)"
    case .pareto(let tail, let x, let y): "pareto:\(tail):\(scaleText(x, y))"
    case .label(let sigma): "label:\(sigma)"
    }
  }
}
