public import Engine
public import Lessons
public import StrictYAML

/// Parses a lesson from the text of its file.
///
/// The text is at most 1 MB; `file` is the file name in error messages. `readSurface` reads the file
/// of a surface. Throws a `YAMLFileError` with line and column for the first error.
public func parseScenario(
  yaml: String, file: String, readSurface: SurfaceReader = noSurfaceFiles
) throws(YAMLFileError) -> Scenario {
  let reader = try YAMLReader(yaml, file: file, constant: Expression.constant)
  return try reader.scenario(reader.requiredRoot(), readSurface)
}

/// Parses a lesson from the UTF-8 bytes of its file.
///
/// The errors are those of `parseScenario(yaml:file:)` for text, and bytes that are not UTF-8.
public func parseScenario(
  yaml bytes: [UInt8], file: String, readSurface: SurfaceReader = noSurfaceFiles
) throws(YAMLFileError) -> Scenario {
  let reader = try YAMLReader(bytes, file: file, constant: Expression.constant)
  return try reader.scenario(reader.requiredRoot(), readSurface)
}

extension YAMLReader {
  fileprivate static let keys = [
    "id", "title", "lesson", "source", "surface", "start", "steps", "view", "plot", "rules", "runs",
    "cards", "claims",
  ]

  fileprivate func scenario(
    _ root: YAMLNode, _ readSurface: SurfaceReader
  ) throws(YAMLFileError) -> Scenario {
    let fields = try MappingFields(root, of: self, mappingName: "a lesson", keys: Self.keys)
    let id = try id(try fields.required("id"))
    let title = try nonEmptyText(try fields.required("title"), "the title")
    let surface = try surface(try fields.required("surface"), readSurface)
    let steps = try integer(try fields.required("steps"), "steps", in: Limits.steps)
    let rules = try rules(fields.optional("rules"))
    let runs = try runs(try fields.required("runs"), on: surface, rules)
    if let violation = Limits.violation(steps: steps, runs: runs.count) {
      throw error(at: try fields.required("steps"), violation)
    }
    let symbols = SymbolTable(runs: runs.map(\.name))
    let settings = SettingResolver(surface: surface, runs: runs, rules: rules)
    var (cardSettings, hasQuestion) = (settings, false)
    return Scenario(
      id: id, title: title,
      lesson: try fields.optional("lesson").map { node throws(YAMLFileError) in
        try nonEmptyText(node, "the lesson")
      } ?? "",
      source: try fields.optional("source").map { node throws(YAMLFileError) in
        try nonEmptyText(node, "the source")
      } ?? "",
      surface: surface,
      start: try point(try fields.required("start"), "the start"),
      steps: steps,
      view: try view(try fields.required("view")),
      plot: try fields.optional("plot").map { node throws(YAMLFileError) in try plot(node) },
      runs: runs,
      cards: try mapItems(fields.optional("cards"), "cards") { node throws(YAMLFileError) in
        let card = try card(
          node, symbols, cardSettings, steps: steps, isAfterQuestion: hasQuestion)
        cardSettings.apply(card.changes)
        hasQuestion = hasQuestion || card.isQuestion
        return card
      },
      claims: try mapItems(fields.optional("claims"), "claims") { node throws(YAMLFileError) in
        try claim(node, symbols, settings, steps: steps)
      },
      rules: rules)
  }

  /// Parses each item of an optional list.
  func mapItems<T>(
    _ node: YAMLNode?, _ valueName: String, _ parse: (YAMLNode) throws(YAMLFileError) -> T
  ) throws(YAMLFileError) -> [T] {
    guard let node else { return [] }
    let items = try sequence(node, valueName)
    guard items.count <= Limits.cards else {
      throw error(
        at: items[Limits.cards], "at most \(Limits.cards) \(valueName), not \(items.count)")
    }
    var results: [T] = []
    for item in items { results.append(try parse(item)) }
    return results
  }

  /// Parses an id: lowercase letters and digits joined by “-”.
  func id(_ node: YAMLNode) throws(YAMLFileError) -> String {
    let id = try text(node, "the id")
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    let isWord = parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789".contains($0) }
    }
    guard isWord, id.count <= Limits.idCharacters else {
      throw error(
        at: node,
        "an id must be lowercase letters and digits joined by “-”, at most "
          + "\(Limits.idCharacters) characters, not \(node.kind)")
    }
    return id
  }

  /// Returns the node tree; throws if the file is empty.
  func requiredRoot() throws(YAMLFileError) -> YAMLNode {
    guard let node = try root() else {
      throw error(line: 1, column: 1, "the file is empty; start with “id: …”")
    }
    return node
  }

  private func plot(_ node: YAMLNode) throws(YAMLFileError) -> PlottedQuantity {
    let name = try text(node, "the plot")
    guard let plot = PlottedQuantity(rawValue: name) else {
      let names = PlottedQuantity.allCases.map(\.rawValue)
      throw error(
        at: node, "the plot must be one of \(names.joined(separator: ", ")), not \(node.kind)")
    }
    return plot
  }

  private func view(_ node: YAMLNode) throws(YAMLFileError) -> Region {
    let fields = try MappingFields(node, of: self, mappingName: "the view", keys: ["x", "y"])
    return Region(
      x: try range(try fields.required("x"), "the view’s x"),
      y: try range(try fields.required("y"), "the view’s y"))
  }
}
