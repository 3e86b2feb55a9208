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
