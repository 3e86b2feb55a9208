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
  /// The other errors of the file, in the order of the file.
  public internal(set) var further: [YAMLFileError] = []

  /// The maximum number of errors in `descriptionWithExcerpt`.
  static let maxCount = 20

  /// The error in the form `file:line:column: message`.
  public var description: String { "\(file):\(line):\(column): \(message)" }

  /// The description and those of the other errors, each with the line of the file and a caret.
  public var descriptionWithExcerpt: String {
    let omitted = further.count + 1 - Self.maxCount
    let all = ([self] + further).prefix(Self.maxCount).map(\.ownDescriptionWithExcerpt)
    return (all + (omitted > 0 ? ["\(file): \(omitted) more"] : [])).joined(separator: "\n")
  }

  private var ownDescriptionWithExcerpt: String {
    guard !excerpt.isEmpty, column <= excerpt.unicodeScalars.count + 1 else { return description }
    return "\(description)\n  \(excerpt)\n  \(String(repeating: " ", count: column - 1))^"
  }
}
