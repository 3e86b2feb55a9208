extension Expression.Conjunct {
  /// Clears `holds` in each row in which the value is 0 or NaN.
  ///
  /// `columns` has the values of each of `names`, one per row. Calls reuse `scratch` to avoid
  /// allocations.
  package func restrict(
    _ holds: inout [Bool], toRowsOf columns: [[Double]], scratch: inout [Double]
  ) {
    program.bytecode.evaluate(
      zip(inputs, columns).map { ($0, $1) }, count: holds.count, scratch: &scratch
    ) { row, value in
      // NaN does not hold: both comparisons are false.
      holds[row] = holds[row] && (value < 0 || value > 0)
    }
  }
}

extension Bytecode {
  /// Evaluates a block of inputs instruction by instruction and reports the first output.
  ///
  /// Calls reuse `scratch` to avoid allocations.
  fileprivate func evaluate(
    _ columns: [(input: Int, values: [Double])], count: Int, scratch: inout [Double],
    _ result: (Int, Double) -> Void
  ) {
    let capacity = registerCount * count
    if scratch.count < capacity { scratch = [Double](repeating: 0, count: capacity) }
    scratch.withUnsafeMutableBufferPointer { all in
      func register(_ index: Int) -> UnsafeMutableBufferPointer<Double> {
        UnsafeMutableBufferPointer(rebasing: all[index * count..<(index + 1) * count])
      }
      for (input, values) in columns { _ = register(input).update(from: values) }
      for (index, constant) in constants.enumerated() {
        register(inputCount + index).update(repeating: constant)
      }
      for instruction in instructions { instruction.execute(count: count, register) }
      for (index, value) in register(outputs.0).enumerated() { result(index, value) }
    }
  }
}

extension Instruction {
  /// Executes the instruction on whole registers of `count` values each.
  fileprivate func execute(
    count: Int, _ register: (Int) -> UnsafeMutableBufferPointer<Double>
  ) {
    let operands = (
      register(Int(a)), register(Int(arity > 1 ? b : a)), register(Int(arity > 2 ? c : a))
    )
    let target = register(Int(self.destination))
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 4) { cells in
      var local = self
      (local.destination, local.a, local.c) = (3, 0, 2)
      if arity > 1 { local.b = 1 }
      for index in 0..<count {
        cells[0] = operands.0[index]
        cells[1] = operands.1[index]
        cells[2] = operands.2[index]
        local.execute(cells)
        target[index] = cells[3]
      }
    }
  }

  /// The number of registers read; the integer of a power or a sinc is no register.
  private var arity: Int {
    switch operation {
    case .add, .subtract, .multiply, .divide, .power, .less, .lessOrEqual, .equal, .and, .or,
      .min, .max, .atan2, .hypot, .logaddexp, .ratio:
      2
    case .select: 3
    default: 1
    }
  }
}
