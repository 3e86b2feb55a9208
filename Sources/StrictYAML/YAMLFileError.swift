/// An error in a YAML file, with its location.
///
/// The description is one line: “file.yaml:7:12: there is no optimizer “smm”; did you mean “sam”?”.
public struct YAMLFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The sanitized file name.
  public let file: String
  /// The line, counted from 1.
  public let line: Int
  /// The column in Unicode scalars, counted from 1.
  public let column: Int
  /// The error and how to fix it.
  public let message: String
  /// The sanitized line of the file.
  public let excerpt: String

  /// The error in the form `file:line:column: message`.
  public var description: String { "\(file):\(line):\(column): \(message)" }

  /// The description, followed by the line of the file with a caret under the error.
  public var descriptionWithExcerpt: String {
    guard !excerpt.isEmpty, column <= excerpt.unicodeScalars.count + 1 else { return description }
    return "\(description)\n  \(excerpt)\n  \(String(repeating: " ", count: column - 1))^"
  }
}

/// Returns text from a file with control and format characters replaced by �.
///
/// The text is truncated to `limit` characters.
public func sanitized(_ text: String, limit: Int = 60) -> String {
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
