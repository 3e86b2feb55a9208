import SafeText

/// A JSON value; objects preserve the order of their members.
public indirect enum JSON: Sendable {
  /// The value `null`.
  case null
  /// A Boolean.
  case bool(Bool)
  /// A nonnegative integer.
  case integer(UInt64)
  /// A number; NaN is encoded as `null`, infinities as the strings `inf` and `-inf`.
  case number(Double)
  /// A string.
  case string(String)
  /// An array.
  case array([JSON])
  /// An object with ordered members.
  case object([(String, JSON)])

  /// Returns an integer; negative values become 0.
  public static func count(_ value: Int) -> JSON { .integer(UInt64(max(value, 0))) }

  /// Returns the string, or `null` for nil.
  public static func optional(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }
}

extension JSON: CustomStringConvertible {
  /// The value on one line.
  public var description: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// Appends the value to a text.
  func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += value.description
    case .number(let value):
      if value.isNaN {
        text += "null"
      } else if value.isFinite {
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

  /// Quotes a string, and escapes every scalar that could control a terminal.
  private static func quote(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where !scalar.isSafe:
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
