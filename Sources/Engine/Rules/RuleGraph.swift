/// The shape of a value in an update rule.
enum RuleShape: Int, Sendable, Hashable, Comparable {
  /// Not known yet: a memory before the assignment to it has been read.
  case unknown
  case number
  /// One number per component, such as √s or |w|; also a vector.
  case diagonal
  /// A point or a direction.
  case vector
  case condition
  /// A condition per component.
  case mask

  static func < (a: RuleShape, b: RuleShape) -> Bool { a.rawValue < b.rawValue }

  /// Whether the value has components that are numbers.
  var isVector: Bool { self == .vector || self == .diagonal }
  /// Whether the value is true or false.
  var isCondition: Bool { self == .condition || self == .mask }
  /// Whether the value has components.
  var hasComponents: Bool { isVector || self == .mask }

  /// The shape in an error message.
  var text: String {
    switch self {
    case .unknown: "a value"
    case .number: "a number"
    case .diagonal: "one number per component"
    case .vector: "a vector"
    case .condition: "a condition"
    case .mask: "a condition per component"
    }
  }
}

/// An operation of an update rule.
enum RuleOperation: Sendable, Hashable {
  case number(Double)
  case constant(Double)
  /// A knob, by its index in the order of its first use or declaration.
  case knob(Int)
  /// The number of the step, from 1.
  case step
  case w
  /// A memory, by its index in the order of the declarations.
  case memory(Int)
  case zero, one, axis, block
  /// A condition as 1 or 0.
  case asNumber
  case add, subtract, multiply, divide, negate
  case integerPower(Int)
  case power
  case less, lessOrEqual, equal, and, or, not
  case select
  case min, max, smallest, largest, mod
  case norm, dot, sum, mean
  /// v/(‖v‖ + 10⁻¹²), and the same times a number.
  case unit, along
  case project, cap
  case elementwise(Elementwise)
  case gradient, loss, hessianProduct, hessianDiagonal, topEigenvector, sharpness, solve
  /// A random draw, by its place among the draws of a step.
  case draw(Draw, Int)

  /// A function of one number, applied to each component.
  enum Elementwise: String, Sendable, Hashable, CaseIterable {
    case sqrt, abs, sign, exp, log, log10, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh
    case softplus, logcosh, floor, round
  }

  /// The distribution of a random draw.
  enum Draw: String, Sendable, Hashable {
    case normal, sphere, signs, uniform, mask
  }

  /// Whether the cost of a step includes the operation.
  var isCounted: Bool { self == .gradient || self == .hessianProduct }

  /// Whether swapping the two operands keeps the value bit for bit.
  fileprivate var isCommutative: Bool { self == .add || self == .multiply }

  /// Whether the value depends on the iterate, the memory or random draws even without operands.
  fileprivate var dependsOnState: Bool {
    switch self {
    case .w, .memory, .zero, .one, .axis, .block, .draw, .gradient, .loss, .hessianProduct,
      .hessianDiagonal, .topEigenvector, .sharpness, .solve:
      true
    default: false
    }
  }
}

/// A directed acyclic graph of the values of a step, in which equal values are one node.
///
/// A node comes after its operands, so the array of nodes is in evaluation order.
struct RuleGraph: Sendable {
  /// A value, by the index of its node.
  typealias Value = Int

  struct Node: Sendable {
    let operation: RuleOperation
    let operands: [Value]
    let shape: RuleShape
    /// Whether the value depends on the step, the knobs and numbers only.
    let isClock: Bool
  }

  private struct Key: Hashable {
    let operation: RuleOperation
    let operands: [Value]
  }

  private(set) var nodes: [Node] = []
  private var interned: [Key: Value] = [:]

  subscript(_ value: Value) -> Node { nodes[value] }

  /// Returns the value of an operation, which is shared unless it is a random draw.
  mutating func append(
    _ operation: RuleOperation, _ operands: [Value] = [], _ shape: RuleShape
  ) -> Value {
    let key = Key(operation: operation, operands: operands)
    if let value = interned[key] { return value }
    if operation.isCommutative,
      let value = interned[Key(operation: operation, operands: operands.reversed())]
    {
      return value
    }
    nodes.append(
      Node(
        operation: operation, operands: operands, shape: shape,
        isClock: !operation.dependsOnState && operands.allSatisfy { nodes[$0].isClock }))
    interned[key] = nodes.count - 1
    return nodes.count - 1
  }

  /// Returns a number as a value.
  mutating func number(_ number: Double) -> Value { append(.number(number), [], .number) }

  /// Returns the values that some values depend on, in evaluation order.
  func subvalues(of values: [Value]) -> [Value] {
    var isNeeded = [Bool](repeating: false, count: nodes.count)
    for value in values { isNeeded[value] = true }
    for value in nodes.indices.reversed() where isNeeded[value] {
      for operand in nodes[value].operands { isNeeded[operand] = true }
    }
    return nodes.indices.filter { isNeeded[$0] }
  }
}
