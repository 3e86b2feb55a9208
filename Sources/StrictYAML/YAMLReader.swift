import SafeText
import Yams

/// A reader of YAML files that rejects what a file of settings does not need, with located errors.
///
/// Anchors, duplicate keys and keys that are no words are errors, as are files that are too large or
/// take too long to parse.
public struct YAMLReader {
  /// The maximum size of a file in bytes.
  public static let maxBytes = 1_000_000
  /// The maximum CPU seconds for parsing a file.
  ///
  /// A plain file of `maxBytes` takes half a second.
  public static let maxSeconds = 5.0

  /// The sanitized file name for error messages.
  let file: String
  let text: String
  /// Returns the value of text that is no number but may stand for one; nil otherwise.
  let constant: (String) -> Double?
  /// Whether the reader continues after an error: see `attempt`.
  let collectsErrors: Bool
  /// The errors so far.
  let log = ErrorLog()

  /// Creates a reader without checking the text.
  private init(
    unchecked text: String, file: String, constant: @escaping (String) -> Double?,
    collectsErrors: Bool = false
  ) {
    self.collectsErrors = collectsErrors
    self.file = sanitizedExcerpt(file, limit: 200)
    // Editors on Windows start a file with a byte order mark.
    let hasMark = text.unicodeScalars.first == "\u{FEFF}"
    self.text = hasMark ? String(text.unicodeScalars.dropFirst()) : text
    self.constant = constant
  }

  /// Creates a reader of text.
  ///
  /// `file` is the file name in error messages. `constant` returns the value of text that is no
  /// number but may stand for one, such as `sqrt(40)`, and nil for other text. A reader that collects
  /// errors needs a call of `throwNoted` at the end.
  ///
  /// - Throws: `YAMLFileError` if the text is longer than `maxBytes`.
  public init(
    _ text: String, file: String, constant: @escaping (String) -> Double? = { _ in nil },
    collectsErrors: Bool = false
  ) throws(YAMLFileError) {
    guard text.utf8.count <= Self.maxBytes else {
      throw YAMLReader(unchecked: "", file: file, constant: constant).error(
        line: 1, column: 1, "the file is larger than \(Self.maxBytes / 1_000_000) MB")
    }
    self.init(
      unchecked: text, file: file, constant: constant, collectsErrors: collectsErrors)
  }

  /// Creates a reader of the bytes of a file.
  ///
  /// - Throws: `YAMLFileError` if the bytes are too many or not UTF-8.
  public init(
    _ bytes: [UInt8], file: String, constant: @escaping (String) -> Double? = { _ in nil },
    collectsErrors: Bool = false
  ) throws(YAMLFileError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw YAMLReader(unchecked: "", file: file, constant: constant).error(
        line: 1, column: 1, "the file is not UTF-8 text; save the file as UTF-8")
    }
    try self.init(text, file: file, constant: constant, collectsErrors: collectsErrors)
  }

  /// The lines of the text, computed only for errors.
  var lines: [[Unicode.Scalar]] {
    var lines: [[Unicode.Scalar]] = [[]]
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      // The line breaks of YAML, which Yams' marks count.
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": lines.append([])
      default: lines[lines.count - 1].append(scalar)
      }
      previous = scalar
    }
    return lines
  }

  /// Creates an error at a line and column, both counted from 1.
  public func error(line: Int, column: Int, _ message: String) -> YAMLFileError {
    let lines = lines
    let excerpt =
      lines.indices.contains(line - 1)
      ? String(String.UnicodeScalarView(lines[line - 1])) : ""
    return YAMLFileError(
      file: file, line: line, column: column, message: message,
      excerpt: sanitizedExcerpt(excerpt, limit: 200))
  }

  /// Creates an error at the start of a node.
  public func error(at node: YAMLNode, _ message: String) -> YAMLFileError {
    error(line: node.node.mark?.line ?? 1, column: node.node.mark?.column ?? 1, message)
  }

  /// Creates an error at a character offset in the value of a scalar.
  ///
  /// The location in the file accounts for quotes, escapes and folded lines.
  public func error(at node: YAMLNode, offset: Int, _ message: String) -> YAMLFileError {
    guard let scalar = node.node.scalar, let mark = scalar.mark else {
      return error(at: node, message)
    }
    let location = location(of: offset, in: scalar, from: mark)
    return error(line: location.line, column: location.column, message)
  }

  /// Walks value and file in parallel, up to the offset in the value.
  private func location(
    of offset: Int, in scalar: Node.Scalar, from mark: Mark
  ) -> (line: Int, column: Int) {
    let lines = lines
    var (line, column) = (mark.line - 1, mark.column - 1)
    let quoted = scalar.style == .doubleQuoted || scalar.style == .singleQuoted
    if quoted { column += 1 }
    let value = String(scalar.string.prefix(offset)).unicodeScalars
    if scalar.style == .literal || scalar.style == .folded { (line, column) = (line + 1, 0) }
    for expected in value {
      skipFold(lines, &line, &column, before: expected)
      guard lines.indices.contains(line) else { return (mark.line, mark.column) }
      let current = lines[line]
      if scalar.style == .doubleQuoted, column < current.count, current[column] == "\\" {
        let letter: Unicode.Scalar = column + 1 < current.count ? current[column + 1] : " "
        column += ["x": 4, "u": 6, "U": 10][letter] ?? 2
      } else if scalar.style == .singleQuoted, expected == "'" {
        column += 2
      } else {
        column += 1
      }
    }
    skipFold(lines, &line, &column, before: nil)
    return (line + 1, column + 1)
  }

  /// Skips line breaks and indentation that fold to one space or nothing in the value.
  ///
  /// `expected` is the next scalar of the value; nil at its end.
  private func skipFold(
    _ lines: [[Unicode.Scalar]], _ line: inout Int, _ column: inout Int,
    before expected: Unicode.Scalar?
  ) {
    while lines.indices.contains(line) {
      let current = lines[line]
      let rest = current[min(column, current.count)...]
      if rest.allSatisfy({ $0 == " " || $0 == "\t" }), line + 1 < lines.count, expected != nil {
        (line, column) = (line + 1, 0)
        let next = lines[line]
        let indent = next.prefix { $0 == " " || $0 == "\t" }.count
        // The break itself is the expected scalar: stop one column before the text.
        column = expected == " " || expected == "\n" ? max(indent - 1, 0) : indent
        if expected == "\n" { return }
        if indent == next.count { continue }
      } else if column == 0, rest.first == " ", expected != " " {
        column = rest.prefix { $0 == " " }.count
      }
      return
    }
  }
}
