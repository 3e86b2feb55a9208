public import Engine

/// Text with embedded values: “λ = {usam.sharpness}”.
public struct Template: Sendable, Equatable {
  /// A piece of a template.
  public enum Piece: Sendable, Equatable {
    /// Literal text.
    case text(String)
    /// The value of an expression.
    case value(Expression)
  }

  /// The pieces in order.
  public var pieces: [Piece]

  /// A template of these pieces.
  public init(_ pieces: [Piece]) { self.pieces = pieces }

  /// Whether the text contains values, which depend on the step.
  public var hasValues: Bool {
    pieces.contains { if case .value = $0 { true } else { false } }
  }
}

/// A syntax error in a template.
public struct TemplateError: Error, Sendable, Equatable {
  /// The description of the error.
  public let message: String
  /// The number of characters before the error.
  public let offset: Int
}

extension Template {
  /// Parses text in which `{…}` encloses an expression; `{{` and `}}` are literal braces.
  ///
  /// - Throws: `TemplateError` for unmatched braces, an invalid expression or a name that `isKnown`
  ///   rejects.
  public init(_ text: String, isKnown: (String) -> Bool) throws(TemplateError) {
    var pieces: [Piece] = []
    var plain = ""
    let characters = Array(text)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      let doubled = index + 1 < characters.count && characters[index + 1] == character
      switch character {
      case "{", "}":
        if doubled {
          plain.append(character)
          index += 2
          continue
        }
        guard character == "{" else {
          throw TemplateError(message: "unmatched “}”; write }} for a literal brace", offset: index)
        }
        // A second “{” before the “}” means that the first is unmatched.
        let next = characters[(index + 1)...].firstIndex { "{}".contains($0) }
        guard let end = next, characters[end] == "}" else {
          throw TemplateError(message: "unmatched “{”; write {{ for a literal brace", offset: index)
        }
        if !plain.isEmpty { pieces.append(.text(plain)) }
        plain = ""
        let inside = String(characters[(index + 1)..<end])
        do throws(FormulaError) {
          pieces.append(.value(try Expression(inside, isKnown: isKnown)))
        } catch {
          throw TemplateError(message: error.message, offset: index + 1 + error.offset)
        }
        index = end + 1
      default:
        plain.append(character)
        index += 1
      }
    }
    if !plain.isEmpty || pieces.isEmpty { pieces.append(.text(plain)) }
    self.init(pieces)
  }

  /// The text with each value replaced by `format` of its expression.
  public func filled(_ format: (Expression) -> String) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .value(let expression): format(expression)
      }
    }.joined()
  }
}

extension Expression {
  /// Whether the value is a count of steps or gradients, which is printed with all digits.
  public var isCount: Bool {
    ["step", "evaluations"].contains(text.split(separator: ".").last.map(String.init))
  }
}
