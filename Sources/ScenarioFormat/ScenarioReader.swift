import Engine
import Yams

/// A parser of lesson, course and configuration files, with located errors.
struct ScenarioReader {
  /// The sanitized file name for error messages.
  let file: String
  let text: String

  /// Creates a reader without checking the text.
  init(file: String, text: String) {
    self.file = sanitized(file, limit: 200)
    self.text = text
  }

  /// Creates a reader; throws if the text is longer than `Limits.fileBytes`.
  init(checked text: String, file: String) throws(ScenarioError) {
    guard text.utf8.count <= Limits.fileBytes else {
      throw ScenarioReader(file: file, text: "").error(
        line: 1, column: 1, "the file is larger than \(Limits.fileBytes / 1_000_000) MB")
    }
    self.init(file: file, text: text)
  }

  /// Creates a reader of bytes; throws if they are too many or not UTF-8.
  init(checked bytes: [UInt8], file: String) throws(ScenarioError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ScenarioReader(file: file, text: "").error(
        line: 1, column: 1, "the file is not UTF-8 text; save the file as UTF-8")
    }
    try self.init(checked: text, file: file)
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
  func error(line: Int, column: Int, _ message: String) -> ScenarioError {
    let lines = lines
    let excerpt =
      lines.indices.contains(line - 1)
      ? String(String.UnicodeScalarView(lines[line - 1])) : ""
    return ScenarioError(
      file: file, line: line, column: column, message: message,
      excerpt: sanitized(excerpt, limit: 200))
  }

  /// Creates an error at the start of a node.
  func error(at node: Node, _ message: String) -> ScenarioError {
    error(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, message)
  }

  /// Creates an error at a character offset in the value of a scalar.
  ///
  /// The location in the file accounts for quotes, escapes and folded lines.
  func error(at node: Node, offset: Int, _ message: String) -> ScenarioError {
    guard let scalar = node.scalar, let mark = scalar.mark else {
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
