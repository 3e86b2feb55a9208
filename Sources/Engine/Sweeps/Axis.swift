/// One side of a map: which quantity varies, and over which values.
public struct Axis: Sendable, Hashable {
  /// What can vary from cell to cell.
  public enum Parameter: Sendable, Hashable {
    /// A knob of the optimizer by its id.
    case knob(String)
    /// A knob of the surface, or a letter of the formula.
    case surface(String)
    case startX, startY
    case seed
  }

  public let parameter: Parameter
  public let low, high: Double
  /// The number of values, at least 1.
  public let count: Int
  /// Whether neighbours have the same ratio instead of the same difference.
  public let isLog: Bool

  /// Values from `low` to `high`, both included; a single one is `low`.
  public init(_ quantity: Parameter, _ low: Double, _ high: Double, count: Int, log: Bool = false) {
    self.parameter = quantity
    self.low = low
    self.high = high
    self.count = max(count, 1)
    isLog = log
  }

  /// The value of a column or row, from 0 to `count` − 1; the two ends are exact.
  public func value(_ index: Int) -> Double {
    if index <= 0 { return low }
    if index >= count - 1 { return high }
    let share = Double(index) / Double(count - 1)
    if parameter == .seed { return (low + share * (high - low)).rounded() }
    return isLog ? low * Double.pow(high / low, share) : low + share * (high - low)
  }

  /// Where a value lies, counted in cells from the middle of the first.
  public func position(_ value: Double) -> Double {
    let share =
      isLog ? Double.log(value / low) / Double.log(high / low) : (value - low) / (high - low)
    return share * Double(count - 1)
  }

  /// What a column of a table calls it.
  public var name: String {
    switch parameter {
    case .knob(let id), .surface(let id): id
    case .startX: "start_x"
    case .startY: "start_y"
    case .seed: "seed"
    }
  }
}
