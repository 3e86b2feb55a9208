import Engine

extension SurfaceChoice {
  /// The surface of an id or a formula that a user typed, with values of its knobs or letters.
  ///
  /// - Throws: `CommandError` if it is neither, told apart by what it looks like.
  init(typed text: String, _ assignments: [Assignment]) throws(CommandError) {
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
          .usage, "there is no surface “\(text)”\(Lessons.suggestion(text, known))")
      }
      throw CommandError(.dataError, "this formula cannot be read:\n\(error)")
    }
  }

  /// Gives knobs or letters these values.
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

  /// Whether both are the same surface, whatever the values of its knobs.
  func isSameSurface(as other: SurfaceChoice) -> Bool {
    switch (self, other) {
    case (.named(let a, _), .named(let b, _)): a == b
    case (.formula(let a, _), .formula(let b, _)): a == b
    default: false
    }
  }
}
