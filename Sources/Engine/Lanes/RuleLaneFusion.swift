/// Joins instructions on numbers whose result only the next instruction reads.
///
/// The bits stay those of the separate instructions.
struct RuleLaneFusion {
  private(set) var instructions: [RuleLaneInstruction] = []

  /// `kept` are the registers that later instructions read; all others are temporary.
  init(_ separate: [RuleLaneInstruction], kept: [Int32]) {
    var rest = separate[...]
    while let first = rest.popFirst() {
      var joined = first
      while let next = rest.first, joined.target == next.target || !kept.contains(joined.target),
        let both = joined.joined(with: next),
        joined.target == next.target || !Self.reads(joined.target, rest.dropFirst())
      {
        joined = both
        rest.removeFirst()
      }
      instructions.append(joined)
    }
    pairProducts(kept: kept)
  }

  /// Whether instructions read a register before they write to it.
  private static func reads(_ register: Int32, _ rest: ArraySlice<RuleLaneInstruction>) -> Bool {
    for instruction in rest {
      guard let operands = instruction.numberOperands else { return true }
      if operands.contains(register) { return true }
      if instruction.target == register { return false }
    }
    return false
  }

  /// Joins neighbouring products of which the second does not read the first.
  private mutating func pairProducts(kept: [Int32]) {
    var index = 0
    while index + 1 < instructions.count {
      let (first, second) = (instructions[index], instructions[index + 1])
      if first.operation == .multiply, second.operation == .multiply,
        first.target != second.target, ![second.a, second.b].contains(first.target)
      {
        var pair = first
        pair.operation = .twoProducts
        (pair.c, pair.d, pair.second) = (second.a, second.b, second.target)
        instructions.replaceSubrange(index...index + 1, with: [pair])
        joinFactor(of: index, kept: kept)
      }
      index += 1
    }
  }

  /// Joins two products with the instruction before them that computes a factor of both.
  private mutating func joinFactor(of index: Int, kept: [Int32]) {
    guard index > 0, instructions[index - 1].operation == .scaledProduct else { return }
    let (pair, product) = (instructions[index], instructions[index - 1])
    guard let c = pair.otherFactor(than: product.target, pair.a, pair.b),
      let d = pair.otherFactor(than: product.target, pair.c, pair.d),
      !kept.contains(product.target),
      !Self.reads(product.target, instructions[(index + 1)...])
    else { return }
    var joined = product
    joined.operation = .productTimes
    (joined.target, joined.second, joined.c, joined.d) = (pair.target, pair.second, c, d)
    instructions.replaceSubrange(index - 1...index, with: [joined])
  }
}

extension RuleLaneInstruction {
  /// The registers that an instruction of a formula reads; nil if they are not known.
  fileprivate var numberOperands: [Int32]? {
    switch operation {
    case .copy, .negate, .sqrt, .addNumber, .subtractNumber, .multiplyNumber, .divideNumber: [a]
    case .add, .subtract, .multiply, .divide, .min, .max, .less, .scaledProduct: [a, b]
    case .productPlus, .productMinus, .minusProduct: [a, b, c]
    default: nil
    }
  }

  /// Returns the factor of a product a·b beside a register; nil if that is no factor or both are.
  fileprivate func otherFactor(than register: Int32, _ a: Int32, _ b: Int32) -> Int32? {
    guard (a == register) != (b == register) else { return nil }
    return a == register ? b : a
  }

  /// Returns one instruction for this one and the next, which reads the result; nil without one.
  fileprivate func joined(with next: RuleLaneInstruction) -> RuleLaneInstruction? {
    var joined = self
    joined.target = next.target
    // Adding −0 changes no number.
    joined.number = operation == .multiply ? -0.0 : number
    switch (operation, next.operation) {
    case (.multiply, .addNumber) where next.a == target: joined.number = next.number
    case (.multiply, .subtractNumber) where next.a == target: joined.number = -next.number
    case (.multiply, .multiplyNumber) where next.a == target: joined.factor = next.number
    case (.scaledProduct, .multiplyNumber) where next.a == target && factor == 1:
      joined.factor = next.number
      return joined
    case (.multiply, .add), (.multiply, .subtract):
      guard (next.a == target) != (next.b == target) else { return nil }
      joined.c = next.a == target ? next.b : next.a
      joined.operation =
        next.operation == .add ? .productPlus : next.a == target ? .productMinus : .minusProduct
      return joined
    default: return nil
    }
    joined.operation = .scaledProduct
    return joined
  }
}
