import CVectors

/// Expressions as a list of steps over registers.
///
/// The registers begin with the inputs, then the constants; the rest are written by the steps and
/// used again once their value is spent. A program is generic over `Number`, so a step done on
/// lanes is one dispatch for all of them.
///
/// A class, for it owns the memory of its code.
final class Program: Sendable {
  let bytecode: Bytecode

  /// The program that computes these terms.
  ///
  /// The first `inputs` names are its inputs; the others have a value here.
  init(_ graph: Graph, _ terms: [Term], inputs: Int, value: (Int) -> Double) {
    var steps: [Instruction] = []
    var constants: [Double] = []
    let parts = graph.subterms(of: terms)
    let known = graph.foldedConstants(parts, inputs: inputs, value)
    var last = [Int: Int](minimumCapacity: parts.count)
    for part in parts where known[part] == nil {
      for operand in graph.registers(readBy: part, known) { last[operand.index] = part.index }
    }
    for term in terms { last[term.index] = Int.max }

    var register: [Term: Int] = [:]
    for part in parts {
      guard let constant = known[part], last[part.index] != nil else { continue }
      register[part] = inputs + constants.count
      constants.append(constant)
    }
    var registers = inputs + constants.count
    var free: [Int] = []
    for part in parts where known[part] == nil {
      if case .variable(let index) = graph[part] {
        register[part] = index
        continue
      }
      for operand in Set(graph.registers(readBy: part, known))
      where last[operand.index] == part.index {
        // Inputs and constants are read by every evaluation and never written.
        if let spent = register[operand], spent >= inputs + constants.count { free.append(spent) }
      }
      let target: Int
      if let spent = free.popLast() {
        target = spent
      } else {
        target = registers
        registers += 1
      }
      register[part] = target
      steps.append(graph.makeInstruction(part, target: target, known) { register[$0] ?? 0 })
    }
    let places = terms.map { register[$0] ?? 0 } + [0, 0]
    bytecode = Bytecode(
      instructions: .allocateCopy(of: steps), constants: .allocateCopy(of: constants),
      inputCount: inputs,
      registerCount: registers, outputs: (places[0], places[1], places[2]))
  }

  deinit {
    bytecode.instructions.deallocate()
    bytecode.constants.deallocate()
  }
}

/// The code of a program, for as long as that is alive.
///
/// Never written again, so any thread may read it; and plain memory, since an evaluation is so short
/// that counting references would be a good part of it.
struct Bytecode: @unchecked Sendable {  // its memory is never written again
  let instructions: UnsafeBufferPointer<Instruction>
  let constants: UnsafeBufferPointer<Double>
  let inputCount: Int
  let registerCount: Int
  /// The registers that hold the results at the end: as many as there were terms, three at most.
  let outputs: (Int, Int, Int)

  /// Loads the inputs, runs every step and reads the results.
  ///
  /// The registers are in memory of the thread unless there are very many.
  @inline(__always)
  func evaluate<N: Number>(
    _ load: (UnsafeMutableBufferPointer<N>) -> Void,
    _ read: (UnsafeMutableBufferPointer<N>) -> Void
  ) {
    let size = registerCount * MemoryLayout<N>.stride
    // Not all the thread's: what is loaded may itself come from a program.
    let ours = scratch_push(size)
    let memory = ours ?? .allocate(byteCount: size, alignment: Lanes.alignment)
    defer { if ours == nil { memory.deallocate() } else { scratch_pop(size) } }
    let registers = UnsafeMutableBufferPointer(
      start: memory.bindMemory(to: N.self, capacity: registerCount), count: registerCount)
    load(registers)
    for index in constants.indices { registers[inputCount + index] = N(constants[index]) }
    for index in instructions.indices { instructions[index].execute(registers) }
    read(registers)
  }

  /// The same at a point: a program of two inputs.
  @inline(__always)
  func evaluate<N: Number>(
    at p: Point<N>, _ read: (UnsafeMutableBufferPointer<N>) -> Void
  ) {
    evaluate(
      { registers in
        registers[0] = p.x
        registers[1] = p.y
      }, read)
  }
}

extension UnsafeBufferPointer where Element: BitwiseCopyable {
  /// Memory for as long as it is not deallocated.
  fileprivate static func allocateCopy(of elements: [Element]) -> UnsafeBufferPointer {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = memory.initialize(from: elements)
    return UnsafeBufferPointer(memory)
  }
}

extension Graph {
  /// The terms whose value is known before any input is.
  fileprivate func foldedConstants(
    _ parts: [Term], inputs: Int, _ value: (Int) -> Double
  ) -> [Term: Double] {
    var known: [Term: Double] = [:]
    for part in parts {
      switch self[part] {
      case .number(let number): known[part] = number
      case .constant(let constant): known[part] = constant.value
      case .variable(let index): if index >= inputs { known[part] = value(index) }
      case .integerPower(let a, let n):
        if let a = known[a] { known[part] = Double.pow(a, n) }
      case .unary(let operation, let a):
        if let a = known[a] { known[part] = operation.value(a) }
      case .binary(let operation, let a, let b):
        if let a = known[a], let b = known[b] { known[part] = operation.value(a, b) }
      case .select(let a, let b, let c):
        if let a = known[a], let b = known[b], let c = known[c] {
          known[part] = Operation.select.value(a, b, c)
        }
      }
    }
    return known
  }

  /// The terms that a step finds in registers.
  fileprivate func registers(readBy term: Term, _ known: [Term: Double]) -> [Term] {
    immediateForm(term, known).map { [$0.operand] } ?? self[term].operands
  }

  /// A term as a step that has a number in itself; nil if it is none.
  private func immediateForm(
    _ term: Term, _ known: [Term: Double]
  ) -> (operation: Operation, operand: Term, number: Double)? {
    guard case .binary(let operation, let a, let b) = self[term], let step = operation.immediateForm
    else { return nil }
    if let number = known[b] { return (step, a, number) }
    if operation.isCommutative, let number = known[a] { return (step, b, number) }
    return nil
  }

  fileprivate func makeInstruction(
    _ term: Term, target: Int, _ known: [Term: Double], _ register: (Term) -> Int
  ) -> Instruction {
    func place(_ term: Term) -> Int32 { Int32(register(term)) }
    var step = Instruction(operation: .add, destination: Int32(target), a: 0)
    if let (operation, operand, number) = immediateForm(term, known) {
      step.operation = operation
      step.a = place(operand)
      step.immediate = number
      return step
    }
    switch self[term] {
    case .integerPower(let a, let n): step.setIntegerPower(place(a), n)
    case .unary(let operation, let a):
      step.operation = operation
      step.a = place(a)
    case .binary(let operation, let a, let b):
      if operation == .power, let exponent = known[b], exponent == exponent.rounded(),
        exponent.magnitude <= Self.maxIntegerExponent
      {
        step.setIntegerPower(place(a), Int(exponent))
      } else {
        step.operation = operation
        step.a = place(a)
        step.b = place(b)
      }
    case .select(let a, let b, let c):
      step.operation = .select
      step.a = place(a)
      step.b = place(b)
      step.c = place(c)
    case .number, .constant, .variable:
      // These have registers from the start.
      preconditionFailure("a leaf is not a step")
    }
    return step
  }
}

extension Instruction {
  /// Makes it a whole power; a square is a product, bit for bit.
  fileprivate mutating func setIntegerPower(_ base: Int32, _ exponent: Int) {
    a = base
    operation = exponent == 2 ? .multiply : .integerPower
    b = exponent == 2 ? base : Int32(exponent)
  }
}
