import Engine
import Lessons
import SafeText
import Spelling
import StrictYAML

/// The surface and runs whose parameters the cards and claims of a lesson may change.
struct KnobResolver {
  let surface: SurfaceChoice
  let runs: [NamedRun]
}

extension YAMLReader {
  /// Parses changes of parameters: `{rho: 0.3}`, or `{run: sam, rho: 0.3}` for one run only.
  func changes(_ node: YAMLNode, _ knobs: KnobResolver) throws(YAMLFileError) -> [KnobChange] {
    let fields = try MappingFields(node, of: self, mappingName: "a parameter change", keys: nil)
    let run = try fields.optional("run").map { node throws(YAMLFileError) in
      let name = try text(node, "the run")
      guard knobs.runs.contains(where: { $0.name == name }) else {
        throw error(
          at: node,
          "there is no run “\(sanitizedExcerpt(name))”\(suggestion(name, from: knobs.runs.map(\.name)))"
        )
      }
      return name
    }
    var changes: [KnobChange] = []
    for (knob, key) in fields.keys where knob != "run" {
      guard let node = fields.optional(knob) else { continue }
      let value = try number(node, sanitizedExcerpt(knob))
      let targets = knobs.targets(of: knob, run: run)
      guard !targets.isEmpty else {
        let owner = run.map { "run \($0) has no hyperparameter" } ?? "there is no parameter"
        let known = knobs.availableKnobIDs(of: run) + ["run"]
        throw error(at: key, "\(owner) “\(sanitizedExcerpt(knob))”\(suggestion(knob, from: known))")
      }
      for target in targets {
        let change = KnobChange(target, knob: knob, value: value)
        do throws(EngineError) {
          try knobs.validate(change)
        } catch {
          throw self.error(at: node, sanitizedExcerpt("\(error)", limit: 400))
        }
        changes.append(change)
      }
    }
    guard !changes.isEmpty else {
      throw error(at: node, "a parameter change needs a parameter, such as {rho: 0.3}")
    }
    return changes
  }
}

extension KnobResolver {
  /// Returns the owners of a parameter: one run, or if `run` is nil the surface and all runs.
  fileprivate func targets(of knob: String, run: String?) -> [KnobChange.Target] {
    let owners = runs.filter {
      (run == nil || run == $0.name) && Self.knobIDs(of: $0).contains(knob)
    }
    let ofSurface: [KnobChange.Target] =
      run == nil && surfaceKnobIDs.contains(knob) ? [.surface] : []
    return ofSurface + owners.map { .run($0.name) }
  }

  /// Returns the ids of all parameters of one run, or if `run` is nil of the surface and all runs.
  fileprivate func availableKnobIDs(of run: String?) -> [String] {
    let ids = runs.filter { run == nil || run == $0.name }.flatMap { Self.knobIDs(of: $0) }
    return Set((run == nil ? surfaceKnobIDs : []) + ids).sorted()
  }

  /// Throws the catalog's error if the value is out of range.
  fileprivate func validate(_ change: KnobChange) throws(EngineError) {
    switch change.target {
    case .surface:
      _ = try Catalog.surface(surface.with(change.knob, at: change.value))
    case .run(let name):
      guard let run = runs.first(where: { $0.name == name }) else { return }
      _ = try Catalog.optimizer(run.optimizer).knobValues([change.knob: change.value])
    }
  }

  private var surfaceKnobIDs: [String] {
    (try? Catalog.surface(surface))?.info.knobs.map(\.id) ?? []
  }

  private static func knobIDs(of run: NamedRun) -> [String] {
    (try? Catalog.optimizer(run.optimizer))?.info.knobs.map(\.id) ?? []
  }
}
