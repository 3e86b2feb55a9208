import Synchronization

/// A rule compiled for lanes on a surface.
///
/// The branches that the step and the knobs decide give one code each, compiled when a step first
/// needs it.
final class RuleLaneProgram: Sendable {
  let program: RuleProgram
  let surface: ErasedSurface
  /// Whether subnormal memories become 0, as those of a typed rule do.
  let flushesMemories: Bool
  let layout: RuleLaneLayout
  /// The values that only depend on the knobs and numbers.
  let runCode: RuleLaneCode
  /// Whether a step depends on its number.
  let dependsOnStep: Bool
  /// The knobs that decide, with the number of the step, values that lanes may share.
  let clockKnobs: [Knob]
  /// The register of the number of the step; nil for a rule that does not read it.
  let stepOffset: Int32?
  private let stepCodes = Mutex<[StepCodeKey: RuleLaneCode]>([:])

  private struct StepCodeKey: Hashable {
    let branches: UInt64?
    let recordsAscentPoints: Bool
  }

  init(_ program: RuleProgram, on surface: ErasedSurface, flushesMemories: Bool) {
    self.program = program
    self.flushesMemories = flushesMemories
    self.surface = surface
    let graph = program.rule.graph
    let layout = RuleLaneLayout(program, formula: surface.formula?.gradientProgram)
    self.layout = layout
    runCode = RuleLaneCompiler.runCode(graph, layout)
    let clock = graph.nodes.indices.filter { layout.stages[$0] == .clock }
    dependsOnStep = !clock.isEmpty
    stepOffset = clock.first { graph[$0].operation == .step }.flatMap { layout.offsets[$0] }
    clockKnobs = program.rule.knobs(readBy: clock + layout.conditions)
  }

  /// Whether lanes may share values of a step, or branches that the knobs decide.
  var usesClock: Bool { dependsOnStep || !layout.conditions.isEmpty }

  /// The number of vectors in the memories, whose registers are consecutive.
  var memorySize: Int { layout.memories.reduce(0) { $0 + ($1.hasComponents ? 6 : 3) } }

  /// Returns the code of a step whose conditions are the bits of `branches`; nil if lanes disagree.
  func stepCode(_ branches: UInt64?, recordsAscentPoints: Bool) -> RuleLaneCode {
    let key = StepCodeKey(branches: branches, recordsAscentPoints: recordsAscentPoints)
    return stepCodes.withLock { codes in
      if let code = codes[key] { return code }
      var compiler = RuleLaneCompiler(
        program.rule.graph, layout, formula: surface.formula?.gradientProgram, branches: branches,
        recordsAscentPoints: recordsAscentPoints)
      let code = compiler.stepCode(program.rule)
      codes[key] = code
      return code
    }
  }
}

extension Rule {
  /// Returns the knobs on which some values depend.
  fileprivate func knobs(readBy values: [RuleGraph.Value]) -> [Knob] {
    let ids = graph.subvalues(of: values).compactMap { value -> String? in
      if case .knob(let index) = graph[value].operation { graphKnobs[index] } else { nil }
    }
    return knobs.filter { ids.contains($0.id) }
  }
}
