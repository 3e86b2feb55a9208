import Export
import Foundation
import SafeText
import Testing

@Suite struct `A JSON value` {
  @Test func `preserves the order of its members`() {
    let value = JSON.object([
      ("z", .null), ("a", .array([.bool(true), .integer(.max), .number(0.5)])), ("m", .count(3)),
    ])
    #expect(value.description == #"{"z": null, "a": [true, 18446744073709551615, 0.5], "m": 3}"#)
  }

  @Test func `encodes NaN as null, and infinities as strings`() {
    let value = JSON.array([.number(.nan), .number(-.nan), .number(.infinity), .number(-.infinity)])
    #expect(value.description == #"[null, null, "inf", "-inf"]"#)
  }

  @Test func `escapes scalars that could control a terminal`() {
    let value = JSON.string("a\"b\\c\n\t\u{1B}[31m\u{7F}\u{9B}\u{202E}\u{2028}é😀")
    let text = #""a\"b\\c\n\t\u001b[31m\u007f\u009b\u202e\u2028é😀""#
    #expect(value.description == text)
  }

  @Test func `is decoded by Foundation without change`() throws {
    let allScalars = String(String.UnicodeScalarView((0..<0x3000).compactMap(Unicode.Scalar.init)))
    let text = JSON.object([("text", .string(allScalars)), ("far", .string("\u{E0041}\u{1D173}"))])
    let read = try JSONDecoder().decode([String: String].self, from: Data(text.description.utf8))
    // Compared by scalars, because different strings can be canonically equivalent.
    #expect(read["text"].map { Array($0.unicodeScalars) } == Array(allScalars.unicodeScalars))
    #expect(read["far"] == "\u{E0041}\u{1D173}")
  }
}

@Suite struct `Untrusted text` {
  @Test func `cannot control a terminal`() {
    #expect(sanitized("a\u{1B}[2Jb\u{9B}c\u{202E}d\re") == "a�[2Jb�c�d�e")
    #expect(sanitized("two\nlines, é, 😀, 日本, ∂²f") == "two\nlines, é, 😀, 日本, ∂²f")
  }
}

@Suite struct `A text table` {
  @Test func `has columns as wide as their widest entry`() {
    var table = TextTable(["id", "n", ""], alignments: [.left, .right])
    table.append(["a", "10"])
    table.append(["longer", "1", "note"])
    #expect(table.text == "id       n\na       10\nlonger   1  note\n")
  }

  @Test func `has no header if all titles are empty`() {
    var table = TextTable(["", ""])
    table.append(["η", "0.1"])
    #expect(table.text == "η  0.1\n")
  }

  @Test func `escapes bars in Markdown`() {
    var table = TextTable(["key", "action"])
    table.append(["`|`", "‖w‖ | w"])
    #expect(table.markdown == "| key | action |\n|---|---|\n| `\\|` | ‖w‖ \\| w |\n")
  }
}
