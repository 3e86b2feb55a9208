/// The registers of a rule on lanes that keep their place between the steps.
///
/// The registers of temporary values follow them.
struct RuleLaneLayout: Sendable {
  /// When the value of a node is computed.
  enum Stage: Sendable {
    /// Not at all: an iterate, a memory, a knob, a number or a random draw.
    case loaded
    /// Once, from the knobs and numbers.
    case run
    /// In each step, from its number too.
    case clock
    /// In each step.
    case step
  }

  /// The stage of each node of the graph that a step needs; nil for other nodes.
  let stages: [Stage?]
  /// The offsets of the registers of the nodes, other than those of the stage `step`.
  private(set) var offsets: [RuleGraph.Value: Int32] = [:]
  /// The offsets of the random draws; of the uniform numbers of a mask.
  private(set) var drawOffsets: [RuleGraph.Value: Int32] = [:]
  /// The constant registers, with their values.
  private(set) var constants: [(offset: Int32, value: Double)] = []
  /// The iterate, and the iterate before a step.
  let iterate, formerIterate: Int32
  /// The sums of |w|², and a mask that is 1 in the lanes that have not diverged.
  let squaredNormSums, activeMask: Int32
  /// The memories in the order of the rule.
  private(set) var memories: [(offset: Int32, hasComponents: Bool)] = []
  let one: Int32
  /// The constants and the other registers of an inlined formula.
  private(set) var formulaConstants: [Int32] = []
  private(set) var formulaRegisters: Int32 = 0
  /// The conditions of the step and the knobs that decide which values a step needs.
  let conditions: [RuleGraph.Value]
  /// The number of registers.
  private(set) var count: Int32 = 0

  init(_ program: RuleProgram, formula: Program?) {
    let graph = program.rule.graph
    var count: Int32 = 0
    func allocate(_ registers: Int32) -> Int32 {
      defer { count += registers }
      return count * Int32(LaneRegisters.stride)
    }
    iterate = allocate(2)
    formerIterate = allocate(2)
    squaredNormSums = allocate(1)
    activeMask = allocate(1)
    one = allocate(1)
    constants.append((one, 1))
    let needed = graph.subvalues(of: program.rule.results)
    var stages = [Stage?](repeating: nil, count: graph.nodes.count)
    for memory in program.rule.memories {
      memories.append((allocate(memory.hasComponents ? 2 : 1), memory.hasComponents))
    }
    for value in needed {
      let node = graph[value]
      let stage = Self.stage(of: node) { operand in
        stages[operand] == .run
          || stages[operand] == .loaded && !graph[operand].operation.variesInLanes
      }
      stages[value] = stage
      switch (node.operation, stage) {
      case (.w, _): offsets[value] = iterate
      case (.memory(let index), _): offsets[value] = memories[index].offset
      case (.draw(.mask, _), _): drawOffsets[value] = allocate(2)
      case (_, .step): break
      default:
        let registers: Int32 = node.shape.hasComponents ? 2 : 1
        let offset = allocate(registers)
        offsets[value] = offset
        if case .draw = node.operation { drawOffsets[value] = offset }
        guard let number = Self.constant(node.operation) else { break }
        for register in 0..<registers {
          constants.append((offset + register * Int32(LaneRegisters.stride), number))
        }
      }
    }
    if let bytecode = formula?.bytecode {
      for constant in bytecode.constants {
        let offset = allocate(1)
        formulaConstants.append(offset)
        constants.append((offset, constant))
      }
      formulaRegisters = allocate(
        Int32(bytecode.registerCount - bytecode.inputCount - bytecode.constants.count))
    }
    self.stages = stages
    conditions = program.clockConditions.map(\.value)
    self.count = count
  }

  private static func constant(_ operation: RuleOperation) -> Double? {
    switch operation {
    case .number(let number), .constant(let number): number
    case .zero: 0
    case .one: 1
    default: nil
    }
  }

  private static func stage(
    of node: RuleGraph.Node, isConstant: (RuleGraph.Value) -> Bool
  ) -> Stage {
    switch node.operation {
    case .number, .constant, .zero, .one, .knob, .w, .memory: return .loaded
    case .step: return .clock
    // The uniform numbers of a mask become a mask in each step.
    case .draw(let draw, _): return draw == .mask ? .step : .loaded
    case .gradient, .loss, .hessianProduct, .hessianDiagonal, .topEigenvector, .sharpness, .solve:
      return .step
    default: break
    }
    return node.operands.allSatisfy(isConstant) ? .run : node.isClock ? .clock : .step
  }
}

extension RuleOperation {
  /// Whether a loaded value changes from step to step.
  fileprivate var variesInLanes: Bool {
    switch self {
    case .w, .memory, .draw: true
    default: false
    }
  }
}
