import Engine
public import Lessons
public import StrictYAML

/// Parses a lesson from the text of its file.
///
/// The text is at most 1 MB; `file` is the file name in error messages. `files` reads the files
/// that the lesson names. Throws a `YAMLFileError` with line and column for the first error, and the
/// further errors that do not follow from others.
public func parseScenario(
  yaml: String, file: String, files: LessonFileReader = .none
) throws(YAMLFileError) -> Scenario {
  let reader = try YAMLReader(
    yaml, file: file, constant: Expression.constant, collectsErrors: true)
  return try reader.scenario(reader.requiredRoot(), files)
}

/// Parses a lesson from the UTF-8 bytes of its file.
///
/// The errors are those of `parseScenario(yaml:file:)` for text, and bytes that are not UTF-8.
public func parseScenario(
  yaml bytes: [UInt8], file: String, files: LessonFileReader = .none
) throws(YAMLFileError) -> Scenario {
  let reader = try YAMLReader(
    bytes, file: file, constant: Expression.constant, collectsErrors: true)
  return try reader.scenario(reader.requiredRoot(), files)
}

extension YAMLReader {
  fileprivate static let keys = [
    "id", "title", "lesson", "source", "surface", "path", "problem", "plane", "center", "start",
    "steps", "view", "plot", "rules", "runs", "cards", "claims",
  ]

  fileprivate func scenario(
    _ root: YAMLNode, _ files: LessonFileReader
  ) throws(YAMLFileError) -> Scenario {
    let fields = try MappingFields(root, of: self, mappingName: "a lesson", keys: Self.keys)
    let id = attempt(try id(try fields.required("id")))
    let title = attempt(try nonEmptyText(try fields.required("title"), "the title"))
    let lesson = attempt(try optionalText(fields, "lesson", "the lesson"))
    let source = attempt(try optionalText(fields, "source", "the source"))
    let isOnProblem = fields.optional("problem") != nil
    if isOnProblem { _ = attempt(try fields.exactlyOne(of: ["surface", "problem"])) }
    let surface = attempt(
      isOnProblem
        ? try problem(try fields.required("problem"))
        : try surface(try fields.required("surface"), files))
    let path = attempt(
      try fields.optional("path").map { node throws(YAMLFileError) in
        try trainingPath(node, isOnProblem: isOnProblem, files)
      })
    let start = attempt(try start(fields, isOnProblem: isOnProblem))
    let steps = attempt(try integer(try fields.required("steps"), "steps", in: Limits.steps))
    let view = attempt(try view(fields, of: surface)) ?? nil
    let plot = attempt(try fields.optional("plot").map(plot))
    let rules = attempt(try rules(fields.optional("rules")))
    let runs = attempt(try runs(try fields.required("runs"), on: surface, rules)) ?? ParsedRuns()
    let plane = attempt(try plane(fields, on: surface, runs: runs.names))
    if let steps, let violation = Limits.violation(steps: steps, runs: runs.count) {
      try note(error(at: fields.optional("steps") ?? root, violation))
    }
    let context = LessonContext(
      symbols: SymbolTable(
        runs: runs.names, isComplete: runs.isComplete, hasPath: fields.optional("path") != nil),
      settings: surface.flatMap { surface in
        runs.isComplete && rules != nil
          ? SettingResolver(surface: surface, runs: runs.runs, rules: rules ?? []) : nil
      }, steps: steps ?? Limits.steps.upperBound)
    let cards = attempt(try cards(fields.optional("cards"), context)) ?? []
    let claims =
      attempt(
        try mapItems(fields.optional("claims"), "claims") { node throws(YAMLFileError) in
          try claim(node, context)
        }) ?? []
    try throwNoted()
    guard let id, let title, let surface, let start, let steps, let view else {
      throw error(at: root, "the lesson is invalid")
    }
    var scenario = Scenario(
      id: id, title: title, lesson: (lesson ?? nil) ?? "", source: (source ?? nil) ?? "",
      surface: surface, start: start, steps: steps, view: view, plot: plot ?? nil,
      runs: runs.runs, cards: cards, claims: claims, rules: rules ?? [])
    scenario.plane = plane ?? nil
    scenario.trainingPath = path ?? nil
    return scenario
  }

  /// Parses the common start of the runs; the seed decides that of a problem.
  private func start(
    _ fields: MappingFields, isOnProblem: Bool
  ) throws(YAMLFileError) -> Point<Double> {
    guard isOnProblem else { return try point(try fields.required("start"), "the start") }
    if let node = fields.optional("start") {
      throw error(at: node, "the seed decides the start of a problem; remove “start”")
    }
    return .zero
  }

  private func optionalText(
    _ fields: MappingFields, _ key: String, _ valueName: String
  ) throws(YAMLFileError) -> String? {
    guard let node = fields.optional(key) else { return nil }
    return try nonEmptyText(node, valueName)
  }

  /// Parses the cards, each with the settings of the cards before.
  private func cards(_ node: YAMLNode?, _ context: LessonContext) throws(YAMLFileError) -> [Card] {
    var (context, hasQuestion) = (context, false)
    return try mapItems(node, "cards") { node throws(YAMLFileError) in
      let card = try card(node, context, isAfterQuestion: hasQuestion)
      context.settings?.apply(card?.changes ?? [])
      hasQuestion = hasQuestion || node.value(of: "ask") != nil
      return card
    }
  }

  /// Parses each item of an optional list; omits the invalid items, whose errors are noted.
  func mapItems<T>(
    _ node: YAMLNode?, _ valueName: String, _ parse: (YAMLNode) throws(YAMLFileError) -> T?
  ) throws(YAMLFileError) -> [T] {
    guard let node else { return [] }
    let items = try sequence(node, valueName)
    guard items.count <= Limits.cards else {
      throw error(
        at: items[Limits.cards], "at most \(Limits.cards) \(valueName), not \(items.count)")
    }
    var results: [T] = []
    for item in items {
      if let result = attempt(try parse(item)) ?? nil { results.append(result) }
    }
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
      let names = PlottedQuantities.everywhere.map(\.rawValue)
      throw error(
        at: node, "the plot must be one of \(names.joined(separator: ", ")), not \(node.kind)")
    }
    return plot
  }

  /// Parses the region of the map, by default that of a built-in surface or of the losses in a file.
  private func view(
    _ fields: MappingFields, of surface: SurfaceChoice?
  ) throws(YAMLFileError) -> Region? {
    guard let node = fields.optional("view") else {
      guard let surface else { return nil }  // the surface may have a region
      let source = surface.source
      if source.problem != nil { return Scenario.problemView }
      let hasFrame = source.catalogID != nil || source.isFile
      if hasFrame, let frame = try? Catalog.surface(surface).info.frame { return frame }
      throw error(
        at: fields.keyNode(of: "view"),
        "a lesson with a formula needs the key “view”, such as view: {x: [-2, 2], y: [-2, 2]}")
    }
    let sides = try MappingFields(node, of: self, mappingName: "the view", keys: ["x", "y"])
    let x = attempt(try range(try sides.required("x"), "the view’s x"))
    let y = attempt(try range(try sides.required("y"), "the view’s y"))
    guard let x, let y else { return nil }
    return Region(x: x, y: y)
  }
}

/// The parts of a lesson on which its cards and claims depend.
struct LessonContext {
  /// The names in expressions.
  let symbols: SymbolTable
  /// The surface and the runs; nil if either is invalid, so changes are not checked.
  var settings: SettingResolver?
  /// The number of steps.
  let steps: Int
}
