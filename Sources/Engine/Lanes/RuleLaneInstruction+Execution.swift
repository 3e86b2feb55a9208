import CVectors
import Vectors

extension RuleLaneCode {
  /// Takes a number of steps, and adds |w|² after each.
  ///
  /// With `isMasked`, lanes whose mask is 0 keep their iterate.
  @inline(never)
  func execute(
    _ registers: LaneRegisters, _ lanes: RuleLaneProgram, times: Int, isMasked: Bool
  ) {
    guard let first = instructions.baseAddress else { return }
    let (end, gradients, formulas) = (first + instructions.count, gradients, formulas)
    let (surface, layout) = (lanes.surface, lanes.layout)
    let evaluate = surface.laneGradients
    let iterate = registers.vectors(layout.iterate)
    let former = registers.vectors(layout.formerIterate)
    let mask = registers.vectors(layout.activeMask)
    let sums = registers.vectors(layout.squaredNormSums)
    for _ in 0..<times {
      if isMasked { register_copy(former, iterate, 6) }
      var instruction = first
      while instruction < end {
        switch instruction.pointee.operation {
        case .gradient: evaluate(gradients[Int(instruction.pointee.a)], registers)
        case .formula: formulas[Int(instruction.pointee.a)].execute(in: registers)
        default: instruction.execute(registers, surface)
        }
        instruction += 1
      }
      if isMasked {
        for component in 0...1 {
          let offset = component * LaneRegisters.stride
          register_select(iterate + offset, mask, iterate + offset, former + offset)
        }
      }
      register_add_squares(sums, iterate)
    }
  }
}

// A pointer: a method of the instruction would copy it to the stack.
extension UnsafePointer<RuleLaneInstruction> {
  /// Executes the instruction; every operation has the bits of `Double`.
  @inline(__always)
  fileprivate func execute(_ registers: LaneRegisters, _ surface: ErasedSurface) {
    let target = registers.vectors(pointee.target)
    let (a, b) = (registers.vectors(pointee.a), registers.vectors(pointee.b))
    switch pointee.operation {
    case .copy: register_copy(target, a, 3)
    case .add: register_add(target, a, b, 3)
    case .subtract: register_sub(target, a, b, 3)
    case .multiply: register_mul(target, a, b, 3)
    case .divide: register_div(target, a, b, 3)
    case .negate: register_neg(target, a, 3)
    case .sqrt: register_sqrt(target, a, 3)
    case .min: register_min(target, a, b, 3)
    case .max: register_max(target, a, b, 3)
    case .addNumber: register_add_number(target, a, pointee.number)
    case .subtractNumber: register_sub_number(target, a, pointee.number)
    case .multiplyNumber: register_mul_number(target, a, pointee.number)
    case .divideNumber: register_div_number(target, a, pointee.number)
    case .less: register_less(target, a, b)
    case .select: register_select(target, a, b, registers.vectors(pointee.c))
    case .copyVector: register_copy(target, a, 6)
    case .addVector: register_add(target, a, b, 6)
    case .subtractVector: register_sub(target, a, b, 6)
    case .multiplyVector: register_mul(target, a, b, 6)
    case .divideVector: register_div(target, a, b, 6)
    case .scale: register_scale(target, a, b)
    case .addScaled: register_add_scaled(target, a, b, registers.vectors(pointee.c))
    case .subtractScaled: register_sub_scaled(target, a, b, registers.vectors(pointee.c))
    case .combine:
      register_combine(target, a, b, registers.vectors(pointee.c), registers.vectors(pointee.d))
    case .along: register_along(target, a, b)
    case .addAlong: register_add_along(target, a, b, registers.vectors(pointee.c))
    case .divideByRoot: register_div_by_root(target, a, b, registers.vectors(pointee.c))
    case .dot: register_dot(target, a, b)
    case .norm: register_norm(target, a)
    case .scaledProduct: register_scaled_product(target, a, b, pointee.number, pointee.factor)
    case .productTimes:
      register_product_times(
        target, registers.vectors(pointee.second), a, b, pointee.number, pointee.factor,
        registers.vectors(pointee.c),
        registers.vectors(pointee.d))
    case .twoProducts:
      register_two_products(
        target, a, b, registers.vectors(pointee.c), registers.vectors(pointee.d),
        registers.vectors(pointee.second))
    case .productPlus: register_product_plus(target, a, b, registers.vectors(pointee.c))
    case .productMinus: register_product_minus(target, a, b, registers.vectors(pointee.c))
    case .minusProduct: register_minus_product(target, a, b, registers.vectors(pointee.c))
    case .gradient, .formula: break
    case .lessOrEqual, .equal, .mod, .power, .integerPower, .elementwise:
      pointee.computeLanes(registers)
    case .labelledGradient, .loss, .labelledLoss, .hessian, .topEigenvector, .sharpness:
      pointee.evaluate(registers, on: surface)
    }
  }
}

extension RuleLaneInstruction {
  /// Executes an operation whose cost is that of its function, not of its dispatch.
  @inline(never)
  fileprivate func computeLanes(_ registers: LaneRegisters) {
    let target = registers.lanes(target)
    let (a, b) = (registers.lanes(a), registers.lanes(b))
    switch operation {
    case .lessOrEqual:
      for k in 0..<3 { target[k] = .select(a[k] < b[k], 1, isEqual(a[k], b[k])) }
    case .equal: for k in 0..<3 { target[k] = isEqual(a[k], b[k]) }
    case .mod: for k in 0..<3 { target[k] = a[k] - b[k] * .floor(a[k] / b[k]) }
    case .power: for k in 0..<3 { target[k] = .pow(a[k], b[k]) }
    case .integerPower: for k in 0..<3 { target[k] = .pow(a[k], Int(self.b)) }
    default:
      let function = RuleOperation.Elementwise.allCases[Int(self.b)]
      for k in 0..<3 { target[k] = function.value(a[k]) }
    }
  }

  /// Evaluates a function of the objective, other than the gradient.
  @inline(never)
  fileprivate func evaluate(_ registers: LaneRegisters, on surface: ErasedSurface) {
    let target = registers.lanes(target)
    let (a, b) = (registers.lanes(a), registers.lanes(b))
    for k in 0..<3 {
      switch operation {
      case .labelledGradient:
        let gradient = surface.gradient(Point(a[k], a[k + 3]), label: b[k])
        (target[k], target[k + 3]) = (gradient.x, gradient.y)
      case .loss: target[k] = surface.value(Point(a[k], a[k + 3]))
      case .labelledLoss: target[k] = surface.value(Point(a[k], a[k + 3]), label: b[k])
      case .hessian:
        for lane in 0..<Lanes.count {
          let hessian = surface.hessian(Point(a[k][lane], a[k + 3][lane]))
          target[k][lane] = hessian.xx
          target[k + 3][lane] = hessian.xy
          target[k + 6][lane] = hessian.yy
        }
      default:
        for lane in 0..<Lanes.count {
          let hessian = Hessian(xx: a[k][lane], xy: a[k + 3][lane], yy: a[k + 6][lane])
          guard operation == .topEigenvector else {
            target[k][lane] = hessian.maxEigenvalue
            continue
          }
          let vector = hessian.topEigenvector
          target[k][lane] = vector.x
          target[k + 3][lane] = vector.y
        }
      }
    }
  }
}

extension Instruction {
  /// Executes the instruction of a formula on registers of a rule.
  @inline(never)
  fileprivate func execute(in registers: LaneRegisters) {
    // The registers of an instruction are indices from the first one; their number is not checked.
    execute(
      UnsafeMutableBufferPointer(
        start: registers.base.assumingMemoryBound(to: Triple<Lanes>.self), count: Int.max))
  }
}
