extension RuleLaneCompiler {
  /// A place that keeps a value after the step: the iterate or a memory.
  private struct Destination {
    let offset: Int32
    let hasComponents: Bool
    /// The node that is the value before the step; nil if no node reads the value.
    let leaf: Value?
    let result: Value
  }

  /// Compiles the values that only depend on the knobs and numbers.
  static func runCode(_ graph: RuleGraph, _ layout: RuleLaneLayout) -> RuleLaneCode {
    var compiler = RuleLaneCompiler(
      graph, layout, formula: nil, branches: 0, recordsAscentPoints: false)
    for value in graph.nodes.indices
    where layout.stages[value] == .run && graph[value].operation != .asNumber {
      let operands = graph[value].operands.map(compiler.withoutConversion)
      compiler.emit(
        Part(node: value, form: .operation(graph[value].operation), operands: operands),
        to: compiler.offset(value))
    }
    return RuleLaneCode(compiler.instructions, registerCount: compiler.registerCount)
  }

  /// Compiles a step of a rule.
  mutating func stepCode(_ rule: Rule) -> RuleLaneCode {
    var results = rule.results.map(resolved)
    if rule.setsAscentPoint, !recordsAscentPoints { results.removeLast() }
    let computed = computedValues(of: results)
    let gradientValues = computed.filter { graph[$0].operation == .gradient }
    var pinned = results
    // Lanes that disagree may have the points of different gradients as ascent points.
    let hasLastGradient = recordsAscentPoints && !rule.setsAscentPoint
    let isUndecided = hasLastGradient && branches == nil && !layout.conditions.isEmpty
    if isUndecided { pinned += layout.conditions.map(withoutConversion) }
    let ascents = !hasLastGradient ? [] : isUndecided ? gradientValues : gradientValues.suffix(1)
    let points = ascents.map { operands(of: $0)[0] }
    pinned += points
    let parts = parts(computed, pinned: pinned)
    let destinations = destinations(rule, results)
    let copies = copyLeaves(results, points, destinations)
    let direct = directTargets(destinations, parts)
    emit(parts, pinned: pinned, direct: direct)
    for destination in destinations where direct[destination.result] != destination.offset {
      let source = copies[destination.result]
      if source == nil, destination.leaf == destination.result { continue }
      copy(destination.result, from: source, to: destination)
    }
    func ascentPoint(_ value: Value) -> RuleLaneCode.AscentPoint {
      graph[value].operation == .w ? .iterate : .register(copies[value] ?? offset(value))
    }
    var ascent = RuleLaneCode.AscentPoint.iterate
    if rule.setsAscentPoint, recordsAscentPoints, let value = results.last {
      ascent = ascentPoint(value)
    } else if isUndecided {
      ascent = .lastGradient
    } else if let point = points.last {
      ascent = ascentPoint(point)
    }
    return RuleLaneCode(
      instructions, gradients: gradients, formulas: formulas, ascentPoint: ascent,
      registerCount: registerCount,
      gradientPoints: isUndecided
        ? Dictionary(uniqueKeysWithValues: zip(gradientValues, points.map(ascentPoint))) : [:],
      conditions: isUndecided ? layout.conditions.map { offset(withoutConversion($0)) } : [])
  }

  private func withoutConversion(_ value: Value) -> Value {
    graph[value].operation == .asNumber ? withoutConversion(graph[value].operands[0]) : value
  }

  private func destinations(_ rule: Rule, _ results: [Value]) -> [Destination] {
    func leaf(_ operation: RuleOperation) -> Value? {
      graph.nodes.firstIndex { $0.operation == operation }
    }
    return [
      Destination(
        offset: layout.iterate, hasComponents: true, leaf: leaf(.w), result: results[0])
    ]
      + layout.memories.enumerated().map { index, memory in
        Destination(
          offset: memory.offset, hasComponents: memory.hasComponents,
          leaf: leaf(.memory(index)), result: results[index + 1])
      }
  }

  /// Copies the iterate and the memories that a step both replaces and keeps elsewhere.
  ///
  /// Returns the offsets of the copies.
  private mutating func copyLeaves(
    _ results: [Value], _ points: [Value], _ destinations: [Destination]
  ) -> [Value: Int32] {
    var copies: [Value: Int32] = [:]
    func isLeaf(_ value: Value) -> Bool {
      switch graph[value].operation {
      case .w, .memory: true
      default: false
      }
    }
    let kept = destinations.filter { $0.leaf != $0.result }.map(\.result)
    let ascents = (points + results.dropFirst(destinations.count))
      .filter { graph[$0].operation != .w }
    for value in Set(kept + ascents).sorted() where isLeaf(value) {
      let count = hasComponents(value) ? 2 : 1
      let copy = allocate(count)
      append(count == 2 ? .copyVector : .copy, copy, offset(value))
      copies[value] = copy
    }
    return copies
  }

  /// Returns the results that their instruction may write to their destination.
  ///
  /// No instruction after it may read the value before the step. It may read that value itself if it
  /// computes every lane and component on its own.
  private func directTargets(_ destinations: [Destination], _ parts: [Part]) -> [Value: Int32] {
    var targets: [Value: Int32] = [:]
    for destination in destinations {
      let result = destination.result
      guard targets[result] == nil, hasComponents(result) == destination.hasComponents,
        let index = parts.firstIndex(where: { $0.node == result })
      else { continue }
      let last = parts.lastIndex { part in
        part.operands.contains { $0 == destination.leaf }
      }
      guard let last else {
        targets[result] = destination.offset
        continue
      }
      if last < index || last == index && parts[index].form.isElementwise {
        targets[result] = destination.offset
      }
    }
    return targets
  }

  private mutating func emit(
    _ parts: [Part], pinned: [Value], direct: [Value: Int32]
  ) {
    var lastReader: [Value: Int] = [:]
    for (index, part) in parts.enumerated() {
      for operand in part.operands { lastReader[operand] = index }
    }
    for value in pinned { lastReader[value] = Int.max }
    for (index, part) in parts.enumerated() {
      let count = hasComponents(part.node) ? 2 : 1
      let target = direct[part.node] ?? allocate(count)
      emit(part, to: target)
      offsets[part.node] = target
      for operand in Set(part.operands) where lastReader[operand] == index {
        // The registers of the layout, and of results in their destination, stay in use.
        free(offset(operand), hasComponents(operand) ? 2 : 1)
      }
    }
  }

  private mutating func copy(_ value: Value, from copy: Int32?, to destination: Destination) {
    let stride = Int32(LaneRegisters.stride)
    let source = copy ?? offset(value)
    guard destination.hasComponents else { return append(.copy, destination.offset, source) }
    if hasComponents(value) { return append(.copyVector, destination.offset, source) }
    append(.copy, destination.offset, source)
    append(.copy, destination.offset + stride, source)
  }
}

extension RuleLaneCompiler.Form {
  /// Whether the instructions compute each lane and component from the same lane and component, or
  /// read the whole lane before they write.
  fileprivate var isElementwise: Bool {
    switch self {
    case .addScaled, .subtractScaled, .combine, .addAlong, .divideByRoot, .gradient: return true
    case .operation(let operation):
      switch operation {
      case .add, .subtract, .multiply, .divide, .negate, .integerPower, .power, .less,
        .lessOrEqual, .equal, .and, .or, .not, .select, .min, .max, .mod, .elementwise, .norm, .dot,
        .unit, .along:
        return true
      default: return false
      }
    }
  }
}
