import Engine
import Lessons
import SafeText
import Spelling
import StrictYAML

// The experiment: surface and runs.
extension YAMLReader {
  /// Parses a surface: a name, a formula, a file, or a mapping of one of them with parameters.
  func surface(
    _ node: YAMLNode, _ files: LessonFileReader
  ) throws(YAMLFileError) -> SurfaceChoice {
    guard node.isMapping else {
      let text = try nonEmptyText(node, "the surface")
      let choice = SurfaceChoice(text)
      if choice.source.isFile { return try surface(inFile: node, files) }
      return choice.source.isFormula ? try formula(node, [:], mayBeName: true) : choice
    }
    let fields = try MappingFields(node, of: self, mappingName: "the surface", keys: nil)
    let key = try fields.exactlyOne(of: ["name", "formula", "file"])
    let value = try fields.required(key)
    let parameters = try numbers(fields, except: [key])
    if key == "file" {
      if let (name, node) = fields.keys.first(where: { $0.0 != key }) {
        throw error(
          at: node, "a file has no parameter “\(sanitizedExcerpt(name))”; write file alone")
      }
      return try surface(inFile: value, files)
    }
    if key == "formula" { return try formula(value, parameters, mayBeName: false) }
    let choice = SurfaceChoice.named(try text(value, "the surface’s name"), knobs: parameters)
    do throws(EngineError) {
      _ = try Catalog.surface(choice)
    } catch {
      throw locatedError(error, fields, otherwise: value)
    }
    return choice
  }

  private func formula(
    _ node: YAMLNode, _ parameters: [String: Double], mayBeName: Bool
  ) throws(YAMLFileError) -> SurfaceChoice {
    let text = try nonEmptyText(node, "the formula")
    do throws(FormulaError) {
      _ = try Expression(text) { $0 == "x" || $0 == "y" || parameters[$0] != nil }
    } catch {
      let isWord = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      if mayBeName, isWord {
        throw self.error(
          at: node, sanitizedExcerpt("\(EngineError.unknownSurface(text))", limit: 400))
      }
      throw self.error(at: node, offset: error.offset, error.message)
    }
    let choice = SurfaceChoice.formula(text, parameters: parameters)
    do throws(EngineError) {
      _ = try Catalog.surface(choice)
    } catch {
      throw locatedError(error, nil, otherwise: node)
    }
    return choice
  }

  /// Parses the list of runs; their names must be unique.
  ///
  /// Omits the invalid runs, whose errors are noted. `surface` and `rules` are nil if invalid.
  func runs(
    _ node: YAMLNode, on surface: SurfaceChoice?, _ rules: [NamedRule]?
  ) throws(YAMLFileError) -> ParsedRuns {
    let items = try sequence(node, "runs")
    guard !items.isEmpty else {
      throw error(at: node, "runs is empty; add a run, such as {optimizer: sam}")
    }
    guard items.count <= Limits.runs else {
      throw error(at: items[Limits.runs], "at most \(Limits.runs) runs, not \(items.count)")
    }
    var parsed = ParsedRuns()
    parsed.count = items.count
    for item in items {
      guard let run = attempt(try run(item, on: surface, rules)) ?? nil else {
        if let name = item.value(of: "name")?.scalar { parsed.names.append(name) }
        continue
      }
      if parsed.names.contains(run.name) {
        try note(
          error(
            at: item.value(of: "name") ?? item,
            "two runs are named “\(run.name)”; give one run another name, such as name: …"))
      }
      parsed.names.append(run.name)
      parsed.runs.append(run)
    }
    return parsed
  }

  private func run(
    _ node: YAMLNode, on surface: SurfaceChoice?, _ rules: [NamedRule]?
  ) throws(YAMLFileError) -> NamedRun? {
    let fields = try MappingFields(node, of: self, mappingName: "a run", keys: nil)
    let optimizer = attempt(try optimizer(fields, rules)) ?? nil
    let name = attempt(try name(fields, optimizer?.source, rules))
    let start = attempt(
      try fields.optional("start").map { node throws(YAMLFileError) in
        try point(node, "the start")
      })
    let seed = attempt(
      try fields.optional("seed").map { node throws(YAMLFileError) in
        try integer(node, "the seed", in: 0...1_000_000_000_000_000)
      })
    let noise = attempt(
      try fields.optional("noise").map { node throws(YAMLFileError) in
        try self.noise(node, on: surface)
      })
    guard let optimizer, let name = name ?? nil, let start, let seed, let noise else { return nil }
    let run = NamedRun(
      name: name, optimizer: optimizer, start: start,
      seed: seed.map { UInt64($0) } ?? surface?.source.problem?.seed ?? 0, noise: noise ?? .none)
    try check(run, fields, on: surface)
    return run
  }

  /// Parses the optimizer of a run, its hyperparameters and their schedules.
  ///
  /// Nil for an invalid optimizer, whose error is noted; its hyperparameters are then unknown.
  private func optimizer(
    _ fields: MappingFields, _ rules: [NamedRule]?
  ) throws(YAMLFileError) -> OptimizerChoice? {
    let node = try fields.required("optimizer")
    let isOfLesson = rules == nil && OptimizerChoice.Source(node.scalar ?? "").catalogID != nil
    if isOfLesson, !Catalog.optimizers.contains(where: { $0.info.id == node.scalar }) {
      return nil  // the optimizer may be one of the invalid rules
    }
    let source = try self.source(node, rules ?? [])
    do throws(EngineError) {
      _ = try Catalog.optimizer(OptimizerChoice(source))
    } catch {
      throw locatedError(error, fields, otherwise: node)
    }
    let schedules = attempt(try schedules(fields.optional("schedule"), source))
    let otherKeys = ["name", "start", "seed", "noise", "schedule"]
    var (knobs, isValid) = ([String: Double](), true)
    for (id, key) in fields.keys where !(otherKeys + ["optimizer"]).contains(id) {
      guard let value = fields.optional(id),
        let number = attempt(try number(value, sanitizedExcerpt(id)))
      else {
        isValid = false
        continue
      }
      knobs[id] = number
      do throws(EngineError) {
        _ = try Catalog.optimizer(OptimizerChoice(source)).knobValues([id: number])
      } catch {
        isValid = false
        guard case .unknownKnob(_, let owner, let known) = error else {
          try note(locatedError(error, fields, otherwise: value))
          continue
        }
        try note(
          self.error(
            at: key,
            "\(owner) has no hyperparameter “\(sanitizedExcerpt(id))”\(suggestion(id, from: known + otherKeys))"
          ))
      }
    }
    guard let schedules, isValid else { return nil }
    return OptimizerChoice(source, knobs: knobs, schedules: schedules)
  }

  /// Parses the hyperparameters' schedules, such as `{rho: 1/t:20}`.
  private func schedules(
    _ node: YAMLNode?, _ source: OptimizerChoice.Source
  ) throws(YAMLFileError) -> [String: KnobSchedule] {
    guard let node else { return [:] }
    let fields = try MappingFields(node, of: self, mappingName: "a schedule", keys: nil)
    var schedules: [String: KnobSchedule] = [:]
    for (knob, key) in fields.keys {
      guard let value = fields.optional(knob) else { continue }
      guard let schedule = KnobSchedule(try text(value, "a schedule")) else {
        throw error(
          at: value,
          "a schedule must be 1/t, 1/sqrt(t), 1-1/t, 2lnT/T or from:STEP, where a suffix such as "
            + "1/t:20 scales t by 1/20, not \(value.kind)")
      }
      do throws(EngineError) {
        let choice = OptimizerChoice(source, schedules: [knob: schedule])
        _ = try Catalog.optimizer(choice).knobValues(choice)
      } catch {
        throw self.error(at: key, sanitizedExcerpt("\(error)", limit: 400))
      }
      schedules[knob] = schedule
    }
    return schedules
  }

  /// Parses noise: σ for isotropic normal noise, or a mapping with the kind of noise.
  ///
  /// Without a surface, labels are not checked.
  private func noise(_ node: YAMLNode, on surface: SurfaceChoice?) throws(YAMLFileError) -> Noise {
    guard node.isMapping else {
      let sigma = try nonNegative(node, "the noise")
      return sigma == 0 ? .none : .normal(sigma)
    }
    let fields = try MappingFields(
      node, of: self, mappingName: "the noise", keys: ["normal", "pareto", "label", "scale"])
    let kind = try fields.exactlyOne(of: ["normal", "pareto", "label"])
    let value = try fields.required(kind)
    if kind != "pareto", fields.optional("scale") != nil {
      throw error(at: fields.keyNode(of: "scale"), "“scale” goes with “pareto”, not with “\(kind)”")
    }
    switch kind {
    case "label":
      if let surface, (try? Catalog.surface(surface))?.hasLabels != true {
        let isProblem = surface.source.problem != nil
        throw error(
          at: fields.keyNode(of: kind),
          isProblem
            ? "\(EngineError.noTargets(surface.source.text))"
            : "this surface has no labels for label noise; use normal or pareto noise")
      }
      return .label(try nonNegative(value, "the label noise"))
    case "normal":
      let (x, y) = try nonNegativePair(value, "the noise")
      return .normal(x: x, y: y)
    default:
      let tail = try number(value, "the tail")
      guard tail > 0 else { throw error(at: value, "the tail must be > 0") }
      let (x, y) =
        try fields.optional("scale").map { node throws(YAMLFileError) in
          try nonNegativePair(node, "the scale")
        } ?? (1, 1)
      return .pareto(tail: tail, x: x, y: y)
    }
  }

  /// Parses one size for both axes, or a pair.
  private func nonNegativePair(_ node: YAMLNode, _ valueName: String) throws(YAMLFileError) -> (
    Double, Double
  ) {
    guard node.items != nil else {
      let both = try nonNegative(node, valueName)
      return (both, both)
    }
    let (x, y) = try pair(node, valueName)
    return (try nonNegative(x, valueName), try nonNegative(y, valueName))
  }

  private func nonNegative(_ node: YAMLNode, _ valueName: String) throws(YAMLFileError) -> Double {
    let size = try number(node, valueName)
    guard size >= 0 else { throw error(at: node, "\(valueName) must be ≥ 0") }
    return size
  }

  /// Parses a run's name; the default is the name of its rule or its optimizer.
  ///
  /// Nil if the name is that of an invalid optimizer.
  private func name(
    _ fields: MappingFields, _ source: OptimizerChoice.Source?, _ rules: [NamedRule]?
  ) throws(YAMLFileError) -> String? {
    guard let node = fields.optional("name") else {
      guard let source else { return nil }
      let id = fields.optional("optimizer")?.scalar
      let name = rules?.first { $0.id == id }?.runName ?? source.validRunName
      return name.replacing("-", with: "_")
    }
    let name = try text(node, "the name")
    guard NamedRun.isValidName(name) else {
      throw error(
        at: node,
        "a run’s name must be at most \(Limits.nameCharacters) letters, digits and “_”, starting "
          + "with a letter, not \(node.kind)")
    }
    return name
  }

  /// Parses all other fields as numbers, by key.
  func numbers(
    _ fields: MappingFields, except: [String]
  ) throws(YAMLFileError) -> [String: Double] {
    var numbers: [String: Double] = [:]
    for (name, _) in fields.keys where !except.contains(name) {
      guard let value = fields.optional(name) else { continue }
      numbers[name] = try number(value, sanitizedExcerpt(name))
    }
    return numbers
  }

  /// Returns an engine error at the field that causes it, or at `node`.
  func locatedError(
    _ error: EngineError, _ fields: MappingFields?, otherwise node: YAMLNode
  ) -> YAMLFileError {
    switch error {
    case .unknownKnob(let knob, _, _):
      return self.error(
        at: fields?.keyNode(of: knob) ?? node, sanitizedExcerpt("\(error)", limit: 400))
    case .outOfRange(let knob, _, _):
      return self.error(
        at: fields?.optional(knob.id) ?? node, sanitizedExcerpt("\(error)", limit: 400))
    default:
      return self.error(at: node, sanitizedExcerpt("\(error)", limit: 400))
    }
  }
}

/// The valid runs of a lesson, with the names of all.
struct ParsedRuns {
  /// The valid runs.
  var runs: [NamedRun] = []
  /// The names of the runs; without those that depend on an invalid optimizer.
  var names: [String] = []
  /// The number of runs.
  var count = 0

  /// Whether there are runs and all are valid.
  var isComplete: Bool { count > 0 && runs.count == count }
}
