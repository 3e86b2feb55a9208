extension RuleLaneCompiler {
  private var stride: Int32 { Int32(LaneRegisters.stride) }

  /// Appends the instructions of a part, which write their result to the registers at `target`.
  mutating func emit(_ part: Part, to target: Int32) {
    let operands = part.operands.map { offset($0) }
    switch part.form {
    case .addScaled: append(.addScaled, target, operands[0], operands[1], operands[2])
    case .subtractScaled: append(.subtractScaled, target, operands[0], operands[1], operands[2])
    case .combine: append(.combine, target, operands[0], operands[1], operands[2], operands[3])
    case .addAlong: append(.addAlong, target, operands[0], operands[1], operands[2])
    case .divideByRoot: append(.divideByRoot, target, operands[0], operands[1], operands[2])
    case .gradient(let form): emitGradient(form, operands, to: target)
    case .operation(let operation): emit(operation, part, to: target)
    }
  }

  private mutating func emitGradient(
    _ form: LaneGradient, _ operands: [Int32], to target: Int32
  ) {
    var (gradient, operands) = (form, operands[...])
    gradient.target = target
    gradient.point = operands.removeFirst()
    if form.pointForm != .plain {
      gradient.scale = operands.removeFirst()
      gradient.direction = operands.removeFirst()
    }
    if form.resultForm != .plain {
      gradient.sum = operands.removeFirst()
      gradient.factor = operands.removeFirst()
    }
    gradients.append(gradient)
    append(.gradient, target, Int32(gradients.count - 1))
  }

  private mutating func emit(_ operation: RuleOperation, _ part: Part, to target: Int32) {
    switch operation {
    case .gradient, .loss, .hessianProduct, .hessianDiagonal, .topEigenvector, .sharpness, .solve:
      emitObjective(operation, part.operands, to: target)
    case .norm, .dot, .sum, .mean, .unit, .along, .project, .cap, .smallest, .largest, .axis,
      .block:
      emitReduction(operation, part.operands, to: target)
    default: emitElementwise(operation, part, to: target)
    }
  }

  // MARK: - Functions of each component

  private mutating func emitElementwise(
    _ operation: RuleOperation, _ part: Part, to target: Int32
  ) {
    guard hasComponents(part.node) else {
      return emitComponent(operation, part, 0, to: target)
    }
    let areVectors = part.operands.allSatisfy(hasComponents)
    let (a, b) = (part.operands.first, part.operands.last)
    if let a, let b, let vector = operation.vectorForm, areVectors {
      return append(vector, target, offset(a), offset(b))
    }
    if operation == .multiply, let a, let b, hasComponents(a) != hasComponents(b) {
      let (scale, vector) = hasComponents(a) ? (b, a) : (a, b)
      return append(.scale, target, offset(scale), offset(vector))
    }
    for component in 0...1 {
      emitComponent(operation, part, component, to: target + Int32(component) * stride)
    }
  }

  /// Appends the instruction of one component of a value, or of a number.
  private mutating func emitComponent(
    _ operation: RuleOperation, _ part: Part, _ component: Int, to target: Int32
  ) {
    let operands = part.operands.map { offset($0, component) }
    func operand(_ index: Int) -> Int32 { index < operands.count ? operands[index] : 0 }
    let (a, b) = (operand(0), operand(1))
    switch operation {
    case .add: append(.add, target, a, b)
    case .subtract: append(.subtract, target, a, b)
    case .multiply, .and: append(.multiply, target, a, b)
    case .divide: append(.divide, target, a, b)
    case .negate: append(.negate, target, a)
    case .integerPower(let exponent): append(.integerPower, target, a, Int32(exponent))
    case .power: append(.power, target, a, b)
    case .less: append(.less, target, a, b)
    case .lessOrEqual: append(.lessOrEqual, target, a, b)
    case .equal: append(.equal, target, a, b)
    case .or, .max: append(.max, target, a, b)
    case .min: append(.min, target, a, b)
    case .not: append(.subtract, target, layout.one, a)
    case .mod: append(.mod, target, a, b)
    case .select where operands.count == 1: append(.copy, target, a)
    case .select: append(.select, target, a, b, operand(2))
    case .elementwise(.sqrt): append(.sqrt, target, a)
    case .elementwise(let function): appendFunction(function, target, a)
    case .draw:
      // The mask of a probability: the uniform numbers of the step below it.
      let uniform = (layout.drawOffsets[part.node] ?? target) + Int32(component) * stride
      append(.less, target, uniform, a)
    default: append(.copy, target, a)
    }
  }

  private mutating func appendFunction(
    _ function: RuleOperation.Elementwise, _ target: Int32, _ a: Int32
  ) {
    let index = RuleOperation.Elementwise.allCases.firstIndex(of: function) ?? 0
    append(.elementwise, target, a, Int32(index))
  }

  // MARK: - Functions of vectors

  private mutating func emitReduction(
    _ operation: RuleOperation, _ operands: [Value], to target: Int32
  ) {
    let a = offset(operands[0])
    let b = operands.count > 1 ? offset(operands[1]) : layout.one
    switch operation {
    case .norm: append(.norm, target, a)
    case .dot: append(.dot, target, a, b)
    case .sum: append(.add, target, a, a + stride)
    case .mean:
      append(.add, target, a, a + stride)
      appendNumber(.multiplyNumber, target, target, 0.5)
    case .smallest: append(.min, target, a, a + stride)
    case .largest: append(.max, target, a, a + stride)
    case .unit: append(.along, target, layout.one, a)
    case .along: append(.along, target, b, a)
    case .project:
      let (direction, length) = (allocate(2), allocate(1))
      append(.along, direction, layout.one, b)
      append(.dot, length, a, direction)
      append(.scale, target, length, direction)
      free(direction, 2)
      free(length, 1)
    case .cap:
      let factor = allocate(1)
      append(.norm, factor, a)
      appendNumber(.addNumber, factor, factor, 1e-300)
      append(.divide, factor, b, factor)
      append(.min, factor, layout.one, factor)
      append(.scale, target, factor, a)
      free(factor, 1)
    case .block: emitComponent(a, isClamped: false, to: target)
    default: emitComponent(a, isClamped: true, to: target)
    }
  }

  /// Appends the vector that is 1 at the component nearest to a number and 0 elsewhere.
  ///
  /// A clamped number below 0 or above 1 has the component 0 or 1, otherwise none: `axis` clamps, and
  /// `block` does not. In the plane each component is a block.
  private mutating func emitComponent(_ number: Int32, isClamped: Bool, to target: Int32) {
    let (nearest, component) = (allocate(1), allocate(1))
    appendFunction(.round, nearest, number)
    append(.subtract, component, layout.one, layout.one)
    if isClamped {
      // The component 0 for NaN, as in `RuleRegisters`.
      append(.max, nearest, component, nearest)
      append(.min, nearest, nearest, layout.one)
    }
    append(.equal, target, nearest, component)
    append(.equal, target + stride, nearest, layout.one)
    free(nearest, 1)
    free(component, 1)
  }

  private mutating func appendNumber(
    _ operation: RuleLaneOperation, _ target: Int32, _ a: Int32, _ number: Double
  ) {
    instructions.append(
      RuleLaneInstruction(operation: operation, target: target, a: a, number: number))
  }

  // MARK: - The objective

  private mutating func emitObjective(
    _ operation: RuleOperation, _ operands: [Value], to target: Int32
  ) {
    let point = offset(operands[0])
    switch operation {
    case .gradient:
      if operands.count > 1, !hasComponents(operands[1]) {
        append(.labelledGradient, target, point, offset(operands[1]))
      } else if let formula {
        emitGradient(of: formula, at: point, to: target)
      } else {
        emitGradient(LaneGradient(), [point], to: target)
      }
    case .loss:
      if operands.count > 1, !hasComponents(operands[1]) {
        append(.labelledLoss, target, point, offset(operands[1]))
      } else {
        append(.loss, target, point)
      }
    default:
      let hessian = hessian(at: operands[0])
      emitCurvature(operation, operands, hessian, to: target)
    }
  }

  /// Returns the three registers of the Hessian at a point, which keep it until the end of the step.
  private mutating func hessian(at point: Value) -> Int32 {
    if let hessian = hessians[point] { return hessian }
    let hessian = allocate(3)
    append(.hessian, hessian, offset(point))
    hessians[point] = hessian
    return hessian
  }

  private mutating func emitCurvature(
    _ operation: RuleOperation, _ operands: [Value], _ xx: Int32, to target: Int32
  ) {
    let (xy, yy) = (xx + stride, xx + 2 * stride)
    switch operation {
    case .hessianDiagonal:
      append(.copy, target, xx)
      append(.copy, target + stride, yy)
    case .topEigenvector: append(.topEigenvector, target, xx)
    case .sharpness: append(.sharpness, target, xx)
    case .hessianProduct:
      let vector = offset(operands[1])
      emitProduct(xx, vector, xy, vector + stride, .add, to: target)
      emitProduct(xy, vector, yy, vector + stride, .add, to: target + stride)
    default:
      emitSolution(operands, xx, to: target)
    }
  }

  /// Appends d with (H + s)d = v, as `RuleRegisters` computes it.
  private mutating func emitSolution(_ operands: [Value], _ hessian: Int32, to target: Int32) {
    var (xx, yy) = (hessian, hessian + 2 * stride)
    let (xy, vector) = (hessian + stride, offset(operands[1]))
    let (shifted, scale) = (allocate(2), allocate(1))
    if operands.count > 2 {
      append(.add, shifted, xx, offset(operands[2]))
      append(.add, shifted + stride, yy, offset(operands[2]))
      (xx, yy) = (shifted, shifted + stride)
    }
    emitProduct(xx, yy, xy, xy, .subtract, to: scale)
    append(.divide, scale, layout.one, scale)
    emitProduct(yy, vector, xy, vector + stride, .subtract, to: target)
    emitProduct(xx, vector + stride, xy, vector, .subtract, to: target + stride)
    append(.multiply, target, scale, target)
    append(.multiply, target + stride, scale, target + stride)
    free(shifted, 2)
    free(scale, 1)
  }

  /// Appends ab + cd or ab − cd.
  private mutating func emitProduct(
    _ a: Int32, _ b: Int32, _ c: Int32, _ d: Int32, _ operation: RuleLaneOperation,
    to target: Int32
  ) {
    let second = allocate(1)
    append(.multiply, second, c, d)
    append(.multiply, target, a, b)
    append(operation, target, target, second)
    free(second, 1)
  }
}

extension RuleOperation {
  /// The instruction on two vectors; nil for an operation without one.
  fileprivate var vectorForm: RuleLaneOperation? {
    switch self {
    case .add: .addVector
    case .subtract: .subtractVector
    case .multiply: .multiplyVector
    case .divide: .divideVector
    default: nil
    }
  }
}
