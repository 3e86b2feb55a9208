import StrictYAML
import Testing

@Suite struct `A syntax error` {
  /// Returns the description of the error in a text; nil if the text is valid.
  private func error(_ text: String) throws -> String? {
    do throws(YAMLFileError) {
      let reader = try YAMLReader(text, file: "f")
      guard let root = try reader.root() else { return nil }
      _ = try MappingFields(root, of: reader, mappingName: "the file", keys: nil)
      return nil
    } catch {
      return error.description
    }
  }

  @Test(arguments: [
    ("a: 1\nb:\n\t- c", "f:3:1: a tab indents this line; indent with spaces"),
    ("a: 1\n\tb: 2", "f:2:1: a tab indents this line; indent with spaces"),
    ("title: SAM: hums", "f:1:11: text with “: ” needs quotes: write “title: \"SAM: hums\"”"),
    (
      "a: 1\nsurface: |x| + |y|",
      "f:2:10: text that starts with “|” needs quotes: write “surface: \"|x| + |y|\"”"
    ),
    ("a: @b", "f:1:4: text that starts with “@” needs quotes: write “a: \"@b\"”"),
    ("a: %b", "f:1:4: text that starts with “%” needs quotes: write “a: \"%b\"”"),
    ("a: `b`", "f:1:4: text that starts with “`” needs quotes: write “a: \"`b`\"”"),
    ("a: *b", "f:1:4: text that starts with “*” needs quotes: write “a: \"*b\"”"),
    ("a: \"b", "f:1:4: this quote is not closed"),
    ("a: 'b\nc: d", "f:1:4: this quote is not closed"),
    ("a: [1, 2\nb: 3", "f:1:4: “[” is not closed; “]” or a comma is missing"),
    ("a: [1, 2", "f:1:4: “[” is not closed; “]” or a comma is missing"),
    ("a: {b: 1, c: 2\nd: 3", "f:1:4: “{” is not closed; “}” or a comma is missing"),
    ("a: 1\nb\nc: 2", "f:2:1: this line needs a colon and a space: “key: value”"),
    (
      "a: \"b\" c\n",
      "f:1:8: text follows the closing quote; within the quotes, write \\\" for \""
    ),
    (
      "a: [1] c\n",
      "f:1:8: text follows the closing bracket; remove the text, or put all of it in quotes"
    ),
    ("a: - 1", "f:1:4: a list with “- ” must start on its own line; or write it as [1, 2]"),
    (
      "a: \"\\q\"",
      "f:1:5: double quotes need two backslashes for one: “\\\\”; single quotes need one"
    ),
    ("a: \"\\u12\"", "f:1:7: the digits of a Unicode character must follow, as in “\\u03B7”"),
    (
      "a: 1\n---\nb: 2",
      "f:2:1: “---” starts a second document; put each document in a file of its own"
    ),
    ("a: b\u{7}", "f:1:5: the character U+0007 is not allowed in YAML; remove the character"),
    (
      "a: {eta: 0,5, rho: 0,5}",
      "f:1:12: a decimal number takes a point instead of a comma, as in 0.5"
    ),
    ("{eta: 0,045}", "f:1:7: write 0.045, with a point instead of a comma"),
    (
      "a:\n  b: 1\n c: 2",
      "f:3:2: this line does not continue the lines from line 1, which start in column 1; start all keys of a mapping in the same column, and each “- ” of a list"
    ),
  ])
  func `names its cause and how to fix it`(_ text: String, _ expected: String) throws {
    #expect(try error(text) == expected)
  }

  @Test func `does not concern a byte order mark`() throws {
    #expect(try error("\u{FEFF}a: 1") == nil)
    #expect(try error("\u{FEFF}a: SAM: 1")?.hasPrefix("f:1:7: text with") == true)
  }
}
