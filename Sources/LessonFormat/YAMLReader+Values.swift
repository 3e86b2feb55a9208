import Engine
import Lessons
import SafeText
import Spelling
import StrictYAML

extension YAMLReader {
  /// Parses a point: a pair of finite numbers.
  func point(_ node: YAMLNode, _ valueName: String) throws(YAMLFileError) -> Point<Double> {
    let (x, y) = try pair(node, valueName)
    return Point(try number(x, "\(valueName)’s x"), try number(y, "\(valueName)’s y"))
  }

  /// Parses an expression over the quantities of the runs.
  ///
  /// `run` is the run of names without a run, such as `loss`.
  func expression(
    _ node: YAMLNode, _ valueName: String, in symbols: SymbolTable, run: String? = nil
  ) throws(YAMLFileError) -> Expression {
    let text = try nonEmptyText(node, valueName)
    do throws(FormulaError) {
      return try Expression(text) { symbols.isKnown($0, run: run) }
    } catch {
      throw self.error(
        at: node, offset: error.offset,
        symbols.unknownNameMessage(text, error.offset, run) ?? error.message)
    }
  }
}

/// The names that expressions of a lesson may contain.
struct SymbolTable {
  /// The names of the runs.
  let runs: [String]
  /// Whether `runs` has the names of all runs; otherwise an unknown name may be that of a run.
  let isComplete: Bool
  /// Whether the lesson has the path of a training run.
  var hasPath = false

  /// Whether there may be a run with the name.
  func hasRun(_ name: String) -> Bool { !isComplete || runs.contains(name) }

  /// Whether an expression may contain the name.
  func isKnown(_ name: String, run: String?) -> Bool {
    if hasPath, TrainingPath.isQuantity(name) { return true }
    guard !isComplete else { return Scenario.isKnown(name, run: run, runs: runs) }
    let owner = name.firstIndex(of: ".").map { [String(name[..<$0])] } ?? []
    return Scenario.isKnown(name, run: run ?? "", runs: runs + owner)
  }

  /// Returns the error message for an unknown name at an offset of an expression; nil if the name
  /// is known or calls a function.
  func unknownNameMessage(_ text: String, _ offset: Int, _ run: String?) -> String? {
    let name = String(
      text.dropFirst(offset).prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." })
    guard let first = name.first, first.isLetter, !isKnown(name, run: run) else { return nil }
    let quantities = Quantity.all.map(\.id)
    guard let dot = name.firstIndex(of: ".") else {
      if quantities.contains(name) {
        return
          "“\(name)” needs a run: write "
          + runs.map { "\($0).\(name)" }.joined(separator: " or ")
      }
      let hasRun = run != nil || runs.count == 1
      return hasRun && !isFunctionCall(name, text)
        ? "there is no quantity “\(sanitizedExcerpt(name))”"
          + suggestion(name, from: quantities) : nil
    }
    let owner = String(name[..<dot])
    guard hasRun(owner) else {
      return "there is no run “\(sanitizedExcerpt(owner))”\(suggestion(owner, from: runs))"
    }
    let quantity = String(name[name.index(after: dot)...])
    return
      "there is no quantity “\(sanitizedExcerpt(quantity))”\(suggestion(quantity, from: quantities))"
  }

  /// Whether the text calls the name as a function, for which the parser has its own error.
  private func isFunctionCall(_ name: String, _ text: String) -> Bool {
    text.contains("\(name)(") || text.contains("\(name) (")
  }
}
