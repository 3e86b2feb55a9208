import Vectors

/// The values of a step that are alike in all lanes: they depend on its number and the knobs.
///
/// Computed for as many steps at once as a vector has lanes. A class, so that a step copies nothing.
final class RuleLaneClock {
  private let program: RuleProgram
  private let instructions: [RuleProgram.Instruction]
  /// The numbers of the step, by their index among `numbers`.
  private let steps: [Int]
  /// The values that the lanes need, by their index and the offset of their register.
  private let outputs: [(index: Int, offset: Int32)]
  /// The conditions, by their index.
  private let conditions: [Int]
  /// The values of consecutive steps.
  private var numbers: [Lanes]
  /// The step of the first lane of `numbers`; 0 before the first step.
  private var first = 0

  /// Creates the clock of knobs that are alike in all lanes.
  init(_ lanes: RuleLaneProgram, _ knob: (Knob) -> Double) {
    let program = lanes.program
    self.program = program
    let layout = lanes.layout
    var numbers = [Lanes](repeating: 0, count: program.numberCount)
    for (register, value) in program.constants where !register.isVector {
      numbers[register.index] = Lanes(value)
    }
    var steps: [Int] = []
    for (register, load) in program.loads {
      switch load {
      case .knob(let index): numbers[register.index] = Lanes(knob(program.rule.knobs[index]))
      case .step: steps.append(register.index)
      case .w: break
      }
    }
    self.steps = steps
    instructions = program.clockInstructions.filter { layout.stages[$0.value] == .clock }
    let isRead = program.rule.graph.isRead(
      by: { layout.stages[$0] == .step }, or: program.rule.results)
    outputs =
      instructions.compactMap { instruction in
        guard isRead[instruction.value] else { return nil }
        return layout.offsets[instruction.value].map { (instruction.target.index, $0) }
      }
      + (lanes.stepOffset.map { offset in steps.map { ($0, offset) } } ?? [])
    conditions = program.clockConditions.map(\.register.index)
    self.numbers = numbers
    execute(program.clockInstructions.filter { layout.stages[$0.value] == .run })
  }

  private func execute(_ instructions: [RuleProgram.Instruction]) {
    var none: [Point<Lanes>] = []
    numbers.withUnsafeMutableBufferPointer { numbers in
      none.withUnsafeMutableBufferPointer { vectors in
        let registers = RuleRegisters<Point<Lanes>>(numbers: numbers, vectors: vectors)
        for instruction in instructions {
          registers.execute(instruction, on: NoObjective<Point<Lanes>>(), like: Point(0, 0))
        }
      }
    }
  }

  /// Computes the values of a step in the registers of the lanes.
  ///
  /// Returns the conditions as bits.
  func advance(to step: Int, _ registers: LaneRegisters) -> UInt64 {
    if first == 0 || !(first..<first + Lanes.count).contains(step) {
      first = step
      for index in steps { numbers[index] = Lanes { Double(step + $0) } }
      execute(instructions)
    }
    let lane = step - first
    for (index, offset) in outputs {
      let value = Lanes(numbers[index][lane])
      let target = registers.lanes(offset)
      for vector in 0..<3 { target[vector] = value }
    }
    var bits: UInt64 = 0
    for (bit, index) in conditions.enumerated() where numbers[index][lane] > 0 {
      bits |= 1 << UInt64(bit)
    }
    return bits
  }
}

extension RuleGraph {
  /// Returns which values are operands of some values, or results.
  fileprivate func isRead(by isReader: (Value) -> Bool, or results: [Value]) -> [Bool] {
    var isRead = [Bool](repeating: false, count: nodes.count)
    func read(_ value: Value) {
      isRead[value] = true
      // A conversion of a condition has the register of the condition.
      if nodes[value].operation == .asNumber { read(nodes[value].operands[0]) }
      // A branch that is taken stands for its `if`.
      if isClockBranch(value) { nodes[value].operands.dropFirst().forEach(read) }
    }
    results.forEach(read)
    for value in nodes.indices where isReader(value) { nodes[value].operands.forEach(read) }
    return isRead
  }
}
