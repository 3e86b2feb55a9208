import Engine
import Yams

extension ScenarioReader {
  func text(_ node: Node, _ what: String) throws(ScenarioError) -> String {
    guard let scalar = node.scalar else {
      throw error(at: node, "\(what) is text, not \(kind(of: node))")
    }
    return scalar.string
  }

  /// Text of which something is to be seen.
  func nonEmptyText(_ node: Node, _ what: String) throws(ScenarioError) -> String {
    let text = try text(node, what)
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw error(at: node, "\(what) is empty")
    }
    return text
  }

  /// A finite number, or an expression of constants such as sqrt(40).
  func number(_ node: Node, _ what: String) throws(ScenarioError) -> Double {
    guard let text = node.scalar?.string else {
      throw error(at: node, "\(what) is a number, not \(kind(of: node))")
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
        throw self.error(at: node, "\(what) is a number, not \(kind(of: node))")
      }
    }
    guard value.isFinite else {
      throw error(at: node, "\(what) is a finite number, not \(kind(of: node))")
    }
    return value
  }

  func integer(
    _ node: Node, _ what: String, in range: ClosedRange<Int>
  ) throws(ScenarioError) -> Int {
    let number = try number(node, what)
    guard let integer = Int(exactly: number) else {
      throw error(at: node, "\(what) is a whole number, not \(kind(of: node))")
    }
    guard range.contains(integer) else {
      throw error(
        at: node, "\(what) is \(integer); it takes \(range.lowerBound) to \(range.upperBound)")
    }
    return integer
  }

  func bool(_ node: Node, _ what: String) throws(ScenarioError) -> Bool {
    switch node.scalar?.string {
    case "true": return true
    case "false": return false
    default: throw error(at: node, "\(what) is true or false, not \(kind(of: node))")
    }
  }

  func sequence(_ node: Node, _ what: String) throws(ScenarioError) -> [Node] {
    guard let sequence = node.sequence else {
      throw error(at: node, "\(what) is a list, not \(kind(of: node))")
    }
    return Array(sequence)
  }

  func pair(
    _ node: Node, _ what: String
  ) throws(ScenarioError) -> (Node, Node) {
    guard let items = node.sequence, items.count == 2 else {
      let found = node.sequence.map { "a list of \($0.count)" } ?? kind(of: node)
      throw error(at: node, "\(what) is a pair of numbers such as [1, 2], not \(found)")
    }
    return (items[0], items[1])
  }

  func point(_ node: Node, _ what: String) throws(ScenarioError) -> Point<Double> {
    let (x, y) = try pair(node, what)
    return Point(try number(x, "\(what)’s x"), try number(y, "\(what)’s y"))
  }

  func range(_ node: Node, _ what: String) throws(ScenarioError) -> ClosedRange<Double> {
    let (low, high) = try pair(node, what)
    let (lower, upper) = (try number(low, what), try number(high, what))
    guard lower < upper, (upper - lower).isFinite else {
      throw error(at: node, "\(what) goes from the smaller to the larger number")
    }
    return lower...upper
  }

  /// An expression over the quantities of the runs.
  func expression(
    _ node: Node, _ what: String, in names: SymbolTable, run: String? = nil
  ) throws(ScenarioError) -> Expression {
    let text = try nonEmptyText(node, what)
    do throws(FormulaError) {
      return try Expression(text) { names.isKnown($0, run: run) }
    } catch {
      throw self.error(
        at: node, offset: error.offset,
        names.unknownNameMessage(text, error.offset, run) ?? error.message)
    }
  }
}

/// The names that expressions of a lesson may use.
struct SymbolTable {
  let runs: [String]

  func isKnown(_ name: String, run: String?) -> Bool {
    Scenario.isKnown(name, run: run, runs: runs)
  }

  /// What to say of the unknown name at an offset of an expression, if one stands there.
  func unknownNameMessage(_ text: String, _ offset: Int, _ run: String?) -> String? {
    let name = String(
      text.dropFirst(offset).prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." })
    guard let first = name.first, first.isLetter, !isKnown(name, run: run) else { return nil }
    let quantities = Quantity.all.map(\.id)
    guard let dot = name.firstIndex(of: ".") else {
      if quantities.contains(name) {
        return
          "“\(name)” of which run? Say \(runs.map { "\($0).\(name)" }.joined(separator: " or "))"
      }
      let clear = run != nil || runs.count == 1
      return clear && !isFunctionCall(name, text)
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

  /// Whether the name is called like a function: what is wrong then is for the parser to say.
  private func isFunctionCall(_ name: String, _ text: String) -> Bool {
    text.contains("\(name)(") || text.contains("\(name) (")
  }
}
