import SafeText
import Yams

/// The cause of a syntax error that libyaml reports, in words about the file instead of the parser.
struct SyntaxDiagnosis {
  /// The location of the cause, counted from 1.
  private(set) var line: Int
  private(set) var column: Int
  /// The cause and how to fix it.
  private(set) var message: String

  private let lines: [[Unicode.Scalar]]
  /// The start of the token or collection in which the error is.
  private let start: Mark?

  /// Diagnoses a problem in the lines of a file.
  ///
  /// `start` is the beginning of the scalar or collection that libyaml was reading, `mark` the place
  /// at which it could not continue.
  init(problem: String, at mark: Mark, start: Mark?, lines: [[Unicode.Scalar]]) {
    (line, column) = (mark.line, mark.column)
    (self.lines, self.start) = (lines, start)
    message = "this is not valid YAML; put text with special characters in quotes"
    if let tab = indentingTab {
      (line, column) = tab
      message = Self.tabMessage
    } else if let rule = Self.rules.first(where: { $0.problems.contains(where: problem.contains) })
    {
      rule.diagnose(&self)
    } else if let (_, cause) = Self.causes.first(where: { problem.contains($0.0) }) {
      message = cause
    }
  }

  /// Parts of libyaml's messages, and the diagnosis that they need.
  private typealias Rule = (problems: [String], diagnose: @Sendable (inout SyntaxDiagnosis) -> Void)

  private static let rules: [Rule] = [
    (
      [
        "cannot start any token", "expected comment or line break", "indentation indicator",
        "expected alphabetic or numeric character", "undefined alias", "tag", "'!'",
        "expected whitespace or line break", "non-alphabetical", "directive", "version",
        "mapping keys are not allowed",
      ], { $0.describeFirstCharacter() }
    ),
    (["mapping values are not allowed"], { $0.describeColon() }),
    (
      ["expected key", "expected '-' indicator", "expected <document start>"],
      { $0.describeIndentation() }
    ),
    (["could not find expected ':'"], { $0.describeMissingColon() }),
    (["expected ',' or ']'"], { $0.describeOpenBracket("[", "]") }),
    (["expected ',' or '}'"], { $0.describeOpenBracket("{", "}") }),
    (["unexpected end of stream", "unexpected document indicator"], { $0.describeOpenQuote() }),
  ]

  /// Parts of libyaml's messages whose place is that of the cause, and the cause.
  private static let causes = [
    ("a tab character", tabMessage),
    (
      "unknown escape character",
      "double quotes need two backslashes for one: “\\\\”; single quotes need one"
    ),
    ("hexdecimal", "the digits of a Unicode character must follow, as in “\\u03B7”"),
    ("Unicode character escape", "there is no Unicode character with this number"),
    ("expected node content", "a value is missing here"),
    (
      "block sequence entries",
      "a list with “- ” must start on its own line; or write it as [1, 2]"
    ),
    (
      "another document",
      "“---” starts a second document; put each document in a file of its own"
    ),
    ("unexpected ':'", "put text with a colon in quotes"),
    ("maximum", "brackets are nested too deeply"),
  ]

  private static let tabMessage = "a tab indents this line; indent with spaces"

  private func text(ofLine line: Int) -> [Unicode.Scalar] {
    lines.indices.contains(line - 1) ? lines[line - 1] : []
  }

  private func indentation(ofLine line: Int) -> Int {
    text(ofLine: line).prefix { $0 == " " }.count
  }

  /// The first tab before the text of the line, or of the line above, which may end a token.
  private var indentingTab: (line: Int, column: Int)? {
    for candidate in [line, line - 1] {
      let blank = text(ofLine: candidate).prefix { $0 == " " || $0 == "\t" || $0 == "-" }
      if let tab = blank.firstIndex(of: "\t"), blank.count < text(ofLine: candidate).count {
        return (candidate, tab + 1)
      }
    }
    return nil
  }

  private func quoted(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    "“\(sanitizedExcerpt(String(String.UnicodeScalarView(scalars)), limit: 60))”"
  }

  /// The line with its value in quotes; nil if the line has no key or its value has both quotes.
  private func repaired(_ line: Int) -> String? {
    let text = text(ofLine: line).drop { $0 == " " || $0 == "-" }
    let blank: (Unicode.Scalar) -> Bool = { $0 == " " }
    guard let colon = text.firstIndex(of: ":"), colon + 1 < text.endIndex, blank(text[colon + 1])
    else { return nil }
    var value = text[(colon + 2)...].drop(while: blank)
    while let last = value.last, blank(last) { value.removeLast() }
    let hasQuote = value.contains("\"") || value.contains("\\")
    guard !value.isEmpty, !(hasQuote && value.contains("'")) else { return nil }
    let quote: Unicode.Scalar = hasQuote ? "'" : "\""
    return quoted(text[...colon] + [" ", quote] + value + [quote])
  }

  /// A character that cannot start text without quotes.
  private mutating func describeFirstCharacter() {
    // The error in a token is behind its first character.
    if let start, start.line == line, start.column < column { column = start.column }
    let special = specialStart(ofLine: line)
    if start?.line != line || !isSpecial(character), let special { column = special }
    let repair = column == special ? repaired(line) : nil
    let advice = repair.map { "write \($0)" } ?? "put the text in quotes"
    message = "text that starts with \(quoted([character])) needs quotes: \(advice)"
  }

  private var character: Unicode.Scalar {
    let text = text(ofLine: line)
    return text.indices.contains(column - 1) ? text[column - 1] : " "
  }

  private func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    "|>@`%&*!?,]}".unicodeScalars.contains(scalar)
  }

  /// The column of a special character that starts the value of the line; nil without one.
  private func specialStart(ofLine line: Int) -> Int? {
    let text = text(ofLine: line)
    var start = text.prefix { $0 == " " || $0 == "-" }.count
    if let colon = text.indices.first(where: {
      text[$0] == ":" && $0 + 1 < text.count && text[$0 + 1] == " "
    }) {
      start = colon + 1 + text[(colon + 1)...].prefix { $0 == " " }.count
    }
    return text.indices.contains(start) && isSpecial(text[start]) ? start + 1 : nil
  }

  /// A second colon in a line, or a deeper line after a value.
  private mutating func describeColon() {
    let before = text(ofLine: line).prefix(max(column - 1, 0))
    let isSecond = zip(before, before.dropFirst()).contains { $0 == ":" && $1 == " " }
    if isSecond {
      let advice = repaired(line).map { "write \($0)" } ?? "put the text in quotes"
      message = "text with “: ” needs quotes: \(advice)"
    } else {
      message =
        "“key: value” is not possible here: a value or a deeper line precedes; \(Self.align)"
    }
  }

  private static let align = "start all keys of a mapping in the same column"

  /// A line that does not continue the mapping or list above it.
  private mutating func describeIndentation() {
    let isFirst = column <= indentation(ofLine: line) + 1
    let before = isFirst ? [] : text(ofLine: line).prefix(max(column - 1, 0))
    if let quote = before.last(where: { $0 == "\"" || $0 == "'" }) {
      let escape = quote == "'" ? "''" : "\\\""
      message = "text follows the closing quote; within the quotes, write \(escape) for \(quote)"
    } else if before.contains(where: { $0 == "]" || $0 == "}" }) {
      message = "text follows the closing bracket; remove the text, or put all of it in quotes"
    } else if let start, start.line < line {
      message =
        "this line does not continue the lines from line \(start.line), which start in column "
        + "\(start.column); \(Self.align), and each “- ” of a list"
    } else {
      message = "this line does not continue the lines above; \(Self.align)"
    }
  }

  private mutating func describeMissingColon() {
    if let start { (line, column) = (start.line, start.column) }
    if "\"'".unicodeScalars.contains(character) {
      message = "“: ” or the end of a list must follow this text"
    } else {
      message = "this line needs a colon and a space: “key: value”"
    }
  }

  private mutating func describeOpenBracket(_ open: String, _ close: String) {
    if let start, start.line < line || character == " " || column > text(ofLine: line).count {
      (line, column) = (start.line, start.column)
      message = "“\(open)” is not closed; “\(close)” or a comma is missing"
    } else {
      message = "a comma or “\(close)” is missing before this text"
    }
  }

  private mutating func describeOpenQuote() {
    if let start { (line, column) = (start.line, start.column) }
    message = "this quote is not closed"
  }
}
