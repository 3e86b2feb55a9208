import Engine
import Lessons

/// A setting of the command line after `:`, with the name of the shell's option.
struct LineSetting: Sendable {
  let id: String
  /// The form of the value, for the error about a missing value.
  let valueHint: String
  /// The words of a line that belong to the value.
  let extent: SettingExtent
  /// The possible values, for completion.
  let completions: @Sendable () -> [String]
  /// Applies values to the experiment or directly to the state; returns an error message or nil.
  ///
  /// A setting of one word or one text has one value.
  let apply: @Sendable ([String], inout AppState, inout Experiment) -> String?

  private init(
    _ id: String, _ valueHint: String, completions: @escaping @Sendable () -> [String] = { [] },
    _ apply: @escaping @Sendable (String, inout AppState, inout Experiment) -> String?
  ) {
    self.init(id, valueHint, .word, completions: completions) { values, state, next in
      apply(values.joined(separator: " "), &state, &next)
    }
  }

  private init(
    _ id: String, _ valueHint: String, _ extent: SettingExtent,
    completions: @escaping @Sendable () -> [String] = { [] },
    _ apply: @escaping @Sendable ([String], inout AppState, inout Experiment) -> String?
  ) {
    self.id = id
    self.valueHint = valueHint
    self.extent = extent
    self.completions = completions
    self.apply = apply
  }

  private init(_ setting: ScreenSetting) {
    self.init(
      setting.id, setting.valueHint, setting.extent,
      completions: setting.completions
    ) { values, state, _ in setting.apply(values.joined(separator: " "), &state) }
  }

  /// All settings: those of the shell, and one per knob of any optimizer.
  static let all: [LineSetting] =
    withoutKnobs + knobs

  /// The settings that are no knob of an optimizer.
  static let withoutKnobs: [LineSetting] =
    generalSettings + ScreenSetting.all.filter { !$0.valueHint.isEmpty }.map { LineSetting($0) }

  private static let generalSettings: [LineSetting] = [
    LineSetting(
      "surface", "the id of a surface, a formula such as x^4 + 3*y^2, or a file",
      .textWithAssignments, completions: surfaceIDs
    ) { values, state, next in
      var choice = SurfaceChoice(values[0])
      for (name, value) in values.dropFirst().compactMap(InputParser.assignment) {
        choice.knobs[name] = value
      }
      return setSurface(choice, &state, &next)
    },
    LineSetting("problem", "the id of a problem", completions: problemIDs) { text, state, next in
      setProblem(text, &state, &next)
    },
    LineSetting("set", "name=value", .list) { values, _, next in
      for text in values {
        guard let (name, value) = InputParser.assignment(text) else {
          return "set takes name=value"
        }
        next.surface.knobs[name] = value
      }
      do throws(EngineError) {
        _ = try Catalog.surface(next.surface)
        return nil
      } catch {
        return error.description
      }
    },
    LineSetting("optimizer", "id or rule[:key=value,…]", .list, completions: optimizerIDs) {
      values, state, next in
      let parsed = values.map(InputParser.optimizers)
      guard parsed.allSatisfy({ $0 != nil }) else { return "optimizer takes id:key=value,…" }
      let arguments = parsed.flatMap { $0 ?? [] }.map(state.namedRules.resolve)
      guard arguments.count <= Limits.runs else {
        return "at most \(Limits.runs) runs, not \(arguments.count)"
      }
      do throws(EngineError) {
        for choice in arguments.map(\.optimizer) {
          _ = try Catalog.optimizer(choice).knobValues(choice)
        }
        next.namedRuns = NamedRun.makeRuns(arguments)
        return nil
      } catch {
        return error.description
      }
    },
    LineSetting("start", "x,y") { text, _, next in
      if next.surface.source.problem != nil { return "the seed decides the start of a problem" }
      guard let point = InputParser.point(text) else { return "start takes x,y" }
      next.setStart(at: point)
      return nil
    },
    LineSetting("steps", "a number of steps") { text, _, next in
      guard let steps = Int(text), Limits.steps.contains(steps) else {
        return "steps must be from \(Limits.steps.lowerBound) to \(Limits.steps.upperBound)"
      }
      next.steps = steps
      return nil
    },
    LineSetting("seed", "a whole number") { text, _, next in
      guard let seed = UInt64(text) else { return "seed takes a whole number" }
      for index in next.namedRuns.indices { next.namedRuns[index].seed = seed }
      next.surface = next.surface.with(seed: seed)
      return nil
    },
    LineSetting("noise", "σ, σx,σy, pareto:tail or label:σ") { text, state, next in
      guard let noise = Noise(text) else { return "noise takes σ, σx,σy, pareto:tail or label:σ" }
      if case .label = noise, (try? Catalog.surface(next.surface))?.hasLabels != true {
        return EngineError.noLabel(state.surface.info.id).description
      }
      if case .label = noise {
      } else if next.surface.source.problem != nil, noise != .none {
        return "a problem takes label noise only, label:σ"
      }
      for index in next.namedRuns.indices { next.namedRuns[index].noise = noise }
      return nil
    },
    LineSetting("view-box", "x0:x1,y0:y1") { text, state, _ in
      guard let frame = InputParser.frame(text), frame.x.isUsable, frame.y.isUsable else {
        return "view-box takes x0:x1,y0:y1"
      }
      state.camera.region = frame
      return nil
    },
  ]

  private static let knobs: [LineSetting] = {
    let ids = Catalog.optimizers.flatMap { $0.info.knobs.map(\.id) }
    return Set(ids).sorted().map(knob)
  }()

  /// Chooses a surface with its start and its region; returns an error message or nil.
  static func setSurface(
    _ choice: SurfaceChoice, _ state: inout AppState, _ next: inout Experiment
  ) -> String? {
    do throws(EngineError) {
      let surface = try Catalog.surface(choice)
      next.surface = choice
      next.setStart(at: surface.info.start)
      state.camera.region = surface.info.frame
      state.message = surface.remarkOnLosses ?? state.message
      return nil
    } catch {
      return error.description
    }
  }

  /// Chooses a problem with its learning rate and the seed 1; returns an error message or nil.
  private static func setProblem(
    _ id: String, _ state: inout AppState, _ next: inout Experiment
  ) -> String? {
    do throws(EngineError) {
      let eta = try Catalog.problem(id).info.eta
      let surface = try Catalog.surface(.problem(id))
      next.surface = surface.choice
      next.start = .zero
      for index in next.namedRuns.indices {
        next.namedRuns[index].start = nil
        next.namedRuns[index].noise = .none
        next.namedRuns[index].seed = 1
        if next.namedRuns[index].knob(Knob.eta.id) != nil {
          next.namedRuns[index].optimizer.knobs[Knob.eta.id] = eta
        }
      }
      state.camera.region = surface.info.frame
      return nil
    } catch {
      return error.description
    }
  }

  /// Returns the setting of a name: one of `all`, or a knob of a run with a typed rule.
  static func named(_ name: String, _ runs: [NamedRun]) -> LineSetting? {
    if let setting = all.first(where: { $0.id == name }) { return setting }
    let isKnob = runs.contains { run in
      let knobs = (try? Catalog.optimizer(run.optimizer))?.info.knobs
      return knobs?.contains { $0.id == name } ?? false
    }
    return isKnob ? knob(name) : nil
  }

  private static func knob(_ id: String) -> LineSetting {
    LineSetting(id, "a number") { text, state, next in
      guard let value = InputParser.number(text) else { return "\(id) takes a number" }
      var isKnown = false
      for index in state.focusedRuns where next.namedRuns.indices.contains(index) {
        let choice = next.namedRuns[index].optimizer
        guard let entry = try? Catalog.optimizer(choice),
          let knob = entry.info.knobs.first(where: { $0.id == id })
        else { continue }
        guard knob.range.contains(value) else {
          return knob.rangeDescription
        }
        isKnown = true
        next.namedRuns[index].optimizer.knobs[id] = value
      }
      return isKnown ? nil : "no focused run has the hyperparameter \(id)"
    }
  }

  private static func problemIDs() -> [String] { Catalog.problems.map(\.info.id) }
  private static func surfaceIDs() -> [String] { Catalog.surfaces.map(\.info.id) }
  private static func optimizerIDs() -> [String] { Catalog.optimizers.map(\.info.id) }

  /// Returns the completions after a word: the setting's values, or all settings and commands.
  static func completions(after former: String?) -> [String] {
    let bare = former.map { String($0.drop { $0 == "-" }) }
    if let setting = all.first(where: { $0.id == bare }), !setting.completions().isEmpty {
      return setting.completions()
    }
    let settings = all.map(\.id)
    return settings + commands.map(\.id).filter { !settings.contains($0) }
  }
}
