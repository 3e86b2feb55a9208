extension RuleLaneCompiler {
  /// Appends the instructions of the gradient of a formula at a point.
  ///
  /// The constants and the other registers of the formula are those of the layout, the last value of
  /// a result goes to the registers at `target`.
  mutating func emitGradient(of formula: Program, at point: Int32, to target: Int32) {
    let code = formula.bytecode
    let stride = Int32(LaneRegisters.stride)
    let outputs = [code.outputs.0, code.outputs.1]
    // The instruction after which the register of each result has the result.
    let layout = layout
    let writers = outputs.map { output in
      code.instructions.lastIndex { Int($0.destination) == output }
    }
    func offset(_ register: Int32, at index: Int, isTarget: Bool = false) -> Int32 {
      for (component, output) in outputs.enumerated() where Int(register) == output {
        guard let writer = writers[component] else { continue }
        if isTarget ? index >= writer : index > writer {
          return target + Int32(component) * stride
        }
      }
      if Int(register) < code.inputCount { return point + register * stride }
      let constant = Int(register) - code.inputCount
      if constant < code.constants.count { return layout.formulaConstants[constant] }
      return layout.formulaRegisters + Int32(constant - code.constants.count) * stride
    }
    let start = instructions.count
    for (index, instruction) in code.instructions.enumerated() {
      append(instruction) { register, isTarget in
        offset(register, at: index, isTarget: isTarget)
      }
    }
    for (component, output) in outputs.enumerated() {
      let place = target + Int32(component) * stride
      let source = offset(Int32(output), at: code.instructions.count)
      if source != place { append(.copy, place, source) }
    }
    let fused = RuleLaneFusion(instructions[start...].map(\.self), kept: [target, target + stride])
    instructions.replaceSubrange(start..., with: fused.instructions)
  }

  private mutating func append(
    _ instruction: Instruction, _ offset: (_ register: Int32, _ isTarget: Bool) -> Int32
  ) {
    let target = offset(instruction.destination, true)
    let a = offset(instruction.a, false)
    if let operation = instruction.operation.laneForm {
      let isBinary = [.add, .subtract, .multiply, .divide, .min, .max, .less].contains(operation)
      return instructions.append(
        RuleLaneInstruction(
          operation: operation, target: target, a: a,
          b: isBinary ? offset(instruction.b, false) : 0, number: instruction.immediate))
    }
    let stride = Int32(LaneRegisters.stride)
    var moved = instruction
    moved.destination = target / stride
    moved.a = a / stride
    // The second operand of these operations is an integer.
    if instruction.operation != .integerPower, instruction.operation != .sinc {
      moved.b = offset(instruction.b, false) / stride
    }
    moved.c = offset(instruction.c, false) / stride
    formulas.append(moved)
    append(.formula, target, Int32(formulas.count - 1))
  }
}

extension Operation {
  /// The instruction of a rule with the same bits; nil for an operation without one.
  fileprivate var laneForm: RuleLaneOperation? {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .addImmediate: .addNumber
    case .subtractImmediate: .subtractNumber
    case .multiplyImmediate: .multiplyNumber
    case .divideImmediate: .divideNumber
    case .negate: .negate
    case .sqrt: .sqrt
    case .min: .min
    case .max: .max
    case .less: .less
    default: nil
    }
  }
}
