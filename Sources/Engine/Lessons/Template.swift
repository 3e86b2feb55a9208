/// Text with values in it: “λ = {usam.sharpness}”.
public struct Template: Sendable, Equatable {
  public enum Piece: Sendable, Equatable {
    case text(String)
    case value(Expression)
  }

  public var pieces: [Piece]

  public init(_ pieces: [Piece]) { self.pieces = pieces }

  /// Whether it depends on the step at which it is read.
  public var hasValues: Bool {
    pieces.contains { if case .value = $0 { true } else { false } }
  }
}

/// What is wrong with a template, and where.
public struct TemplateError: Error, Sendable, Equatable {
  public let message: String
  /// How many characters precede the mistake.
  public let offset: Int
}

extension Template {
  /// Reads text in which `{…}` holds an expression; `{{` and `}}` stand for a brace.
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
          throw TemplateError(message: "a “}” without its “{”; write }} for a brace", offset: index)
        }
        // A second “{” before the “}” means that the first was never closed.
        let next = characters[(index + 1)...].firstIndex { "{}".contains($0) }
        guard let end = next, characters[end] == "}" else {
          throw TemplateError(message: "a “{” without its “}”; write {{ for a brace", offset: index)
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

  /// The text with its values filled in, as `shown` writes each.
  public func filled(_ shown: (Expression) -> String) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .value(let expression): shown(expression)
      }
    }.joined()
  }
}

extension Expression {
  /// Whether it is a count, of steps or of gradients, and so is told with all its digits.
  public var isCount: Bool {
    ["step", "evaluations"].contains(text.split(separator: ".").last.map(String.init))
  }
}
