import Engine

extension SurfaceChoice {
  /// Parses a surface's id or a formula, with values of its parameters.
  ///
  /// - Throws: `CommandError` if the text is neither; a single word counts as an id.
  init(argument text: String, _ assignments: [Assignment]) throws(CommandError) {
    let known = Catalog.surfaces.map(\.info.id)
    self = known.contains(text) ? .named(text) : .formula(text)
    setValues(assignments)
    do throws(EngineError) {
      _ = try Catalog.surface(self)
    } catch {
      guard case .formula = self else { throw CommandError(.usage, "\(error)") }
      let isWord = text.count > 1 && text.allSatisfy { $0.isLetter || $0 == "-" || $0 == "_" }
      guard !isWord else {
        throw CommandError(
          .usage, "there is no surface “\(text)”\(LessonFiles.suggestion(text, known))")
      }
      throw CommandError(.dataError, "invalid formula:\n\(error)")
    }
  }

  /// Sets parameters of the surface.
  mutating func setValues(_ assignments: [Assignment]) {
    for assignment in assignments {
      switch self {
      case .named(let id, var knobs):
        knobs[assignment.name] = assignment.value
        self = .named(id, knobs: knobs)
      case .formula(let text, var parameters):
        parameters[assignment.name] = assignment.value
        self = .formula(text, parameters: parameters)
      }
    }
  }

  /// Whether both are the same surface, apart from the values of its parameters.
  func isSameSurface(as other: SurfaceChoice) -> Bool {
    switch (self, other) {
    case (.named(let a, _), .named(let b, _)): a == b
    case (.formula(let a, _), .formula(let b, _)): a == b
    default: false
    }
  }
}
