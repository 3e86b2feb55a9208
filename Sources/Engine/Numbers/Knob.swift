/// A hyperparameter of an optimizer or a parameter of a surface, with its default and range.
public struct Knob: Sendable, Hashable {
  /// The name in files, options and commands, such as `eta`.
  public let id: String
  /// The symbol on the screen, one or two columns wide, such as η.
  public let symbol: String
  /// The value of a run that does not set the knob.
  public let defaultValue: Double
  /// The valid values; a value outside is an error and is not clamped.
  public let range: ClosedRange<Double>
  /// The description on the screen, a noun phrase.
  public let meaning: String
  /// Whether a value with a fraction is an error.
  public let isWhole: Bool

  /// Creates a knob; `symbol` defaults to `id`.
  public init(
    _ id: String, symbol: String? = nil, _ defaultValue: Double, in range: ClosedRange<Double>,
    _ meaning: String, isWhole: Bool = false
  ) {
    self.id = id
    self.symbol = symbol ?? id
    self.defaultValue = defaultValue
    self.range = range
    self.meaning = meaning
    self.isWhole = isWhole
  }
}

extension Knob {
  /// The learning rate η.
  public static let eta = Knob("eta", symbol: "η", 0.05, in: 1e-12...1000, "learning rate")
  /// The momentum coefficient β.
  public static let beta = Knob(
    "beta", symbol: "β", 0.9, in: 0...0.999_999, "momentum coefficient")
  /// The decay rate β₂ of the second moment.
  public static let beta2 = Knob(
    "beta2", symbol: "β₂", 0.999, in: 0...0.999_999, "decay rate of the second moment")
  /// The perturbation radius ρ of SAM and its variants.
  public static let rho = Knob("rho", symbol: "ρ", 0.1, in: 0...100, "perturbation radius")
}
