/// The syntax of an update rule: statements and their expressions.
///
/// The expressions are nodes of one array, each after its operands, so a long sum needs no recursion
/// to be released.
struct RuleSyntax {
  /// An expression, by the index of its node.
  typealias Expression = Int

  /// The operation of an expression.
  enum Kind {
    case number(Double)
    case name(String)
    case call(String, [Expression])
    /// A binary operator with the index of its character.
    case binary(String, Expression, Expression, at: Int)
    case negate(Expression)
  }

  /// An expression with its place in the text.
  struct Node {
    let kind: Kind
    /// The characters of the expression, without parentheses around it.
    let range: Range<Int>
    /// The characters of the expression, with the parentheses around it.
    var enclosing: Range<Int>
  }

  /// A line of a rule.
  struct Statement {
    enum Kind {
      /// `knob name = value from low to high`.
      case knob(Double, ClosedRange<Double>?)
      /// `memory name = start`.
      case memory(Expression)
      /// `name = value`.
      case assignment(Expression)
      /// A value without a name: the new w.
      case value(Expression)
    }

    let kind: Kind
    /// The name on the left; `w` for a value without a name.
    let name: String
    /// The index of the first character.
    let start: Int
    /// The index of the first character of the name.
    let nameStart: Int
  }

  let characters: [Character]
  var nodes: [Node] = []
  var statements: [Statement] = []

  subscript(_ expression: Expression) -> Node { nodes[expression] }

  /// Appends an expression.
  mutating func append(_ kind: Kind, _ range: Range<Int>) -> Expression {
    nodes.append(Node(kind: kind, range: range, enclosing: range))
    return nodes.count - 1
  }

  /// Returns the text of an expression, with single blanks.
  func text(of expression: Expression) -> String { text(self[expression].range) }

  /// Returns a part of the rule, with single blanks.
  func text(_ range: Range<Int>) -> String {
    characters[range].split(whereSeparator: \.isWhitespace).map { String($0) }
      .joined(separator: " ")
  }

  /// Whether an expression is a number, maybe with a sign.
  func isLiteral(_ expression: Expression) -> Bool {
    switch self[expression].kind {
    case .number: true
    case .negate(let operand): if case .number = self[operand].kind { true } else { false }
    default: false
    }
  }
}
