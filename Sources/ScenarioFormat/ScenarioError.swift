/// What is wrong with a scenario file, and where.
///
/// Its description is one line: “file.yaml:7:12: there is no optimizer “smm”; did you mean “sam”?”.
public struct ScenarioError: Error, Sendable, Equatable, CustomStringConvertible {
  public let file: String
  /// Counted from 1; columns count Unicode scalars.
  public let line: Int
  public let column: Int
  public let message: String
  /// The line of the file, for showing under the message.
  public let excerpt: String

  public var description: String { "\(file):\(line):\(column): \(message)" }

  /// The description, then the line of the file with a caret under the mistake.
  public var descriptionWithExcerpt: String {
    guard !excerpt.isEmpty, column <= excerpt.unicodeScalars.count + 1 else { return description }
    return "\(description)\n  \(excerpt)\n  \(String(repeating: " ", count: column - 1))^"
  }
}

/// Text from a file, made safe to show: what could steer a terminal becomes �.
///
/// Cut to `limit` characters, so that a message stays a message.
func sanitized(_ text: String, limit: Int = 60) -> String {
  var safe = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(4 * limit) {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      safe.append("\u{FFFD}")
    default:
      safe.append(scalar)
    }
  }
  let string = String(safe)
  return string.count > limit ? string.prefix(limit - 1) + "…" : string
}
