/// Looks for the first step at which each of several conditions holds.
///
/// The steps are gone through in blocks. What a condition reads is computed for a whole block at
/// once, once for all conditions, and not at all where a cheaper part of the condition has failed
/// on all of the block: a lesson of 10⁵ steps is searched in a few milliseconds.
struct ConditionSearch {
  /// Where each condition that ever holds does so for the first time.
  private(set) var firstSteps: [Expression: Int] = [:]
  private let recordings: [String: Recording]
  private let defaultRun: String?
  private let startStep: Int
  private var conditions: [Condition] = []

  private static let blockSize = 256

  private struct Condition {
    let expression: Expression
    /// The parts joined by “and”, the cheapest first.
    let conjuncts: [Expression.Conjunct]
    /// The last step at which what it speaks of still changes.
    let lastStep: Int
  }

  init(_ recordings: [String: Recording], run: String?, from: Int) {
    self.recordings = recordings
    defaultRun = run
    self.startStep = from
  }

  mutating func add(_ expression: Expression) {
    let cost = { (part: Expression.Conjunct) in part.variables.reduce(0) { $0 + Self.cost($1.name) }
    }
    conditions.append(
      Condition(
        expression: expression, conjuncts: expression.conjuncts.sorted { cost($0) < cost($1) },
        lastStep: max(
          startStep, BoundExpression(expression, in: recordings, run: defaultRun).lastStep)))
  }

  mutating func run() {
    var columns = ColumnBlock(recordings, run: defaultRun)
    var start = startStep
    while !conditions.isEmpty {
      columns.steps = start..<start + Self.blockSize
      conditions.removeAll { condition in
        guard let step = columns.firstMatch(condition.conjuncts) else {
          return condition.lastStep < columns.steps.upperBound
        }
        // Beyond its last step nothing changes, so that it would have held there already.
        if step <= condition.lastStep { firstSteps[condition.expression] = step }
        return true
      }
      start += Self.blockSize
    }
  }

  /// How dear a quantity is, roughly.
  private static func cost(_ name: String) -> Int {
    switch name.split(separator: ".").last ?? "" {
    case "step": 0
    case "x", "y", "norm": 1
    case "loss", "gradient_norm": 3
    case "sharpness": 5
    default: 10
    }
  }
}

/// What conditions read, for one block of steps.
private struct ColumnBlock {
  var steps = 0..<0 { didSet { cache.removeAll(keepingCapacity: true) } }
  private let recordings: [String: Recording]
  private let defaultRun: String?
  private var cache: [String: [Double]] = [:]
  private var timeSeries: [String: (Int) -> Double] = [:]
  private var scratch: [Double] = []

  init(_ recordings: [String: Recording], run: String?) {
    self.recordings = recordings
    defaultRun = run
  }

  /// The first step of the block at which all of the parts hold.
  mutating func firstMatch(_ parts: [Expression.Conjunct]) -> Int? {
    var holds = [Bool](repeating: true, count: steps.count)
    for part in parts {
      let columns = part.variables.map { ($0.input, column($0.name)) }
      part.program.bytecode.evaluate(columns, count: steps.count, scratch: &scratch) {
        index, value in
        // A comparison with NaN is false, so that NaN does not hold.
        holds[index] = holds[index] && (value < 0 || value > 0)
      }
      guard holds.contains(true) else { return nil }
    }
    return holds.firstIndex(of: true).map { steps.lowerBound + $0 }
  }

  private mutating func column(_ name: String) -> [Double] {
    if let column = cache[name] { return column }
    let source = timeSeries[name] ?? recordings.timeSeries(of: name, run: defaultRun)
    timeSeries[name] = source
    let column = steps.map(source)
    cache[name] = column
    return column
  }
}

extension Bytecode {
  /// The values of the first result for a block of inputs, one instruction after the other.
  ///
  /// `scratch` is kept from call to call, so that a block costs no allocation.
  fileprivate func evaluate(
    _ columns: [(input: Int, values: [Double])], count: Int, scratch: inout [Double],
    _ result: (Int, Double) -> Void
  ) {
    let wanted = registerCount * count
    if scratch.count < wanted { scratch = [Double](repeating: 0, count: wanted) }
    scratch.withUnsafeMutableBufferPointer { all in
      func register(_ index: Int) -> UnsafeMutableBufferPointer<Double> {
        UnsafeMutableBufferPointer(rebasing: all[index * count..<(index + 1) * count])
      }
      for (input, values) in columns { _ = register(input).update(from: values) }
      for (index, constant) in constants.enumerated() {
        register(inputCount + index).update(repeating: constant)
      }
      for instruction in instructions { instruction.execute(count: count, register) }
      for (index, value) in register(outputs.0).enumerated() { result(index, value) }
    }
  }
}

extension Instruction {
  /// Carries the step out on whole registers of `count` values each.
  fileprivate func execute(
    count: Int, _ register: (Int) -> UnsafeMutableBufferPointer<Double>
  ) {
    let operands = (
      register(Int(a)), register(Int(arity > 1 ? b : a)), register(Int(arity > 2 ? c : a))
    )
    let target = register(Int(self.destination))
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 4) { cells in
      var local = self
      (local.destination, local.a, local.c) = (3, 0, 2)
      if arity > 1 { local.b = 1 }
      for index in 0..<count {
        cells[0] = operands.0[index]
        cells[1] = operands.1[index]
        cells[2] = operands.2[index]
        local.execute(cells)
        target[index] = cells[3]
      }
    }
  }

  /// How many registers it reads; the exponent of a whole power is none.
  private var arity: Int {
    switch operation {
    case .add, .subtract, .multiply, .divide, .power, .less, .lessOrEqual, .equal, .and, .or,
      .min, .max:
      2
    case .select: 3
    default: 1
    }
  }
}
