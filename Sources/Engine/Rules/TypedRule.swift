import Vectors

/// A typed update rule with values of its hyperparameters, as an optimizer on any vector space.
///
/// ```swift
/// let rule = try Rule("memory v = 0; v = beta*v + grad(w); w - eta*v")
/// let heavyBall = TypedRule<Point<Double>>(rule) { $0.defaultValue }
/// ```
///
/// A rule with random draws or with second derivatives runs on `Double` only.
public struct TypedRule<V: VectorSpace>: Optimizer {
  let program: RuleProgram
  /// The values of the knobs in the order of the rule.
  let knobs: [V.Scalar]

  /// Creates the optimizer; `knob` returns the value of each knob of the rule.
  public init(_ rule: Rule, _ knob: (Knob) -> V.Scalar) {
    self.init(RuleProgram(rule), knob)
  }

  /// Creates the optimizer of a program.
  init(_ program: RuleProgram, _ knob: (Knob) -> V.Scalar) {
    self.program = program
    knobs = program.rule.knobs.map(knob)
  }

  /// The registers of a run, with its step and its random generator.
  public struct Memory: Sendable {
    var numbers: [V.Scalar]
    var vectors: [V]
    /// The number of steps taken.
    var step = 0
    var generator: SplitMix64
    /// The branches that earlier steps took: few, because few conditions depend on the step.
    fileprivate var branches: [Branch] = []
  }

  /// The instructions of the steps with the same clock conditions.
  fileprivate struct Branch: Sendable {
    /// One bit per condition of the program.
    let conditions: UInt64
    /// The instructions that such a step needs, without those of the clock.
    let instructions: [RuleProgram.Instruction]
  }

  /// Returns the memory before the first step, with the starts of the rule's memories.
  public func initialMemory(at w: V, seed: UInt64) -> Memory {
    var memory = Memory(
      numbers: [V.Scalar](repeating: 0, count: program.numberCount),
      vectors: [V](repeating: w.zero, count: program.vectorCount),
      generator: SplitMix64(seed: seed))
    memory.withRegisters { registers in
      for (register, value) in program.constants {
        registers.numbers[register.index] = V.Scalar(value)
      }
      load(w, step: 0, &registers)
      for instruction in program.startInstructions {
        registers.execute(instruction, on: NoObjective<V>(), like: w)
      }
      for memory in program.memories {
        registers.copy(memory.start, to: memory.register, like: w)
      }
    }
    return memory
  }

  private func load(_ w: V, step: Int, _ registers: inout RuleRegisters<V>) {
    for (register, load) in program.loads {
      switch load {
      case .knob(let index): registers.numbers[register.index] = knobs[index]
      case .step: registers.numbers[register.index] = V.Scalar(Double(step))
      case .w: registers.vectors[register.index] = w
      }
    }
  }

  /// Updates `w` by one step, and returns the ascent point.
  ///
  /// That is the value of `ascent` if the rule sets it, otherwise the point of the last gradient that
  /// the step needs, in the order of the text; w without such a point.
  public func step(_ w: inout V, _ memory: inout Memory, on objective: some Objective<V>) -> V {
    memory.step += 1
    let (step, previous) = (memory.step, w)
    var generator = memory.generator
    var branches: [Branch] = []
    swap(&branches, &memory.branches)
    let ascentPoint = memory.withRegisters { registers in
      load(previous, step: step, &registers)
      for (draw, register) in program.draws {
        registers.draw(draw, into: register, from: &generator, like: previous)
      }
      let gradientPoint = execute(&registers, &branches, on: objective, at: previous)
      let ascentPoint = program.ascentPoint.map { registers.vector($0, like: previous) }
      w = registers.vector(program.newIterate, like: previous)
      updateMemories(&registers, like: previous)
      if step.isMultiple(of: MemoryFlush.interval) { flushMemories(&registers) }
      return ascentPoint ?? gradientPoint ?? previous
    }
    memory.generator = generator
    swap(&branches, &memory.branches)
    return ascentPoint
  }

  /// Replaces subnormal memories by 0, except on numbers with derivatives.
  private func flushMemories(_ registers: inout RuleRegisters<V>) {
    guard V.Scalar.self == Double.self || V.Scalar.self == Lanes.self else { return }
    for memory in program.memories {
      let index = memory.register.index
      if memory.register.isVector {
        registers.vectors[index] = registers.vectors[index].map { MemoryFlush.flushed($0) }
      } else {
        registers.numbers[index] = MemoryFlush.flushed(registers.numbers[index])
      }
    }
  }

  /// Executes the instructions of a step and returns the point of the last gradient.
  private func execute(
    _ registers: inout RuleRegisters<V>, _ branches: inout [Branch],
    on objective: some Objective<V>, at w: V
  ) -> V? {
    let instructions = neededInstructions(&registers, &branches, like: w)
    var gradientPoint: RuleProgram.Register?
    for instruction in instructions {
      registers.execute(instruction, on: objective, like: w)
      if instruction.operation == .gradient { gradientPoint = instruction.a }
    }
    return gradientPoint.map { registers.vector($0, like: w) }
  }

  /// Executes the instructions of the clock, and returns the others that the step needs.
  ///
  /// All instructions without clock branches, and on lanes, which may disagree.
  private func neededInstructions(
    _ registers: inout RuleRegisters<V>, _ branches: inout [Branch], like w: V
  ) -> [RuleProgram.Instruction] {
    guard program.hasClockBranches, program.clockConditions.count <= 64,
      let numbers = registers.numbers as? UnsafeMutableBufferPointer<Double>
    else { return program.instructions }
    executeClock(&registers, like: w)
    var conditions: UInt64 = 0
    for (_, register) in program.clockConditions {
      conditions = conditions << 1 | (numbers[register.index] > 0 ? 1 : 0)
    }
    if let known = branches.first(where: { $0.conditions == conditions }) {
      return known.instructions
    }
    let graph = program.rule.graph
    let isNeeded = neededValues(numbers)
    let needed = program.instructions.filter {
      isNeeded[$0.value] && !graph[$0.value].isClock
    }
    // A rule whose conditions take many values at random must not fill the memory.
    if branches.count < 16 {
      branches.append(Branch(conditions: conditions, instructions: needed))
    }
    return needed
  }

  /// Executes the instructions whose values depend on the step and the knobs alone.
  private func executeClock(_ registers: inout RuleRegisters<V>, like w: V) {
    for instruction in program.clockInstructions {
      registers.execute(instruction, on: NoObjective<V>(), like: w)
    }
  }

  /// Returns which values the step needs, given the registers of the conditions.
  private func neededValues(_ numbers: UnsafeMutableBufferPointer<Double>) -> [Bool] {
    program.rule.graph.neededValues(of: program.rule.results) { condition in
      program.clockConditions.first { $0.value == condition }
        .map { numbers[$0.register.index] > 0 }
    }
  }

  /// Assigns the new values of the memories, all of which are computed from the former ones.
  private func updateMemories(_ registers: inout RuleRegisters<V>, like w: V) {
    if program.memories.count == 1, let memory = program.memories.first {
      return registers.copy(memory.next, to: memory.register, like: w)
    }
    // The new value of a memory may be the former value of another one.
    let next = program.memories.map { memory in
      memory.register.isVector
        ? (registers.vector(memory.next, like: w), V.Scalar(0))
        : (w, registers.numbers[memory.next.index])
    }
    for (memory, value) in zip(program.memories, next) {
      if memory.register.isVector {
        registers.vectors[memory.register.index] = value.0
      } else {
        registers.numbers[memory.register.index] = value.1
      }
    }
  }
}

extension TypedRule where V.Scalar == Double {
  /// Returns which values a step needs, by the index of the graph node.
  ///
  /// Only the number of the step and the knobs decide; `memory` provides the registers.
  func neededValues(_ memory: inout Memory, step: Int, like w: V) -> [Bool] {
    memory.withRegisters { registers in
      load(w, step: step, &registers)
      executeClock(&registers, like: w)
      return neededValues(registers.numbers)
    }
  }
}

extension TypedRule.Memory {
  /// Calls `body` with the registers.
  @inline(__always)
  fileprivate mutating func withRegisters<Result>(
    _ body: (inout RuleRegisters<V>) -> Result
  ) -> Result {
    numbers.withUnsafeMutableBufferPointer { numbers in
      vectors.withUnsafeMutableBufferPointer { vectors in
        var registers = RuleRegisters<V>(numbers: numbers, vectors: vectors)
        return body(&registers)
      }
    }
  }
}

/// The objective of values that no objective is needed for.
struct NoObjective<V: VectorSpace>: Objective {
  func gradient(_ w: V) -> V { w.map { _ in V.Scalar(.nan) } }
}
