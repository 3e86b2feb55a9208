/// How a knob changes over the steps of a run, from the value it is set to.
///
/// With τ = `over` steps as the unit of time; step 0 of a falling schedule has the value itself.
public enum KnobSchedule: Sendable, Hashable {
  case constant
  /// v/(1 + t/τ).
  case inverse(over: Double)
  /// v/√(1 + t/τ).
  case inverseSquareRoot(over: Double)
  /// v(1 − 1/(1 + t/τ)), from 0 up to v.
  case warmup(over: Double)
  /// v·2 ln T/T for all of a run of T steps (Si and Yun, 2023).
  case horizon

  /// The value at a step of a run of so many steps, of a knob set to `value`.
  public func value(_ value: Double, at step: Int, of steps: Int) -> Double {
    switch self {
    case .constant: value
    case .inverse(let over): value / (1 + Double(step) / over)
    case .inverseSquareRoot(let over): value / (1 + Double(step) / over).squareRoot()
    case .warmup(let over): value * (1 - 1 / (1 + Double(step) / over))
    case .horizon: value * 2 * Double.log(Double(max(steps, 2))) / Double(max(steps, 2))
    }
  }
}

extension KnobSchedule: LosslessStringConvertible {
  /// `constant`, `1/t`, `1/sqrt(t)`, `1-1/t` or `2lnT/T`, with `:τ` behind for another unit of time
  /// than one step.
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
    case "2lnT/T" where parts.count == 1: self = .horizon
    default: return nil
    }
  }

  public var description: String {
    func with(_ over: Double) -> String { over == 1 ? "" : ":\(over)" }
    return switch self {
    case .constant: "constant"
    case .inverse(let over): "1/t" + with(over)
    case .inverseSquareRoot(let over): "1/sqrt(t)" + with(over)
    case .warmup(let over): "1-1/t" + with(over)
    case .horizon: "2lnT/T"
    }
  }
}
