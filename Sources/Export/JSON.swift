/// A JSON value; an object keeps the order of its members.
public indirect enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(UInt64)
  /// A number that is not finite becomes one of the strings `nan`, `inf`, `-inf`.
  case number(Double)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  /// A count, which is never negative.
  public static func count(_ value: Int) -> JSON { .integer(UInt64(max(value, 0))) }

  /// The string, or null.
  public static func optional(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }
}

extension JSON: CustomStringConvertible {
  /// The value on one line.
  public var description: String {
    var text = ""
    write(to: &text)
    return text
  }

  func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += value.description
    case .number(let value):
      if value.isFinite {
        text += formatExact(value)
      } else {
        Self.quote(formatExact(value), to: &text)
      }
    case .string(let value): Self.quote(value, to: &text)
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += ", " }
        value.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, (name, value)) in members.enumerated() {
        if index > 0 { text += ", " }
        Self.quote(name, to: &text)
        text += ": "
        value.write(to: &text)
      }
      text += "}"
    }
  }

  /// Quotes a string, and escapes whatever could steer a terminal, which JSON leaves to us.
  private static func quote(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.isUnsafeForTerminal:
        for unit in Character(scalar).utf16 {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
