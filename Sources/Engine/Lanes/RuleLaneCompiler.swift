/// Compiles the steps of a rule into instructions for lanes.
///
/// Equal parts of sums and products become one instruction, and the gradient of a formula becomes a
/// part of the rule. A value whose last reader has run leaves its register to others.
struct RuleLaneCompiler {
  typealias Value = RuleGraph.Value

  /// Values that one instruction or a few compute, in the order of the nodes.
  struct Part {
    let node: Value
    let form: Form
    let operands: [Value]
  }

  /// The form of a part: an operation of the graph, or several at once.
  enum Form {
    case operation(RuleOperation)
    case addScaled, subtractScaled, combine, addAlong, divideByRoot
    /// A gradient with the sums around it, whose operands are in the order of `LaneGradient`.
    case gradient(LaneGradient)
  }

  let graph: RuleGraph
  let layout: RuleLaneLayout
  let formula: Program?
  /// Whether the values of the stage `clock` differ from lane to lane.
  let computesClock: Bool
  /// The truth of each condition of the layout; nil if lanes may disagree.
  let branches: UInt64?
  /// Whether the code stores the ascent point of each step.
  let recordsAscentPoints: Bool
  var instructions: [RuleLaneInstruction] = []
  var gradients: [LaneGradient] = []
  var formulas: [Instruction] = []
  /// The offsets of the values that have a register.
  var offsets: [Value: Int32]
  /// The three registers of the Hessian at each point.
  var hessians: [Value: Int32] = [:]
  /// Whether each temporary register is in use.
  private var isInUse: [Bool] = []

  init(
    _ graph: RuleGraph, _ layout: RuleLaneLayout, formula: Program?, branches: UInt64?,
    recordsAscentPoints: Bool
  ) {
    self.recordsAscentPoints = recordsAscentPoints
    self.graph = graph
    self.layout = layout
    self.formula = formula
    self.branches = branches
    computesClock = branches == nil
    offsets = layout.offsets
  }

  /// The number of registers of layout and code.
  var registerCount: Int32 { layout.count + Int32(isInUse.count) }

  // MARK: - Values

  /// Returns the value that stands for another one: the branch that is taken, or a number for a
  /// condition.
  ///
  /// A number never replaces a vector, because readers of a vector read two registers.
  func resolved(_ value: Value) -> Value {
    let node = graph[value]
    if node.operation == .asNumber { return resolved(node.operands[0]) }
    guard let branch = takenBranch(value), !isBroadcast(value, branch) else { return value }
    return branch
  }

  /// Returns the branch of an `if` that every lane takes; nil for another value.
  private func takenBranch(_ value: Value) -> Value? {
    guard let branches, graph.isClockBranch(value),
      let index = layout.conditions.firstIndex(of: graph[value].operands[0])
    else { return nil }
    return resolved(graph[value].operands[branches >> UInt64(index) & 1 == 1 ? 1 : 2])
  }

  /// Whether a step copies the number of a branch into both components of an `if`.
  private func isBroadcast(_ value: Value, _ branch: Value) -> Bool {
    layout.stages[value] == .step && hasComponents(value) && !hasComponents(branch)
  }

  /// Returns the operands of a value; the number alone for an `if` that copies a number.
  func operands(of value: Value) -> [Value] {
    if let branch = takenBranch(value), isBroadcast(value, branch) { return [branch] }
    return graph[value].operands.map(resolved)
  }

  func hasComponents(_ value: Value) -> Bool { graph[value].shape.hasComponents }

  /// Whether a step computes a value.
  func isComputed(_ value: Value) -> Bool {
    switch layout.stages[value] {
    case .step: true
    case .clock: computesClock && graph[value].operation != .step
    default: false
    }
  }

  /// Returns the values that a step computes for some results, in the order of the nodes.
  func computedValues(of results: [Value]) -> [Value] {
    var isNeeded = [Bool](repeating: false, count: graph.nodes.count)
    for value in results { isNeeded[value] = true }
    for value in graph.nodes.indices.reversed() where isNeeded[value] && isComputed(value) {
      for operand in operands(of: value) { isNeeded[operand] = true }
    }
    return graph.nodes.indices.filter { isNeeded[$0] && isComputed($0) }
  }

  // MARK: - Registers

  /// Returns the offset of free registers in a row, which are then in use.
  mutating func allocate(_ count: Int) -> Int32 {
    var first = isInUse.count
    for start in isInUse.indices
    where !isInUse[start..<min(start + count, isInUse.count)].contains(true) {
      first = start
      break
    }
    while isInUse.count < first + count { isInUse.append(false) }
    for index in first..<first + count { isInUse[index] = true }
    return (layout.count + Int32(first)) * Int32(LaneRegisters.stride)
  }

  /// Frees registers, unless they are registers of the layout.
  mutating func free(_ offset: Int32, _ count: Int) {
    let first = Int(offset) / LaneRegisters.stride - Int(layout.count)
    guard first >= 0 else { return }
    for index in first..<first + count { isInUse[index] = false }
  }

  /// Returns the register of a component of a value; the only register of a number.
  func offset(_ value: Value, _ component: Int = 0) -> Int32 {
    let offset = offsets[value] ?? layout.iterate
    return hasComponents(value) ? offset + Int32(component * LaneRegisters.stride) : offset
  }

  mutating func append(
    _ operation: RuleLaneOperation, _ target: Int32, _ a: Int32 = 0, _ b: Int32 = 0,
    _ c: Int32 = 0, _ d: Int32 = 0
  ) {
    instructions.append(
      RuleLaneInstruction(operation: operation, target: target, a: a, b: b, c: c, d: d))
  }

  // MARK: - Parts

  /// Returns the parts that compute some values, and which readers they have.
  func parts(_ values: [Value], pinned: [Value]) -> [Part] {
    var readers = [Int](repeating: 0, count: graph.nodes.count)
    for value in values { for operand in operands(of: value) { readers[operand] += 1 } }
    for value in pinned { readers[value] += 2 }
    var isPart = Set(values)
    var parts: [Part] = []
    for value in values.reversed() where isPart.contains(value) {
      let part = part(value) { readers[$0] == 1 && isPart.contains($0) }
      for inner in part.inner { isPart.remove(inner) }
      parts.append(part.part)
    }
    return parts.reversed()
  }

  /// Returns the part that computes a value, and the other values of the part.
  private func part(
    _ value: Value, isPrivate: (Value) -> Bool
  ) -> (part: Part, inner: [Value]) {
    if let gradient = gradientPart(value, isPrivate: isPrivate) { return gradient }
    let plain = Part(
      node: value, form: .operation(graph[value].operation), operands: operands(of: value))
    guard hasComponents(value), plain.operands.count == 2,
      plain.operands.allSatisfy(hasComponents)
    else { return (plain, []) }
    let (form, operands, inner): (Form, [Value], [Value])
    if let product = quotient(value, isPrivate: isPrivate) {
      (form, operands, inner) = product
    } else if let pair = combination(value, isPrivate: isPrivate) {
      (form, operands, inner) = pair
    } else if let sum = sum(value, isPrivate: isPrivate) {
      let forms: [LaneGradient.PointForm: Form] = [
        .plus: .addScaled, .minus: .subtractScaled, .along: .addAlong,
      ]
      (form, operands, inner) = (
        forms[sum.form] ?? .addScaled, [sum.start, sum.scale, sum.vector], [sum.inner]
      )
    } else {
      return (plain, [])
    }
    return (Part(node: value, form: form, operands: operands), inner)
  }

  /// Returns a gradient with the sums around it; nil for another value.
  private func gradientPart(
    _ value: Value, isPrivate: (Value) -> Bool
  ) -> (part: Part, inner: [Value])? {
    var (gradient, form, outer, inner) = (value, LaneGradient(), [Value](), [Value]())
    let operands = operands(of: value)
    if let sum = sum(value, isPrivate: isPrivate), sum.form == .minus,
      isPrivate(sum.vector), isGradient(sum.vector)
    {
      (gradient, form.resultForm) = (sum.vector, .descent)
      (outer, inner) = ([sum.start, sum.scale], [sum.inner, sum.vector])
    } else if let sum = sum(value, isPrivate: isPrivate), sum.form == .plus,
      isPrivate(sum.start), isGradient(sum.start)
    {
      (gradient, form.resultForm) = (sum.start, .accumulation)
      (outer, inner) = ([sum.vector, sum.scale], [sum.inner, sum.start])
    } else if !isGradient(value) || operands.isEmpty {
      return nil
    }
    let point = self.operands(of: gradient)[0]
    var values = [point]
    if isPrivate(point), let sum = sum(point, isPrivate: isPrivate) {
      form.pointForm = sum.form
      values = [sum.start, sum.scale, sum.vector]
      inner += [point, sum.inner]
    }
    return (Part(node: value, form: .gradient(form), operands: values + outer), inner)
  }

  /// Whether a value is a gradient on a surface other than a formula, without a label.
  private func isGradient(_ value: Value) -> Bool {
    graph[value].operation == .gradient && graph[value].operands.count == 1 && formula == nil
  }

  /// A sum a ± s·v or a + s·v/(‖v‖ + 10⁻¹²), with the value of its second term.
  private typealias Sum = (
    form: LaneGradient.PointForm, start: Value, scale: Value, vector: Value, inner: Value
  )

  private func sum(_ value: Value, isPrivate: (Value) -> Bool) -> Sum? {
    let operation = graph[value].operation
    guard operation == .add || operation == .subtract, hasComponents(value) else { return nil }
    let (a, b) = (operands(of: value)[0], operands(of: value)[1])
    guard hasComponents(a), hasComponents(b), a != b else { return nil }
    for (start, term) in operation == .add ? [(a, b), (b, a)] : [(a, b)] where isPrivate(term) {
      if let scaled = scaled(term) {
        let form = operation == .add ? LaneGradient.PointForm.plus : .minus
        return (form, start, scaled.scale, scaled.vector, term)
      }
      if operation == .add, graph[term].operation == .along {
        return (.along, start, operands(of: term)[1], operands(of: term)[0], term)
      }
    }
    return nil
  }

  /// Returns r·a + s·b as a part; nil for another value.
  private func combination(
    _ value: Value, isPrivate: (Value) -> Bool
  ) -> (Form, [Value], [Value])? {
    let (a, b) = (operands(of: value)[0], operands(of: value)[1])
    guard graph[value].operation == .add, a != b, isPrivate(a), isPrivate(b),
      let first = scaled(a), let second = scaled(b)
    else { return nil }
    return (.combine, [first.scale, first.vector, second.scale, second.vector], [a, b])
  }

  /// Returns u/(√v + c) as a part; nil for another value.
  private func quotient(
    _ value: Value, isPrivate: (Value) -> Bool
  ) -> (Form, [Value], [Value])? {
    let (a, b) = (operands(of: value)[0], operands(of: value)[1])
    guard graph[value].operation == .divide, isPrivate(b), graph[b].operation == .add else {
      return nil
    }
    let terms = operands(of: b)
    for (root, offset) in [(terms[0], terms[1]), (terms[1], terms[0])]
    where graph[root].operation == .elementwise(.sqrt) && hasComponents(root)
      && isPrivate(root) && !hasComponents(offset)
    {
      return (.divideByRoot, [a, operands(of: root)[0], offset], [b, root])
    }
    return nil
  }

  /// Returns the factors of a product of a number and a vector; nil for another value.
  private func scaled(_ value: Value) -> (scale: Value, vector: Value)? {
    guard graph[value].operation == .multiply else { return nil }
    let (a, b) = (operands(of: value)[0], operands(of: value)[1])
    if hasComponents(a) == hasComponents(b) { return nil }
    return hasComponents(a) ? (b, a) : (a, b)
  }
}
