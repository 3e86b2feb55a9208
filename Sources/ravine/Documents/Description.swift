import Engine
import Export

/// A description as text and as JSON.
struct Description {
  private(set) var text = ""
  let json: JSON

  init(_ lesson: Scenario) {
    json = lesson.json
    appendTitle(lesson.id, lesson.title)
    appendParagraph(lesson.lesson)
    let knobs = lesson.surface.assignedValues.map { "\($0.name)=\(formatExact($0.value))" }
    appendFields([
      ("source", lesson.source),
      ("surface", ([lesson.surface.argumentText] + knobs).joined(separator: " ")),
      ("start", lesson.start.argumentText),
      ("steps", "\(lesson.steps)"),
      ("view", lesson.view.argumentText),
    ])
    appendSection("runs", ["", ""], lesson.runs.map { [$0.name, $0.argumentText] })
    appendSection("claims", ["", ""], lesson.claims.map { ["\($0)", $0.because ?? ""] })
  }

  init(_ card: OptimizerInfo) {
    json = card.json
    appendTitle(card.id, card.name)
    appendFields([
      ("rule", card.updateRule),
      ("source", card.source),
      ("gradients", "\(card.evaluationsPerStep) a step"),
      ("edge", card.stabilityThresholdLabel),
    ])
    appendKnobs(card.knobs)
  }

  init(_ surface: AnySurface, at point: Point<Double>) {
    let card = surface.info
    let slope = surface.gradient(point)
    let hessian = surface.hessian(point)
    json = .object(card.jsonFields + surface.jsonFields(at: point))
    appendTitle(card.id, card.formula)
    appendParagraph(card.about)
    appendFields([("source", card.source)])
    appendKnobs(card.knobs)
    let known: [(String, [Point<Double>])] = [
      ("minima", surface.landmarks.minima), ("saddles", surface.landmarks.saddles),
    ]
    appendFields(known.map { ($0, $1.map { "(\($0.argumentText))" }.joined(separator: " ")) })
    if let written = Self.formulaTexts(surface) {
      appendSection(
        "exactly",
        ["", ""],
        [
          ["f", written.value], ["∂f/∂x", written.dx], ["∂f/∂y", written.dy],
          ["∂²f/∂x²", written.dxx], ["∂²f/∂x∂y", written.dxy], ["∂²f/∂y²", written.dyy],
        ])
    }
    text += "\nat \(point.argumentText)\n"
    appendFields([
      ("  loss", formatSignificant(surface.value(point))),
      (
        "  gradient",
        "(\(formatSignificant(slope.x)), \(formatSignificant(slope.y)))  norm \(formatSignificant(slope.norm))"
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

  /// A formula with its derivatives, as text.
  fileprivate static func formulaTexts(_ surface: AnySurface) -> Formula.SymbolicDerivatives? {
    guard case .formula(let text, let parameters) = surface.choice else { return nil }
    return try? Formula(text, parameters: parameters).symbolicDerivatives
  }

  private mutating func appendTitle(_ id: String, _ title: String) {
    text += sanitized(id == title || title.isEmpty ? id : "\(id): \(title)") + "\n"
  }

  private mutating func appendParagraph(_ words: String) {
    if !words.isEmpty { text += sanitized(words) + "\n" }
  }

  /// Lines of a name and its value; those without a value are left out.
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

  private mutating func appendKnobs(_ knobs: [Knob]) {
    let rows = knobs.map { knob in
      [
        knob.id, knob.symbol == knob.id ? "" : knob.symbol, formatExact(knob.defaultValue),
        "\(formatExact(knob.range.lowerBound)) to \(formatExact(knob.range.upperBound))",
        knob.meaning,
      ]
    }
    appendSection("knobs", ["", "", "", "", ""], rows)
  }
}

extension AnySurface {
  /// What is known of it beyond its card, and its values at a point.
  fileprivate func jsonFields(at point: Point<Double>) -> [(String, JSON)] {
    let hessian = hessian(point)
    var fields: [(String, JSON)] = [
      ("minima", .array(landmarks.minima.map(\.json))),
      ("saddles", .array(landmarks.saddles.map(\.json))),
    ]
    if let written = Description.formulaTexts(self) {
      fields.append(
        (
          "exactly",
          .object([
            ("f", .string(written.value)), ("dx", .string(written.dx)),
            ("dy", .string(written.dy)), ("dxx", .string(written.dxx)),
            ("dxy", .string(written.dxy)), ("dyy", .string(written.dyy)),
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
