/// A schedule of a knob: its value at step t of a run of T steps, from the value v that is set.
///
/// τ = `over` is the time scale in steps.
public enum KnobSchedule: Sendable, Hashable {
  /// v at every step.
  case constant
  /// v/(1 + t/τ).
  case inverse(over: Double)
  /// v/√(1 + t/τ).
  case inverseSquareRoot(over: Double)
  /// v(1 − 1/(1 + t/τ)), increasing from 0 to v.
  case warmup(over: Double)
  /// 0 before step `step`, v from this step on: a run starts as another method and goes on as its own.
  case from(step: Double)
  /// v·2 ln T/T at every step, for max(T, 2) in place of T (Si and Yun, 2023).
  case horizon

  /// Returns the value at `step` of a run of `steps` steps, for a knob set to `value`.
  public func value(_ value: Double, at step: Int, of steps: Int) -> Double {
    switch self {
    case .constant: value
    case .inverse(let over): value / (1 + Double(step) / over)
    case .inverseSquareRoot(let over): value / (1 + Double(step) / over).squareRoot()
    case .warmup(let over): value * (1 - 1 / (1 + Double(step) / over))
    case .from(let first): Double(step) < first ? 0 : value
    case .horizon: value * 2 * Double.log(Double(max(steps, 2))) / Double(max(steps, 2))
    }
  }
}

extension KnobSchedule: LosslessStringConvertible {
  /// Parses `constant`, `1/t`, `1/sqrt(t)`, `1-1/t`, `2lnT/T` or a text such as `from:1000`.
  ///
  /// A suffix such as `:20` on `1/t`, `1/sqrt(t)` and `1-1/t` sets τ, 1 by default. Nil for any
  /// other text and for a number that is not positive and finite.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let word = parts.first, parts.count <= 2 else { return nil }
    let over = parts.count == 2 ? Double(String(parts[1])) : 1
    guard let over, over > 0, over.isFinite else { return nil }
    switch word {
    case "constant" where parts.count == 1: self = .constant
    case "1/t": self = .inverse(over: over)
    case "1/sqrt(t)", "1/√t": self = .inverseSquareRoot(over: over)
    case "1-1/t", "1−1/t": self = .warmup(over: over)
    case "from" where parts.count == 2: self = .from(step: over)
    case "2lnT/T" where parts.count == 1: self = .horizon
    default: return nil
    }
  }

  /// The text from which `init(_:)` parses the same schedule.
  public var description: String {
    func suffix(_ over: Double) -> String { over == 1 ? "" : ":\(over)" }
    return switch self {
    case .constant: "constant"
    case .inverse(let over): "1/t" + suffix(over)
    case .inverseSquareRoot(let over): "1/sqrt(t)" + suffix(over)
    case .warmup(let over): "1-1/t" + suffix(over)
    case .from(let step): "from:\(step)"
    case .horizon: "2lnT/T"
    }
  }
}
