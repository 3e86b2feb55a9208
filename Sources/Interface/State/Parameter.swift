import Drawing
public import Engine
public import Lessons

/// An adjustable number: a knob of the focused runs, the scale of their noise, or a knob of the
/// surface.
public struct Parameter: Sendable, Hashable {
  /// The symbol, default value and range.
  public let knob: Knob
  /// The part of the experiment that has the value.
  public let owner: Owner

  /// The parts of an experiment that have parameters.
  public enum Owner: Sendable, Hashable { case runs, noise, surface }

  /// An identifier that differs even for a surface and an optimizer with a knob of the same name.
  var id: String { owner == .surface ? "surface " + knob.id : knob.id }

  static let noise = Parameter(
    knob: Knob("noise", symbol: "σ", 0, in: 0...1000, "scale of the gradient noise"),
    owner: .noise)
}

extension NamedRun {
  /// Returns the optimizer's knob with an id, or nil without such a knob.
  func knob(_ id: String) -> Knob? {
    try? Catalog.optimizer(optimizer).info.knobs.first { $0.id == id }
  }

  /// Returns the value of the optimizer's knob with the same id, or nil without such a knob.
  public func value(of knob: Knob) -> Double? {
    self.knob(knob.id).map { optimizer.knobs[$0.id] ?? $0.defaultValue }
  }

  /// Returns the value of a run's parameter, or nil without such a parameter.
  func value(of parameter: Parameter) -> Double? {
    parameter.owner == .noise ? noise.maxScale : value(of: parameter.knob)
  }
}

extension Knob {
  /// The range as a sentence.
  var rangeDescription: String {
    "\(symbol) must be from \(formatShort(range.lowerBound)) to \(formatShort(range.upperBound))"
  }

  /// Returns the value some notches away, each a factor of 10^(1/20), rounded to three digits.
  ///
  /// The first notch above zero is a hundredth of the default value; far below that, the value
  /// becomes zero if the range contains zero. A knob with a negative range has equal steps.
  func adjusted(_ value: Double, by notches: Int) -> Double {
    if range.lowerBound < 0 {
      let unit = max(defaultValue.magnitude, 1) / 20
      return ((value / unit).rounded() + Double(notches)) * unit
    }
    let smallest = (defaultValue > 0 ? defaultValue : 1) / 100
    guard value > 0 else { return notches > 0 ? smallest : value }
    let scaled = (value * Double.pow(10, Double(notches) / 20)).rounded(toDigits: 3)
    return scaled < smallest / 100 && range.contains(0) ? 0 : scaled
  }
}

extension ClosedRange where Bound == Double {
  /// Returns the value of the range that is nearest to a value.
  func clamping(_ value: Double) -> Double { Swift.min(Swift.max(value, lowerBound), upperBound) }
}
