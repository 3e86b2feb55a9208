/// An expression over named quantities, such as `sam.sharpness / gd.sharpness`.
///
/// The syntax is that of `Formula`, plus comparisons: `<`, `>`, `<=`, `>=`, `==`, `and` and `or`
/// return 1 or 0. Expressions with equal text are equal.
///
/// ```swift
/// let ratio = try Expression("sam.loss / gd.loss") { ["sam.loss", "gd.loss"].contains($0) }
/// print(ratio.value { $0 == "sam.loss" ? 1 : 4 })  // 0.25
/// ```
public struct Expression: Sendable {
  /// The source text.
  public let text: String
  /// The names of the quantities in the expression.
  public let names: Set<String>
  private let inputs: [String]
  private let program: Program
  /// The operands of the top-level “and”; the expression is true if every conjunct is true.
  package let conjuncts: [Conjunct]

  /// An operand of “and”.
  package struct Conjunct: Sendable {
    /// The names that the operand contains.
    package let names: [String]
    /// The register of each name.
    let inputs: [Int]
    let program: Program
  }

  /// Parses an expression over pi, e and the names that `isKnown` accepts.
  ///
  /// `suggestions` returns names that may be meant by an unknown one; the error suggests those that
  /// `isKnown` accepts.
  init(
    _ text: String, suggestions: @escaping (String) -> [String], isKnown: (String) -> Bool
  ) throws(FormulaError) {
    let parsed = try withoutActuallyEscaping(isKnown) { isKnown throws(FormulaError) in
      var parser = Parser(
        Parser.characters(text),
        ParserScope(
          isKnown: isKnown, candidates: { suggestions($0).filter(isKnown) },
          allowsComparisons: true))
      let term = try parser.parse()
      let (graph, names) = (parser.graph, parser.names)
      return (
        names: names,
        program: Program(graph, [term], inputs: names.count) { _ in .nan },
        conjuncts: graph.conjuncts(of: term).map { conjunct in
          let variables = graph.subterms(of: [conjunct]).compactMap { subterm in
            if case .variable(let index) = graph[subterm] { index } else { nil as Int? }
          }
          return Conjunct(
            names: variables.map { names[$0] }, inputs: variables,
            program: Program(graph, [conjunct], inputs: names.count) { _ in .nan })
        }
      )
    }
    self.text = text
    inputs = parsed.names
    names = Set(parsed.names)
    program = parsed.program
    conjuncts = parsed.conjuncts
  }

  /// Returns the value of an expression without names, such as `sqrt(40)`; nil for other text.
  public static func constant(_ text: String) -> Double? {
    let expression = try? Expression(text, suggestions: { _ in [] }, isKnown: { _ in false })
    return expression?.value { _ in .nan }
  }

  /// Returns the value, given the value of each name.
  ///
  /// Calls `lookup` once per name.
  public func value(_ lookup: (String) -> Double) -> Double {
    let code = program.bytecode
    var value = Double.nan
    code.evaluate(
      { registers in
        for (index, name) in inputs.enumerated() { registers[index] = lookup(name) }
      }, { value = $0[code.outputs.0] })
    return value
  }
}

extension Expression: Hashable {
  /// Returns whether both expressions have the same text.
  public static func == (a: Expression, b: Expression) -> Bool { a.text == b.text }

  /// Hashes the text.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension Graph {
  /// Returns the operands of a chain of “and”; the term itself if it is not an “and”.
  fileprivate func conjuncts(of term: Term) -> [Term] {
    guard case .binary(.and, let a, let b) = self[term] else { return [term] }
    return conjuncts(of: a) + conjuncts(of: b)
  }
}
