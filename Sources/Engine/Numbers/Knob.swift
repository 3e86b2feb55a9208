/// A named number that a user can turn: an optimizer's η, a surface's curvature.
public struct Knob: Sendable, Hashable {
  public let id: String
  /// What the screen calls it: one or two columns, such as η.
  public let symbol: String
  public let defaultValue: Double
  /// The values that make sense; a value outside is refused, not clamped.
  public let range: ClosedRange<Double>
  public let meaning: String

  public init(
    _ id: String, symbol: String? = nil, _ initial: Double, in range: ClosedRange<Double>,
    _ meaning: String
  ) {
    self.id = id
    self.symbol = symbol ?? id
    self.defaultValue = initial
    self.range = range
    self.meaning = meaning
  }
}

extension Knob {
  public static let eta = Knob("eta", symbol: "η", 0.05, in: 1e-6...1000, "learning rate")
  public static let beta = Knob(
    "beta", symbol: "β", 0.9, in: 0...0.999_999, "memory of the momentum")
  public static let rho = Knob("rho", symbol: "ρ", 0.1, in: 0...100, "radius of the look uphill")
}
