import Engine
import Lessons
import Yams

// Each function throws an error that starts with `valueName`, such as “the title”.
extension ScenarioReader {
  /// Parses text.
  func text(_ node: Node, _ valueName: String) throws(ScenarioError) -> String {
    guard let scalar = node.scalar else {
      throw error(at: node, "\(valueName) must be text, not \(kind(of: node))")
    }
    return scalar.string
  }

  /// Parses text that is not only whitespace.
  func nonEmptyText(_ node: Node, _ valueName: String) throws(ScenarioError) -> String {
    let text = try text(node, valueName)
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw error(at: node, "\(valueName) is empty")
    }
    return text
  }

  /// Parses a finite number or an expression of constants, such as sqrt(40).
  func number(_ node: Node, _ valueName: String) throws(ScenarioError) -> Double {
    guard let text = node.scalar?.string else {
      throw error(at: node, "\(valueName) must be a number, not \(kind(of: node))")
    }
    let value: Double
    if let number = Double(text) {
      value = number
    } else if [".nan", ".inf", "-.inf", "+.inf"].contains(text.lowercased()) {
      value = .nan
    } else {
      do throws(FormulaError) {
        value = try Expression(text) { _ in false }.value { _ in .nan }
      } catch {
        throw self.error(at: node, "\(valueName) must be a number, not \(kind(of: node))")
      }
    }
    guard value.isFinite else {
      throw error(at: node, "\(valueName) must be a finite number, not \(kind(of: node))")
    }
    return value
  }

  /// Parses a whole number in a range.
  func integer(
    _ node: Node, _ valueName: String, in range: ClosedRange<Int>
  ) throws(ScenarioError) -> Int {
    let number = try number(node, valueName)
    guard let integer = Int(exactly: number) else {
      throw error(at: node, "\(valueName) must be a whole number, not \(kind(of: node))")
    }
    guard range.contains(integer) else {
      throw error(
        at: node,
        "\(valueName) must be from \(range.lowerBound) to \(range.upperBound), not \(integer)")
    }
    return integer
  }

  /// Parses `true` or `false`.
  func bool(_ node: Node, _ valueName: String) throws(ScenarioError) -> Bool {
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default: throw error(at: node, "\(valueName) must be true or false, not \(kind(of: node))")
    }
  }

  /// Parses a list.
  func sequence(_ node: Node, _ valueName: String) throws(ScenarioError) -> [Node] {
    guard let sequence = node.sequence else {
      throw error(at: node, "\(valueName) must be a list, not \(kind(of: node))")
    }
    return Array(sequence)
  }

  /// Parses a list of two nodes.
  func pair(
    _ node: Node, _ valueName: String
  ) throws(ScenarioError) -> (Node, Node) {
    guard let items = node.sequence, items.count == 2 else {
      let found = node.sequence.map { "a list of length \($0.count)" } ?? kind(of: node)
      throw error(at: node, "\(valueName) must be a pair of numbers such as [1, 2], not \(found)")
    }
    return (items[0], items[1])
  }

  /// Parses a point: a pair of finite numbers.
  func point(_ node: Node, _ valueName: String) throws(ScenarioError) -> Point<Double> {
    let (x, y) = try pair(node, valueName)
    return Point(try number(x, "\(valueName)’s x"), try number(y, "\(valueName)’s y"))
  }

  /// Parses a range: a pair of increasing numbers.
  func range(_ node: Node, _ valueName: String) throws(ScenarioError) -> ClosedRange<Double> {
    let (low, high) = try pair(node, valueName)
    let (lower, upper) = (try number(low, valueName), try number(high, valueName))
    guard lower < upper, (upper - lower).isFinite else {
      throw error(at: node, "\(valueName) must be a range [low, high] with low < high")
    }
    return lower...upper
  }

  /// Parses an expression over the quantities of the runs.
  ///
  /// `run` is the run of names without a run, such as `loss`.
  func expression(
    _ node: Node, _ valueName: String, in symbols: SymbolTable, run: String? = nil
  ) throws(ScenarioError) -> Expression {
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

  /// Whether an expression may contain the name.
  func isKnown(_ name: String, run: String?) -> Bool {
    Scenario.isKnown(name, run: run, runs: runs)
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
        ? "there is no quantity “\(sanitized(name))”"
          + hint(name, quantities) : nil
    }
    let owner = String(name[..<dot])
    guard runs.contains(owner) else {
      return "there is no run “\(sanitized(owner))”\(hint(owner, runs))"
    }
    let quantity = String(name[name.index(after: dot)...])
    return "there is no quantity “\(sanitized(quantity))”\(hint(quantity, quantities))"
  }

  /// Whether the text calls the name as a function, for which the parser has its own error.
  private func isFunctionCall(_ name: String, _ text: String) -> Bool {
    text.contains("\(name)(") || text.contains("\(name) (")
  }
}
