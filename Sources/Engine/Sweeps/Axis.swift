/// An axis of a map: the parameter that varies and its values.
public struct Axis: Sendable, Hashable {
  /// A parameter that can vary from cell to cell.
  public enum Parameter: Sendable, Hashable {
    /// A hyperparameter of the optimizer, by id.
    case knob(String)
    /// A parameter of the surface or the formula, or a setting of the problem, by id.
    case surface(String)
    /// A coordinate of the start.
    case startX, startY
    /// The seed of the run.
    case seed
    /// No parameter: the only row or column of a map over fewer than two parameters.
    case fixed

    /// Returns the parameters that can vary for some hyperparameters and parameters of a surface.
    public static func all(
      hyperparameters: [String], ofSurface parameters: [String]
    ) -> [Parameter] {
      hyperparameters.map { .knob($0) } + parameters.map { .surface($0) } + [
        .startX, .startY, .seed,
      ]
    }

    /// The name in tables and options; empty for no parameter.
    public var name: String {
      switch self {
      case .knob(let id), .surface(let id): id
      case .startX: "start_x"
      case .startY: "start_y"
      case .seed: "seed"
      case .fixed: ""
      }
    }
  }

  /// The parameter that varies.
  public let parameter: Parameter
  /// The first and the last value.
  public let low, high: Double
  /// The number of values, at least 1.
  public let count: Int
  /// Whether the values are spaced logarithmically.
  public let isLog: Bool

  /// `count` values from `low` to `high`, both included; a single value is `low`.
  public init(_ parameter: Parameter, _ low: Double, _ high: Double, count: Int, log: Bool = false)
  {
    self.parameter = parameter
    self.low = low
    self.high = high
    self.count = max(count, 1)
    isLog = log
  }

  /// The single value of an axis along which nothing varies.
  public static let fixed = Axis(.fixed, 0, 0, count: 1)

  /// The value of the column or row `index`, 0 to `count` − 1; the first and last are exact.
  public func value(_ index: Int) -> Double {
    if index <= 0 { return low }
    if index >= count - 1 { return high }
    let fraction = Double(index) / Double(count - 1)
    if parameter == .seed { return (low + fraction * (high - low)).rounded() }
    return isLog ? low * Double.pow(high / low, fraction) : low + fraction * (high - low)
  }

  /// The position of a value in cells, 0 at the centre of the first cell.
  public func position(_ value: Double) -> Double {
    let fraction =
      isLog ? Double.log(value / low) / Double.log(high / low) : (value - low) / (high - low)
    return fraction * Double(count - 1)
  }

  /// The column name of the parameter in a table.
  public var name: String { parameter.name }
}
