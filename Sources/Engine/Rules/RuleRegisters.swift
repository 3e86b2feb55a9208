/// The registers of a rule during a step, and the execution of instructions on them.
///
/// Conditions are the numbers 1 and 0, so that lanes may disagree.
struct RuleRegisters<V: VectorSpace> {
  typealias N = V.Scalar
  typealias Register = RuleProgram.Register

  var numbers: UnsafeMutableBufferPointer<N>
  var vectors: UnsafeMutableBufferPointer<V>

  /// Returns a register as a vector; a number stands for each component.
  @inline(__always)
  func vector(_ register: Register, like w: V) -> V {
    if register.isVector { return vectors[register.index] }
    let number = numbers[register.index]
    return w.map { _ in number }
  }

  /// Copies a register; a number becomes each component of a vector.
  func copy(_ source: Register, to target: Register, like w: V) {
    if target.isVector {
      vectors[target.index] = vector(source, like: w)
    } else {
      numbers[target.index] = numbers[source.index]
    }
  }

  /// Executes an instruction; `w` gives the dimension of vectors.
  @inline(__always)
  func execute(
    _ instruction: RuleProgram.Instruction, on objective: some Objective<V>, like w: V
  ) {
    switch instruction.operation {
    case .gradient, .loss, .hessianProduct, .hessianDiagonal, .topEigenvector, .sharpness, .solve:
      evaluate(instruction, on: objective)
    case .norm, .dot, .sum, .mean, .unit, .along, .project, .cap, .smallest, .largest, .zero, .one,
      .axis:
      reduce(instruction, like: w)
    case .block:
      vectors[instruction.target.index] = block(
        numbers[instruction.a.index], of: objective.blocks, like: w)
    case .select: select(instruction, like: w)
    default: compute(instruction)
    }
  }

  // MARK: - Functions of each component

  @inline(__always)
  private func unary(_ instruction: RuleProgram.Instruction, _ f: (N) -> N) {
    let a = instruction.a
    if instruction.target.isVector {
      vectors[instruction.target.index] = vectors[a.index].map(f)
    } else {
      numbers[instruction.target.index] = f(numbers[a.index])
    }
  }

  @inline(__always)
  private func binary(_ instruction: RuleProgram.Instruction, _ f: (N, N) -> N) {
    let (a, b) = (instruction.a, instruction.b)
    let target = instruction.target.index
    guard instruction.target.isVector else {
      numbers[target] = f(numbers[a.index], numbers[b.index])
      return
    }
    switch (a.isVector, b.isVector) {
    case (true, true): vectors[target] = vectors[a.index].zip(vectors[b.index], f)
    case (true, false):
      let number = numbers[b.index]
      vectors[target] = vectors[a.index].map { f($0, number) }
    default:
      let number = numbers[a.index]
      vectors[target] = vectors[b.index].map { f(number, $0) }
    }
  }

  private func compute(_ instruction: RuleProgram.Instruction) {
    switch instruction.operation {
    case .add: binary(instruction) { $0 + $1 }
    case .subtract: binary(instruction) { $0 - $1 }
    case .multiply: binary(instruction) { $0 * $1 }
    case .divide: binary(instruction) { $0 / $1 }
    case .negate: unary(instruction) { -$0 }
    case .integerPower(let exponent): unary(instruction) { N.pow($0, exponent) }
    case .power: binary(instruction) { N.pow($0, $1) }
    case .min: binary(instruction) { N.min($0, $1) }
    case .max: binary(instruction) { N.max($0, $1) }
    case .mod: binary(instruction) { $0 - $1 * N.floor($0 / $1) }
    case .asNumber: unary(instruction) { $0 }
    case .less: binary(instruction) { N.select($0 < $1, 1, 0) }
    case .lessOrEqual: binary(instruction) { N.select($0 < $1, 1, isEqual($0, $1)) }
    case .equal: binary(instruction) { isEqual($0, $1) }
    case .and: binary(instruction) { $0 * $1 }
    case .or: binary(instruction) { N.max($0, $1) }
    case .not: unary(instruction) { 1 - $0 }
    case .draw(.mask, _):
      let probability = numbers[instruction.a.index]
      let uniforms = vectors[instruction.target.index]
      vectors[instruction.target.index] = uniforms.map { N.select($0 < probability, 1, 0) }
    case .elementwise(let function): unary(instruction) { function.value($0) }
    default: break  // a draw has its value already
    }
  }

  // MARK: - Choice

  private func select(_ instruction: RuleProgram.Instruction, like w: V) {
    let (condition, a, b) = (
      instruction.a, instruction.b, instruction.c
    )
    let target = instruction.target.index
    guard instruction.target.isVector else {
      numbers[target] = N.select(
        0 < numbers[condition.index], numbers[a.index], numbers[b.index])
      return
    }
    let (yes, no) = (vector(a, like: w), vector(b, like: w))
    guard condition.isVector else {
      let isTrue = 0 < numbers[condition.index]
      vectors[target] = yes.zip(no) { N.select(isTrue, $0, $1) }
      return
    }
    let others = no.components
    var index = -1
    vectors[target] = vectors[condition.index].zip(yes) {
      index += 1
      return N.select(0 < $0, $1, others[index])
    }
  }

  // MARK: - Functions of vectors

  private func reduce(_ instruction: RuleProgram.Instruction, like w: V) {
    let target = instruction.target.index
    func operand(_ index: Int) -> V { vectors[(index == 0 ? instruction.a : instruction.b).index] }
    func number(_ index: Int) -> N { numbers[(index == 0 ? instruction.a : instruction.b).index] }
    switch instruction.operation {
    case .norm: numbers[target] = operand(0).norm
    case .dot: numbers[target] = operand(0).dot(operand(1))
    case .sum: numbers[target] = fold(operand(0), +)
    case .mean:
      let vector = operand(0)
      numbers[target] = N(1 / Double(vector.dimension)) * fold(vector, +)
    case .smallest: numbers[target] = fold(operand(0), N.min)
    case .largest: numbers[target] = fold(operand(0), N.max)
    case .unit: vectors[target] = ascentStep(operand(0), 1)
    case .along: vectors[target] = ascentStep(operand(0), number(1))
    case .project:
      let direction = ascentStep(operand(1), 1)
      vectors[target] = operand(0).dot(direction) * direction
    case .cap:
      let vector = operand(0)
      vectors[target] = N.min(1, number(1) / (vector.norm + 1e-300)) * vector
    case .zero: vectors[target] = w.zero
    case .one: vectors[target] = w.map { _ in 1 }
    case .axis: vectors[target] = axis(number(0), like: w)
    default: break
    }
  }

  /// Combines the components from the left.
  private func fold(_ vector: V, _ combine: (N, N) -> N) -> N {
    var result: N?
    _ = vector.map { component in
      result = result.map { combine($0, component) } ?? component
      return component
    }
    return result ?? 0
  }

  /// Returns 1 at the component nearest to a number and 0 elsewhere; NaN is component 0.
  private func axis(_ number: N, like w: V) -> V {
    let last = N(Double(w.dimension - 1))
    let nearest = N.min(N.max(0, rounded(number)), last)
    return w.mapWithIndex { index, _ in isEqual(nearest, N(Double(index))) }
  }

  /// Returns 1 in the components of the block nearest to a number and 0 elsewhere.
  ///
  /// Without blocks each component is one. Zero for NaN and for a number without a block.
  private func block(_ number: N, of blocks: [Range<Int>]?, like w: V) -> V {
    let nearest = rounded(number)
    guard let blocks else {
      return w.mapWithIndex { index, _ in isEqual(nearest, N(Double(index))) }
    }
    var vector = w.zero.components
    for (index, block) in blocks.enumerated() {
      let isChosen = isEqual(nearest, N(Double(index)))
      for component in block { vector[component] = isChosen }
    }
    return w.mapWithIndex { index, _ in vector[index] }
  }

  // MARK: - Random draws

  /// Draws random numbers into a register; without a register, only advances the generator.
  func draw(
    _ draw: RuleOperation.Draw, into register: Register?, from generator: inout SplitMix64,
    like w: V
  ) {
    switch draw {
    case .uniform:
      let number = generator.uniform()
      if let register { numbers[register.index] = N(number) }
    case .mask, .signs:
      let uniforms = w.map { _ in N(generator.uniform()) }
      guard let register else { return }
      vectors[register.index] =
        draw == .mask ? uniforms : uniforms.map { N.select($0 < 0.5, 1, -1) }
    case .normal:
      let vector = Self.normal(&generator, like: w)
      if let register { vectors[register.index] = vector }
    case .sphere:
      let vector = Self.sphere(&generator, like: w)
      if let register { vectors[register.index] = vector }
    }
  }

  private static func normal(_ generator: inout SplitMix64, like w: V) -> V {
    var normals = NormalGenerator(generator)
    let vector = w.map { _ in N(normals.next()) }
    generator = normals.generator
    return vector
  }

  /// Returns a uniform point of the unit sphere; of the plane, by its angle.
  private static func sphere(_ generator: inout SplitMix64, like w: V) -> V {
    guard w.dimension == 2 else {
      let vector = normal(&generator, like: w)
      let norm = vector.norm
      return vector.map { $0 / norm }
    }
    let angle = 2 * Double.pi * generator.uniform()
    return w.mapWithIndex { index, _ in N(index == 0 ? Double.cos(angle) : Double.sin(angle)) }
  }
}

extension RuleOperation.Elementwise {
  /// Returns the value of the function.
  func value<N: Number>(_ x: N) -> N {
    switch self {
    case .sqrt: N.sqrt(x)
    case .abs: N.abs(x)
    case .sign: N.sign(x)
    case .exp: N.exp(x)
    case .log: N.log(x)
    case .log10: N.log(x) / 2.302585092994046
    case .sin: N.sin(x)
    case .cos: N.cos(x)
    case .tan: N.tan(x)
    case .asin: N.asin(x)
    case .acos: N.acos(x)
    case .atan: N.atan(x)
    case .sinh: N.sinh(x)
    case .cosh: N.cosh(x)
    case .tanh: N.tanh(x)
    case .softplus: N.softplus(x)
    case .logcosh: N.logCosh(x)
    case .floor: N.floor(x)
    case .round: rounded(x)
    }
  }
}
