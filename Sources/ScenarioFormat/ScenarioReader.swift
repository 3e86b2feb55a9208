import Engine
import Yams

/// The text of a scenario file, for telling where in it something is wrong.
struct ScenarioReader {
  let file: String
  let text: String
  init(file: String, text: String) {
    self.file = sanitized(file, limit: 200)
    self.text = text
  }

  /// A text that is not too long to be read.
  init(checked text: String, file: String) throws(ScenarioError) {
    guard text.utf8.count <= Limits.fileBytes else {
      throw ScenarioReader(file: file, text: "").error(
        line: 1, column: 1, "the file is larger than \(Limits.fileBytes / 1_000_000) MB")
    }
    self.init(file: file, text: text)
  }

  /// The same, from the bytes of a file.
  init(checked bytes: [UInt8], file: String) throws(ScenarioError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ScenarioReader(file: file, text: "").error(
        line: 1, column: 1, "the file is not UTF-8 text")
    }
    try self.init(checked: text, file: file)
  }

  /// The lines; only an error has a use for them.
  var lines: [[Unicode.Scalar]] {
    var lines: [[Unicode.Scalar]] = [[]]
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      // The breaks of YAML, so that lines are counted as its marks count them.
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": lines.append([])
      default: lines[lines.count - 1].append(scalar)
      }
      previous = scalar
    }
    return lines
  }

  func error(line: Int, column: Int, _ message: String) -> ScenarioError {
    let lines = lines
    let excerpt =
      lines.indices.contains(line - 1)
      ? String(String.UnicodeScalarView(lines[line - 1])) : ""
    return ScenarioError(
      file: file, line: line, column: column, message: message,
      excerpt: sanitized(excerpt, limit: 200))
  }

  func error(at node: Node, _ message: String) -> ScenarioError {
    error(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, message)
  }

  /// An error some characters into a scalar's value.
  ///
  /// Value and file differ by quotes, escapes and folded lines, so both are walked together.
  func error(at node: Node, offset: Int, _ message: String) -> ScenarioError {
    guard let scalar = node.scalar, let mark = scalar.mark else {
      return error(at: node, message)
    }
    let place = location(of: offset, in: scalar, from: mark)
    return error(line: place.line, column: place.column, message)
  }

  private func location(
    of offset: Int, in scalar: Node.Scalar, from mark: Mark
  ) -> (line: Int, column: Int) {
    let lines = lines
    var (line, column) = (mark.line - 1, mark.column - 1)
    let quoted = scalar.style == .doubleQuoted || scalar.style == .singleQuoted
    if quoted { column += 1 }
    let value = String(scalar.string.prefix(offset)).unicodeScalars
    if scalar.style == .literal || scalar.style == .folded { (line, column) = (line + 1, 0) }
    for wanted in value {
      skipFold(lines, &line, &column, wanted: wanted)
      guard lines.indices.contains(line) else { return (mark.line, mark.column) }
      let here = lines[line]
      if scalar.style == .doubleQuoted, column < here.count, here[column] == "\\" {
        let letter: Unicode.Scalar = column + 1 < here.count ? here[column + 1] : " "
        column += ["x": 4, "u": 6, "U": 10][letter] ?? 2
      } else if scalar.style == .singleQuoted, wanted == "'" {
        column += 2
      } else {
        column += 1
      }
    }
    skipFold(lines, &line, &column, wanted: nil)
    return (line + 1, column + 1)
  }

  /// Passes line ends and indentation that the value holds as one space, or not at all.
  private func skipFold(
    _ lines: [[Unicode.Scalar]], _ line: inout Int, _ column: inout Int, wanted: Unicode.Scalar?
  ) {
    while lines.indices.contains(line) {
      let here = lines[line]
      let rest = here[min(column, here.count)...]
      if rest.allSatisfy({ $0 == " " || $0 == "\t" }), line + 1 < lines.count, wanted != nil {
        (line, column) = (line + 1, 0)
        let next = lines[line]
        let indent = next.prefix { $0 == " " || $0 == "\t" }.count
        // The break itself stands for what is wanted: stay one short of the text.
        column = wanted == " " || wanted == "\n" ? max(indent - 1, 0) : indent
        if wanted == "\n" { return }
        if indent == next.count { continue }
      } else if column == 0, rest.first == " ", wanted != " " {
        column = rest.prefix { $0 == " " }.count
      }
      return
    }
  }
}
