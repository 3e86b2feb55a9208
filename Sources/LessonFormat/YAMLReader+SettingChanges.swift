import Engine
import Lessons
import SafeText
import Spelling
import StrictYAML

/// The surface and runs whose settings the cards and claims of a lesson may change.
struct SettingResolver {
  let surface: SurfaceChoice
  private(set) var runs: [NamedRun]
  /// The update rules of the lesson.
  let rules: [NamedRule]

  init(surface: SurfaceChoice, runs: [NamedRun], rules: [NamedRule]) {
    self.surface = surface
    self.runs = runs
    self.rules = rules
  }

  /// Applies the changes of a card, on which later cards build.
  mutating func apply(_ changes: [SettingChange]) {
    for index in runs.indices { runs[index].apply(changes) }
  }
}

extension YAMLReader {
  /// Parses changes of settings: `{rho: 0.3}`, or `{run: sam, rho: 0.3}` for one run only.
  ///
  /// `optimizer` replaces the optimizer of the run, before its parameters change.
  func changes(_ node: YAMLNode, _ settings: SettingResolver) throws(YAMLFileError)
    -> [SettingChange]
  {
    let fields = try MappingFields(node, of: self, mappingName: "a parameter change", keys: nil)
    let run = try fields.optional("run").map { node throws(YAMLFileError) in
      let name = try text(node, "the run")
      guard settings.runs.contains(where: { $0.name == name }) else {
        throw error(
          at: node,
          "there is no run “\(sanitizedExcerpt(name))”\(suggestion(name, from: settings.runs.map(\.name)))"
        )
      }
      return name
    }
    var changes = try optimizerChange(fields, run: run, settings).map { [$0] } ?? []
    var settings = settings
    settings.apply(changes)
    for (knob, key) in fields.keys where knob != "run" && knob != "optimizer" {
      guard let node = fields.optional(knob) else { continue }
      let value = try number(node, sanitizedExcerpt(knob))
      let targets = settings.targets(of: knob, run: run)
      guard !targets.isEmpty else {
        let owner = run.map { "run \($0) has no hyperparameter" } ?? "there is no parameter"
        let known = settings.availableKnobIDs(of: run) + ["run", "optimizer"]
        throw error(at: key, "\(owner) “\(sanitizedExcerpt(knob))”\(suggestion(knob, from: known))")
      }
      for target in targets {
        let change = SettingChange(target, knob: knob, value: value)
        do throws(EngineError) {
          try settings.validate(knob, value, of: target)
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

  /// Parses the new optimizer of one run; nil without `optimizer`.
  private func optimizerChange(
    _ fields: MappingFields, run: String?, _ settings: SettingResolver
  ) throws(YAMLFileError) -> SettingChange? {
    guard let node = fields.optional("optimizer") else { return nil }
    guard let run = run ?? (settings.runs.count == 1 ? settings.runs.first?.name : nil) else {
      throw error(
        at: fields.keyNode(of: "optimizer"),
        "“optimizer” needs “run”, the name of the run that it changes")
    }
    let source = try source(node, settings.rules)
    do throws(EngineError) {
      _ = try Catalog.optimizer(OptimizerChoice(source))
    } catch {
      throw self.error(at: node, sanitizedExcerpt("\(error)", limit: 400))
    }
    return SettingChange(run: run, optimizer: source)
  }
}

extension SettingResolver {
  /// Returns the owners of a parameter: one run, or if `run` is nil the surface and all runs.
  fileprivate func targets(of knob: String, run: String?) -> [SettingChange.Target] {
    let owners = runs.filter {
      (run == nil || run == $0.name) && Self.knobIDs(of: $0).contains(knob)
    }
    let ofSurface: [SettingChange.Target] =
      run == nil && surfaceKnobIDs.contains(knob) ? [.surface] : []
    return ofSurface + owners.map { .run($0.name) }
  }

  /// Returns the ids of all parameters of one run, or if `run` is nil of the surface and all runs.
  fileprivate func availableKnobIDs(of run: String?) -> [String] {
    let ids = runs.filter { run == nil || run == $0.name }.flatMap { Self.knobIDs(of: $0) }
    return Set((run == nil ? surfaceKnobIDs : []) + ids).sorted()
  }

  /// Throws the catalog's error if the value of a parameter is out of range.
  fileprivate func validate(
    _ knob: String, _ value: Double, of target: SettingChange.Target
  ) throws(EngineError) {
    switch target {
    case .surface:
      _ = try Catalog.parameters(of: surface.with(knob, at: value))
    case .run(let name):
      guard let run = runs.first(where: { $0.name == name }) else { return }
      _ = try Catalog.optimizer(run.optimizer).knobValues([knob: value])
    }
  }

  private var surfaceKnobIDs: [String] {
    (try? Catalog.parameters(of: surface))?.map(\.id) ?? []
  }

  private static func knobIDs(of run: NamedRun) -> [String] {
    (try? Catalog.optimizer(run.optimizer))?.info.knobs.map(\.id) ?? []
  }
}
