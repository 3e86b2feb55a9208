/// An expression over named quantities, such as `sam.sharpness / gd.sharpness`.
///
/// It is written like a `Formula` and may compare: `<`, `>`, `<=`, `>=`, `==`, `and` and `or` give 1
/// or 0. Two expressions of the same text are equal.
public struct Expression: Sendable {
  public let text: String
  /// The quantities that it speaks of.
  public let names: Set<String>
  private let inputs: [String]
  private let program: Program
  /// The parts that are joined by “and”: it holds where each of them does.
  let conjuncts: [Conjunct]

  /// A part of a condition, with the places among its inputs of the names that it reads.
  struct Conjunct: Sendable {
    let variables: [(name: String, input: Int)]
    let program: Program
  }

  /// Reads an expression whose names are those that `isKnown` accepts, and pi and e.
  ///
  /// A name is made of letters, digits, underscores and inner dots, and begins with a letter.
  ///
  /// - Throws: `FormulaError`, with a suggestion where a name is nearly right.
  public init(_ text: String, isKnown: (String) -> Bool) throws(FormulaError) {
    let read = try withoutActuallyEscaping(isKnown) { isKnown throws(FormulaError) in
      var parser = Parser(
        text,
        ParserScope(
          isKnown: isKnown, candidates: { Self.suggestions(like: $0).filter(isKnown) },
          allowsComparisons: true))
      let term = try parser.parse()
      let (graph, names) = (parser.graph, parser.names)
      return (
        names: names,
        program: Program(graph, [term], inputs: names.count) { _ in .nan },
        conjuncts: graph.conjuncts(of: term).map { part in
          Conjunct(
            variables: graph.subterms(of: [part]).compactMap { leaf in
              if case .variable(let index) = graph[leaf] { (names[index], index) } else { nil }
            },
            program: Program(graph, [part], inputs: names.count) { _ in .nan })
        }
      )
    }
    self.text = text
    inputs = read.names
    names = Set(read.names)
    program = read.program
    conjuncts = read.conjuncts
  }

  /// The value, with each name's value from `lookup`, which is asked once for each.
  public func value(_ lookup: (String) -> Double) -> Double {
    let code = program.bytecode
    var value = Double.nan
    code.evaluate(
      { registers in
        for (index, name) in inputs.enumerated() { registers[index] = lookup(name) }
      }, { value = $0[code.outputs.0] })
    return value
  }

  /// The quantities of a row, of the same run as the name if it has one before a dot.
  private static func suggestions(like name: String) -> [String] {
    let run = name.lastIndex(of: ".").map { name[...$0] } ?? ""
    return Quantity.all.map { run + $0.id }
  }
}

extension Expression: Hashable {
  public static func == (a: Expression, b: Expression) -> Bool { a.text == b.text }

  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension Graph {
  /// The terms that a chain of “and” joins.
  fileprivate func conjuncts(of term: Term) -> [Term] {
    guard case .binary(.and, let a, let b) = self[term] else { return [term] }
    return conjuncts(of: a) + conjuncts(of: b)
  }
}
