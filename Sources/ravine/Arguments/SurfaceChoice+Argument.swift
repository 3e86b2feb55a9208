import Engine
import Spelling

extension SurfaceChoice {
  /// Parses a surface's id, a formula or the path of a landscape, with values of its parameters.
  ///
  /// - Throws: `CommandError` if the text has no meaning, or if the file cannot be read. A single word
  ///   counts as an id.
  init(argument text: String, _ assignments: [Assignment]) throws(CommandError) {
    self.init(text)
    if Self.isLandscape(text) { source = try LandscapeSources.source(text) }
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
    if isLandscape(argument) { return true }
    if !argument.contains("/"), argument.contains(where: { "()*^+=".contains($0) }) { return true }
    choice.setValues(assignments)
    return (try? Catalog.surface(choice)) != nil
  }

  /// Whether an argument names a landscape: a path that ends like one, or another file that is
  /// neither a lesson nor a rule.
  ///
  /// A text in another directory may be a lesson with any ending. A pickle is answered with advice.
  static func isLandscape(_ argument: String) -> Bool {
    if SurfaceChoice(argument).source.isFile { return true }
    let path = FilePath(argument).path
    guard path.contains(where: { "./".contains($0) }),
      !path.hasSuffix(".yaml"), !path.hasSuffix(".rule"), isRegularFile(path)
    else { return false }
    guard path.contains("/") else { return true }
    guard let bytes = try? FileBeginning.read(path, limit: 4096) else { return false }
    return bytes.contains(0) || bytes.first.map { $0 > 0x7F } == true
  }

  /// Sets parameters of the surface.
  mutating func setValues(_ assignments: [Assignment]) {
    for assignment in assignments { knobs[assignment.name] = assignment.value }
  }
}
