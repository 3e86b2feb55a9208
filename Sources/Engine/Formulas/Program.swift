import CVectors
import Integers
import Vectors

/// A compiled list of terms: instructions over registers.
///
/// The first registers hold the inputs, the next the constants; instructions write the others,
/// which are reused after their last read. A program runs over any `Number`, so lanes share one
/// dispatch per instruction.
///
/// A class, because it owns the memory of its bytecode.
final class Program: Sendable {
  let bytecode: Bytecode

  /// Compiles a program that computes one to three terms.
  ///
  /// The first `inputs` variables are inputs; `value` returns the constant value of each other one.
  /// Takes O(n) time in the number of subterms.
  init(_ graph: Graph, _ terms: [Term], inputs: Int, value: (Int) -> Double) {
    var instructions: [Instruction] = []
    var constants: [Double] = []
    let subterms = graph.subterms(of: terms)
    let constantValues = graph.foldedConstants(subterms, inputs: inputs, value)
    var lastRead = [Int: Int](minimumCapacity: subterms.count)
    for term in subterms where constantValues[term] == nil {
      for operand in graph.registers(readBy: term, constantValues) {
        lastRead[operand.index] = term.index
      }
    }
    for term in terms { lastRead[term.index] = Int.max }

    var register: [Term: Int] = [:]
    for term in subterms {
      guard let constant = constantValues[term], lastRead[term.index] != nil else { continue }
      register[term] = inputs + constants.count
      constants.append(constant)
    }
    var registers = inputs + constants.count
    var free: [Int] = []
    for term in subterms where constantValues[term] == nil {
      if case .variable(let index) = graph[term] {
        register[term] = index
        continue
      }
      for operand in Set(graph.registers(readBy: term, constantValues))
      where lastRead[operand.index] == term.index {
        // Registers of inputs and constants are never reused.
        if let unused = register[operand], unused >= inputs + constants.count {
          free.append(unused)
        }
      }
      let target: Int
      if let unused = free.popLast() {
        target = unused
      } else {
        target = registers
        registers += 1
      }
      register[term] = target
      instructions.append(
        graph.makeInstruction(term, target: target, constantValues) { register[$0] ?? 0 })
    }
    let outputs = terms.map { register[$0] ?? 0 } + [0, 0]
    bytecode = Bytecode(
      instructions: .allocateCopy(of: instructions), constants: .allocateCopy(of: constants),
      inputCount: inputs,
      registerCount: registers, outputs: (outputs[0], outputs[1], outputs[2]))
  }

  deinit {
    bytecode.instructions.deallocate()
    bytecode.constants.deallocate()
  }
}

/// The instructions and constants of a program, valid during the lifetime of the `Program`.
///
/// The memory is immutable, so every thread may read it. Plain pointers avoid reference counting,
/// which would be a large part of a short evaluation.
struct Bytecode: @unchecked Sendable {  // the memory is immutable
  let instructions: UnsafeBufferPointer<Instruction>
  let constants: UnsafeBufferPointer<Double>
  let inputCount: Int
  let registerCount: Int
  /// The registers of the results, one per term; register 0 for a missing term.
  let outputs: (Int, Int, Int)

  /// Loads the inputs, executes every instruction and reads the results.
  ///
  /// The registers are in thread-local scratch memory, or on the heap if they do not fit.
  @inline(__always)
  func evaluate<N: Number>(
    _ load: (UnsafeMutableBufferPointer<N>) -> Void,
    _ read: (UnsafeMutableBufferPointer<N>) -> Void
  ) {
    let size = registerCount * MemoryLayout<N>.stride
    // A stack of scratch memory, since `load` may evaluate another program.
    let scratch = scratch_push(size)
    let memory = scratch ?? .allocate(byteCount: size, alignment: Lanes.alignment)
    defer { if scratch == nil { memory.deallocate() } else { scratch_pop(size) } }
    let registers = UnsafeMutableBufferPointer(
      start: memory.bindMemory(to: N.self, capacity: registerCount), count: registerCount)
    load(registers)
    for index in constants.indices { registers[inputCount + index] = N(constants[index]) }
    for index in instructions.indices { instructions[index].execute(registers) }
    read(registers)
  }

  /// Evaluates a program of two inputs at a point.
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
  /// Returns a copy of the elements in memory that the caller must deallocate.
  fileprivate static func allocateCopy(of elements: [Element]) -> UnsafeBufferPointer {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = memory.initialize(from: elements)
    return UnsafeBufferPointer(memory)
  }
}

extension Graph {
  /// Returns the values of the subterms that do not depend on an input.
  fileprivate func foldedConstants(
    _ subterms: [Term], inputs: Int, _ value: (Int) -> Double
  ) -> [Term: Double] {
    var constantValues: [Term: Double] = [:]
    for term in subterms {
      switch self[term] {
      case .number(let number): constantValues[term] = number
      case .constant(let constant): constantValues[term] = constant.value
      case .variable(let index): if index >= inputs { constantValues[term] = value(index) }
      case .integerPower(let a, let n):
        if let a = constantValues[a] { constantValues[term] = Double.pow(a, n) }
      case .unary(let operation, let a):
        if let a = constantValues[a] { constantValues[term] = operation.value(a) }
      case .binary(let operation, let a, let b):
        if let a = constantValues[a], let b = constantValues[b] {
          constantValues[term] = operation.value(a, b)
        }
      case .select(let a, let b, let c):
        if let a = constantValues[a], let b = constantValues[b], let c = constantValues[c] {
          constantValues[term] = Operation.select.value(a, b, c)
        }
      }
    }
    return constantValues
  }

  /// Returns the operands that the instruction of a term reads from registers.
  fileprivate func registers(readBy term: Term, _ constantValues: [Term: Double]) -> [Term] {
    immediateForm(term, constantValues).map { [$0.operand] } ?? self[term].operands
  }

  /// Returns a term as an operation with an immediate operand; nil if it has no such form.
  private func immediateForm(
    _ term: Term, _ constantValues: [Term: Double]
  ) -> (operation: Operation, operand: Term, number: Double)? {
    guard case .binary(let operation, let a, let b) = self[term],
      let immediateForm = operation.immediateForm
    else { return nil }
    if let number = constantValues[b] { return (immediateForm, a, number) }
    if operation.isCommutative, let number = constantValues[a] { return (immediateForm, b, number) }
    return nil
  }

  /// Returns the instruction that computes a term into the register `target`.
  fileprivate func makeInstruction(
    _ term: Term, target: Int, _ constantValues: [Term: Double], _ register: (Term) -> Int
  ) -> Instruction {
    func index(_ term: Term) -> Int32 { Int32(register(term)) }
    var instruction = Instruction(operation: .add, destination: Int32(target), a: 0)
    if let (operation, operand, number) = immediateForm(term, constantValues) {
      instruction.operation = operation
      instruction.a = index(operand)
      instruction.immediate = number
      return instruction
    }
    switch self[term] {
    case .integerPower(let a, let n): instruction.setIntegerPower(index(a), n)
    case .unary(let operation, let a):
      instruction.operation = operation
      instruction.a = index(a)
    case .binary(let operation, let a, let b):
      if operation == .power, let exponent = constantValues[b], exponent == exponent.rounded(),
        exponent.magnitude <= Self.maxIntegerExponent
      {
        instruction.setIntegerPower(index(a), Int(clamping: exponent))
      } else if operation == .sinc {
        instruction.operation = .sinc
        instruction.a = index(a)
        instruction.b = Int32(clamping: constantValues[b] ?? 0)
      } else {
        instruction.operation = operation
        instruction.a = index(a)
        instruction.b = index(b)
      }
    case .select(let a, let b, let c):
      instruction.operation = .select
      instruction.a = index(a)
      instruction.b = index(b)
      instruction.c = index(c)
    case .number, .constant, .variable:
      preconditionFailure("a leaf has no instruction")
    }
    return instruction
  }
}

extension Instruction {
  /// Sets the operation to an integer power; a square becomes a product, which is bit-identical.
  fileprivate mutating func setIntegerPower(_ base: Int32, _ exponent: Int) {
    a = base
    operation = exponent == 2 ? .multiply : .integerPower
    b = exponent == 2 ? base : Int32(exponent)
  }
}
