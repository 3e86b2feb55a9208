/// An update rule as a list of instructions over registers.
///
/// Numbers and vectors have registers of their own. A value keeps its register during a step, and a
/// memory between steps. A class, so that a copy of a rule counts one reference.
final class RuleProgram: Sendable {
  /// A register of a number or of a vector.
  struct Register: Sendable, Hashable {
    var index: Int
    var isVector: Bool
  }

  /// An operation on up to three registers.
  ///
  /// Without references, which would be counted in every step.
  struct Instruction: Sendable, BitwiseCopyable {
    let operation: RuleOperation
    let target: Register
    /// The operands; the target in place of a missing one.
    let a, b, c: Register
    let operandCount: Int
    /// The graph node that the instruction computes.
    let value: RuleGraph.Value

    init(
      _ operation: RuleOperation, target: Register, operands: [Register], _ value: RuleGraph.Value
    ) {
      self.operation = operation
      self.target = target
      self.value = value
      operandCount = operands.count
      a = operands.first ?? target
      b = operands.count > 1 ? operands[1] : target
      c = operands.count > 2 ? operands[2] : target
    }
  }

  /// The load of a register before each step.
  enum Load: Sendable {
    case knob(Int)
    case step
    case w
  }

  let rule: Rule
  let numberCount: Int
  let vectorCount: Int
  /// The constants, by register.
  let constants: [(register: Register, value: Double)]
  let loads: [(register: Register, load: Load)]
  /// The instructions of a step, in evaluation order.
  let instructions: [Instruction]
  /// The instructions of the starts of the memories.
  let startInstructions: [Instruction]
  /// The register, the start and the new value of each memory.
  let memories: [(register: Register, start: Register, next: Register)]
  let newIterate: Register
  /// The ascent point that the rule sets; nil for the point of the last gradient.
  let ascentPoint: Register?
  /// The random draws in the order of the text; the register is nil for a draw without effect.
  let draws: [(draw: RuleOperation.Draw, register: Register?)]
  /// The instructions whose values depend on the step and the knobs alone.
  let clockInstructions: [Instruction]
  /// The conditions of the step and the knobs that select a branch of an `if`.
  let clockConditions: [(value: RuleGraph.Value, register: Register)]
  /// Whether a step reads its number.
  let dependsOnStep: Bool

  init(_ rule: Rule) {
    let graph = rule.graph
    let starts = graph.subvalues(of: rule.memories.map(\.startValue))
    let steps = graph.subvalues(of: rule.results)
    var allocator = RegisterAllocator()
    for value in Set(starts + steps).sorted() {
      allocator.allocate(value, isVector: graph[value].shape.hasComponents)
    }
    // A memory that no value reads keeps a register as well.
    var memoryRegisters: [Int: Register] = [:]
    for value in graph.nodes.indices {
      if case .memory(let index) = graph[value].operation {
        memoryRegisters[index] =
          allocator.registers[value]
          ?? allocator.allocate(value, isVector: graph[value].shape.hasComponents)
      }
    }
    let registers = allocator.registers
    func register(_ value: RuleGraph.Value) -> Register {
      registers[value] ?? Register(index: 0, isVector: false)
    }
    func instructions(_ values: [RuleGraph.Value]) -> [Instruction] {
      values.filter { !graph[$0].operation.isLoaded }.map { value in
        Instruction(
          graph[value].operation, target: register(value),
          operands: graph[value].operands.map(register), value)
      }
    }
    self.rule = rule
    constants = Set(starts + steps).sorted().compactMap { value in
      switch graph[value].operation {
      case .number(let number), .constant(let number): (register(value), number)
      default: nil
      }
    }
    loads = Set(starts + steps).sorted().compactMap { value in
      switch graph[value].operation {
      case .knob(let index):
        rule.knobs.firstIndex { $0.id == rule.graphKnobs[index] }
          .map { (register(value), .knob($0)) }
      case .step: (register(value), .step)
      case .w: (register(value), .w)
      default: nil
      }
    }
    self.instructions = instructions(steps)
    startInstructions = instructions(starts)
    memories = rule.memories.enumerated().map { index, memory in
      (
        memoryRegisters[index] ?? Register(index: 0, isVector: false),
        register(memory.startValue), register(rule.results[index + 1])
      )
    }
    newIterate = register(rule.results[0])
    ascentPoint = rule.setsAscentPoint ? rule.results.last.map(register) : nil
    draws = rule.draws.compactMap { value in
      if case .draw(let draw, _) = graph[value].operation { (draw, registers[value]) } else { nil }
    }
    dependsOnStep = steps.contains { graph[$0].operation == .step }
    clockInstructions = self.instructions.filter { graph[$0.value].isClock }
    clockConditions = Set(steps.filter(graph.isClockBranch).map { graph[$0].operands[0] }).sorted()
      .map { ($0, register($0)) }
    (numberCount, vectorCount) = (allocator.numberCount, allocator.vectorCount)
  }
}

extension RuleProgram {
  /// Whether a step needs only one branch of an `if` on the step and the knobs.
  var hasClockBranches: Bool { !clockConditions.isEmpty }

  /// Whether the rule runs on lanes, at most 64 conditions of the step and the knobs.
  var runsOnLanes: Bool { clockConditions.count <= 64 }
}

/// Assigns registers to values.
private struct RegisterAllocator {
  private(set) var registers: [RuleGraph.Value: RuleProgram.Register] = [:]
  private(set) var numberCount = 0
  private(set) var vectorCount = 0

  @discardableResult
  mutating func allocate(_ value: RuleGraph.Value, isVector: Bool) -> RuleProgram.Register {
    let register = RuleProgram.Register(
      index: isVector ? vectorCount : numberCount, isVector: isVector)
    if isVector { vectorCount += 1 } else { numberCount += 1 }
    registers[value] = register
    return register
  }
}

extension RuleOperation {
  /// Whether the value is loaded into its register rather than computed.
  fileprivate var isLoaded: Bool {
    switch self {
    case .number, .constant, .knob, .step, .w, .memory: true
    default: false
    }
  }
}

extension RuleGraph {
  /// Whether a value is an `if` on a condition of the step and the knobs, which needs one branch.
  func isClockBranch(_ value: Value) -> Bool {
    let node = nodes[value]
    guard node.operation == .select else { return false }
    let condition = nodes[node.operands[0]]
    return condition.isClock && condition.shape == .condition
  }

  /// Returns which values some results need, where `isTrue` decides the clock conditions.
  ///
  /// A nil decision needs both branches.
  func neededValues(of results: [Value], _ isTrue: (Value) -> Bool?) -> [Bool] {
    var isNeeded = [Bool](repeating: false, count: nodes.count)
    for value in results { isNeeded[value] = true }
    for value in nodes.indices.reversed() where isNeeded[value] {
      let operands = nodes[value].operands
      if isClockBranch(value), let isTrue = isTrue(operands[0]) {
        isNeeded[operands[0]] = true
        isNeeded[operands[isTrue ? 1 : 2]] = true
      } else {
        for operand in operands { isNeeded[operand] = true }
      }
    }
    return isNeeded
  }
}
