import Engine
import Yams

/// What a lesson may change on its way: the knobs of its surface and of its runs.
struct KnobResolver {
  let surface: SurfaceChoice
  let runs: [NamedRun]
}

extension ScenarioReader {
  /// “{rho: 0.3}” for all that have the knob, or “{run: sam, rho: 0.3}” for one run alone.
  func changes(_ node: Node, _ knobs: KnobResolver) throws(ScenarioError) -> [KnobChange] {
    let fields = try MappingFields(node, of: self, what: "a change of settings", keys: nil)
    let run = try fields.optional("run").map { node throws(ScenarioError) in
      let name = try text(node, "the run")
      guard knobs.runs.contains(where: { $0.name == name }) else {
        throw error(
          at: node, "there is no run “\(sanitized(name))”\(hint(name, knobs.runs.map(\.name)))")
      }
      return name
    }
    var changes: [KnobChange] = []
    for (knob, key) in fields.keys where knob != "run" {
      guard let node = fields.optional(knob) else { continue }
      let value = try number(node, sanitized(knob))
      let targets = knobs.targets(of: knob, run: run)
      guard !targets.isEmpty else {
        throw error(
          at: key,
          "nothing here has a knob “\(sanitized(knob))”\(hint(knob, knobs.availableKnobIDs(of: run) + ["run"]))"
        )
      }
      for target in targets {
        let change = KnobChange(target, knob: knob, value: value)
        do throws(EngineError) {
          try knobs.validate(change)
        } catch {
          throw self.error(at: node, sanitized("\(error)", limit: 400))
        }
        changes.append(change)
      }
    }
    guard !changes.isEmpty else {
      throw error(at: node, "a change of settings names a knob, such as {rho: 0.3}")
    }
    return changes
  }
}

extension KnobResolver {
  /// Whatever has this knob: of one run if it is named, else of the surface and of every run.
  fileprivate func targets(of knob: String, run: String?) -> [KnobChange.Target] {
    let owners = runs.filter {
      (run == nil || run == $0.name) && Self.knobIDs(of: $0).contains(knob)
    }
    let ofSurface: [KnobChange.Target] =
      run == nil && surfaceKnobIDs.contains(knob) ? [.surface] : []
    return ofSurface + owners.map { .run($0.name) }
  }

  fileprivate func availableKnobIDs(of run: String?) -> [String] {
    let ids = runs.filter { run == nil || run == $0.name }.flatMap { Self.knobIDs(of: $0) }
    return Set((run == nil ? surfaceKnobIDs : []) + ids).sorted()
  }

  /// Throws what the catalogue has against the value.
  fileprivate func validate(_ change: KnobChange) throws(EngineError) {
    switch change.target {
    case .surface:
      _ = try Catalog.surface(surface.with(change.knob, at: change.value))
    case .run(let name):
      guard let run = runs.first(where: { $0.name == name }) else { return }
      _ = try Catalog.optimizer(run.optimizer.id).knobValues([change.knob: change.value])
    }
  }

  private var surfaceKnobIDs: [String] {
    switch surface {
    case .named(let id, _):
      Catalog.surfaces.first { $0.info.id == id }?.info.knobs.map(\.id) ?? []
    case .formula(_, let parameters): parameters.keys.sorted()
    }
  }

  private static func knobIDs(of run: NamedRun) -> [String] {
    (try? Catalog.optimizer(run.optimizer.id))?.info.knobs.map(\.id) ?? []
  }
}
