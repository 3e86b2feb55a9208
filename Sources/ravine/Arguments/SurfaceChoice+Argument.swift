import Engine
import Spelling

extension SurfaceChoice {
  /// Parses a surface's id, a formula or the path of a landscape, with values of its parameters.
  ///
  /// - Throws: `CommandError` if the text has no meaning, or if the file cannot be read. A single word
  ///   counts as an id.
  init(argument text: String, _ assignments: [Assignment]) throws(CommandError) {
    self.init(text)
    if source.isFile { source = try LandscapeSources.source(text) }
    setValues(assignments)
    do throws(EngineError) {
      _ = try Catalog.surface(self)
    } catch {
      guard source.isFormula else { throw CommandError(.usage, "\(error)") }
      let isWord = text.count > 1 && text.allSatisfy { $0.isLetter || $0 == "-" || $0 == "_" }
      guard !isWord else {
        let known = Catalog.surfaces.map(\.info.id)
        let hint = suggestion(text, from: known, listedBy: "ravine list surfaces")
        throw CommandError(.usage, "there is no surface “\(text)”\(hint)")
      }
      throw CommandError(.dataError, "invalid formula:\n\(error)")
    }
  }

  /// Whether an argument for a lesson is a surface instead: a landscape file, the id of a surface
  /// or a formula.
  ///
  /// A lesson comes first. A text with an operator that no id has counts as a formula, valid or
  /// not, unless it may be a path.
  static func isNamed(_ argument: String, _ assignments: [Assignment]) -> Bool {
    guard !LessonFiles.ids.contains(argument), !argument.hasSuffix(".yaml") else { return false }
    var choice = SurfaceChoice(argument)
    if choice.source.isFile { return true }
    if !argument.contains("/"), argument.contains(where: { "()*^+=".contains($0) }) { return true }
    choice.setValues(assignments)
    return (try? Catalog.surface(choice)) != nil
  }

  /// Sets parameters of the surface.
  mutating func setValues(_ assignments: [Assignment]) {
    for assignment in assignments { knobs[assignment.name] = assignment.value }
  }
}
