import Engine
import Export
import Interface
import Lessons
import SafeText

/// The description of a lesson, a surface, an optimizer or a term, as text and as JSON.
struct Description {
  private(set) var text = ""
  let json: JSON

  /// Describes a lesson.
  init(_ lesson: Scenario) {
    json = lesson.json
    appendTitle(lesson.id, lesson.title)
    appendParagraph(lesson.lesson)
    appendFields(Self.fields(of: lesson))
    appendSection(
      "rules", ["", ""], lesson.rules.map { [$0.id, Rule.canonicalText($0.text)] })
    appendSection("runs", ["", ""], lesson.runs.map { [$0.name, $0.argumentText] })
    appendSection("claims", ["", ""], lesson.claims.map { ["\($0)", $0.because ?? ""] })
  }

  private static func fields(of lesson: Scenario) -> [(String, String)] {
    let values = lesson.surface.assignedValues.map { "\($0.name)=\(formatExact($0.value))" }
    let surface = ([lesson.surface.source.text] + values).joined(separator: " ")
    guard lesson.surface.source.problem != nil else {
      return [
        ("source", lesson.source), ("surface", surface), ("start", lesson.start.argumentText),
        ("steps", "\(lesson.steps)"), ("view", lesson.view.argumentText),
      ]
    }
    var fields = [("source", lesson.source), ("problem", surface), ("steps", "\(lesson.steps)")]
    if let kind = lesson.plane?.kind { fields.append(("plane", kind.text)) }
    if let center = lesson.plane?.center { fields.append(("center", center.text)) }
    return fields
  }

  /// Describes a course with its lessons.
  init(_ course: Scenario.Course, of lessons: [Scenario]) {
    json = course.json
    appendTitle(course.id, course.title)
    appendParagraph(course.about)
    appendFields([
      ("duration", "\(course.minutes) minutes"),
      ("play", "ravine play --course \(course.id)"),
    ])
    appendSection(
      "lessons", ["", ""],
      lessons.map { [$0.id, $0.title] })
  }

  /// Describes an optimizer of the catalog.
  init(_ entry: OptimizerEntry) {
    let info = entry.info
    json = info.json
    appendTitle(info.id, info.name)
    appendParagraph(info.about)
    guard let rule = entry.rule else {
      appendFields([
        ("update rule", info.updateRule), ("source", info.source),
        ("gradients", "\(info.evaluationsPerStep) per step"),
        ("threshold", "shown as \(info.stabilityThresholdLabel)"),
      ])
      appendKnobs(info.knobs, title: "hyperparameters")
      return
    }
    append(rule, info, [("update rule", info.updateRule), ("as typed", rule.canonicalText)])
  }

  /// Describes a problem with its default settings and seed 1; a problem of a file without its data.
  init(_ entry: ProblemEntry) throws(EngineError) {
    let info = entry.info
    json = info.json
    appendTitle(info.id, info.name)
    appendParagraph(info.about)
    var fields = [("loss", info.formula), ("source", info.source)]
    if !entry.needsData {
      let problem = try entry.problem(seed: 1)
      let blocks = problem.layout.blocks.map { block in
        block.count == 1 ? block.name : "\(block.name) \(block.rows) × \(block.columns)"
      }
      fields += [
        ("parameters", "\(problem.dimension): \(blocks.joined(separator: ", "))"),
        ("samples", problem.sampleCount > 0 ? "\(problem.sampleCount)" : ""),
        ("plane", problem.standardPlaneKind.text),
      ]
    }
    appendFields(fields + [("eta", formatExact(info.eta))])
    appendKnobs(info.settings, title: "settings")
  }

  /// Describes an update rule; `origin` is its file or lesson, empty for a typed rule.
  init(_ rule: Rule, id: String? = nil, origin: String = "") {
    let info = id.map { OptimizerInfo(rule, id: $0) } ?? OptimizerInfo(rule)
    json = origin.isEmpty ? rule.json : info.json(origin: origin)
    appendTitle(id ?? info.name, id == nil ? rule.canonicalText : info.name)
    appendParagraph(info.about)
    append(
      rule, info,
      id == nil ? [] : [("update rule", rule.canonicalText), ("origin", origin)])
  }

  private mutating func append(
    _ rule: Rule, _ info: OptimizerInfo, _ fields: [(String, String)]
  ) {
    let evaluations = rule.evaluationsPerStep { $0.defaultValue }
    appendFields(
      fields + [
        ("source", info.source),
        ("gradients", "\(evaluations.map { "\($0)" }.joined(separator: " or ")) per step"),
        ("threshold", rule.thresholdDescription),
      ])
    appendKnobs(rule.knobs, title: "hyperparameters")
    appendSection(
      "memories", ["", "", ""],
      rule.memories.map {
        [$0.name, $0.hasComponents ? "vector" : "number", "starts at \($0.start)"]
      })
  }

  /// Describes a term of the glossary.
  init(_ term: GlossaryTerm) {
    json = term.json
    appendTitle(term.id, term.name)
    appendParagraph(term.definition)
    appendFields([
      ("also", term.synonyms.joined(separator: ", ")), ("criterion", term.criterion ?? ""),
      ("lesson", term.lesson),
    ])
  }

  /// Describes a surface, with its values at a point.
  init(_ surface: AnySurface, at point: Point<Double>, decisions: [(String, String)] = []) {
    let info = surface.info
    let gradient = surface.gradient(point)
    let hessian = surface.hessian(point)
    json = .object(info.jsonFields + surface.jsonFields(at: point))
    appendTitle(info.id, info.formula)
    appendParagraph(info.about)
    appendFields([("source", info.source)])
    appendSection("how the file was read", ["", ""], decisions.map { [$0.0, $0.1] })
    if let grid = surface.choice.source.grid { appendSection("losses", ["", ""], rows(of: grid)) }
    appendKnobs(info.knobs, title: "parameters")
    let landmarks: [(String, [Point<Double>])] = [
      ("minima", surface.landmarks.minima), ("saddles", surface.landmarks.saddles),
    ]
    appendFields(landmarks.map { ($0, $1.map { "(\($0.argumentText))" }.joined(separator: " ")) })
    if let derivatives = surface.formula?.symbolicDerivatives {
      appendSection(
        "derivatives",
        ["", ""],
        [
          ["f", derivatives.value], ["∂f/∂x", derivatives.dx], ["∂f/∂y", derivatives.dy],
          ["∂²f/∂x²", derivatives.dxx], ["∂²f/∂x∂y", derivatives.dxy],
          ["∂²f/∂y²", derivatives.dyy],
        ])
    }
    text += "\nat \(point.argumentText)\n"
    appendFields([
      ("  loss", formatSignificant(surface.value(point))),
      (
        "  gradient",
        "(\(formatSignificant(gradient.x)), \(formatSignificant(gradient.y)))  norm \(formatSignificant(gradient.norm))"
      ),
      (
        "  Hessian",
        "xx \(formatSignificant(hessian.xx))  xy \(formatSignificant(hessian.xy))  yy \(formatSignificant(hessian.yy))"
      ),
      (
        "  eigenvalues",
        "\(formatSignificant(hessian.maxEigenvalue)), \(formatSignificant(hessian.minEigenvalue))"
      ),
    ])
  }

  private func rows(of grid: Grid) -> [[String]] {
    func range(_ values: some Sequence<Double>) -> String {
      "\(formatSignificant(values.min() ?? .nan)) to \(formatSignificant(values.max() ?? .nan))"
    }
    let losses = grid.values.lazy.filter(\.isFinite)
    return [
      ["x", "\(grid.x.count) from \(range(grid.x))"]
    ]
      + (grid.isProfile ? [] : [["y", "\(grid.y.count) from \(range(grid.y))"]])
      + [
        ["loss", range(losses)],
        ["smallest at", grid.lowestPoint.map { "(\($0.argumentText))" } ?? "none"],
        ["holes", "\(grid.holeCount) of \(grid.isProfile ? grid.x.count : grid.values.count)"],
      ]
  }

  private mutating func appendTitle(_ id: String, _ title: String) {
    text += sanitized(id == title || title.isEmpty ? id : "\(id): \(title)") + "\n"
  }

  private mutating func appendParagraph(_ paragraph: String) {
    if !paragraph.isEmpty { text += sanitized(paragraph) + "\n" }
  }

  /// Appends a line for each name with a value.
  private mutating func appendFields(_ fields: [(String, String)]) {
    var columns = TextTable(["", ""])
    for (name, value) in fields where !value.isEmpty { columns.append([name, value]) }
    text += columns.text
  }

  private mutating func appendSection(_ name: String, _ titles: [String], _ rows: [[String]]) {
    guard !rows.isEmpty else { return }
    var columns = TextTable(titles.map { _ in "" })
    for row in rows { columns.append(["  " + (row.first ?? "")] + row.dropFirst()) }
    text += "\n\(name)\n\(columns.text)"
  }

  private mutating func appendKnobs(_ knobs: [Knob], title: String) {
    let rows = knobs.map { knob in
      [
        knob.id, knob.symbol == knob.id ? "" : knob.symbol, formatExact(knob.defaultValue),
        "\(formatExact(knob.range.lowerBound)) to \(formatExact(knob.range.upperBound))",
        knob.meaning,
      ]
    }
    appendSection(title, ["", "", "", "", ""], rows)
  }
}

extension AnySurface {
  /// Returns the fields beyond `SurfaceInfo`: landmarks, derivatives, and values at a point.
  fileprivate func jsonFields(at point: Point<Double>) -> [(String, JSON)] {
    let hessian = hessian(point)
    var fields: [(String, JSON)] = [
      ("minima", .array(landmarks.minima.map(\.json))),
      ("saddles", .array(landmarks.saddles.map(\.json))),
    ]
    if let derivatives = formula?.symbolicDerivatives {
      fields.append(
        (
          "exactly",
          .object([
            ("f", .string(derivatives.value)), ("dx", .string(derivatives.dx)),
            ("dy", .string(derivatives.dy)), ("dxx", .string(derivatives.dxx)),
            ("dxy", .string(derivatives.dxy)), ("dyy", .string(derivatives.dyy)),
          ])
        ))
    }
    let values: [(String, JSON)] = [
      ("point", point.json), ("loss", .number(value(point))), ("gradient", gradient(point).json),
      (
        "hessian",
        .array([
          .array([.number(hessian.xx), .number(hessian.xy)]),
          .array([.number(hessian.xy), .number(hessian.yy)]),
        ])
      ), ("eigenvalues", .array([.number(hessian.maxEigenvalue), .number(hessian.minEigenvalue)])),
    ]
    return fields + [("at", .object(values))]
  }
}
