import Export
import Foundation
import Testing

@Suite struct `A JSON value` {
  @Test func `keeps the order of its members`() {
    let value = JSON.object([
      ("z", .null), ("a", .array([.bool(true), .integer(.max), .number(0.5)])), ("m", .count(3)),
    ])
    #expect(value.description == #"{"z": null, "a": [true, 18446744073709551615, 0.5], "m": 3}"#)
  }

  @Test func `names what is not finite`() {
    let value = JSON.array([.number(.nan), .number(.infinity), .number(-.infinity)])
    #expect(value.description == #"["nan", "inf", "-inf"]"#)
  }

  @Test func `escapes whatever could steer a terminal`() {
    let value = JSON.string("a\"b\\c\n\t\u{1B}[31m\u{7F}\u{9B}\u{202E}\u{2028}é😀")
    let text = #""a\"b\\c\n\t\u001b[31m\u007f\u009b\u202e\u2028é😀""#
    #expect(value.description == text)
  }

  @Test func `is read by Foundation as it was written`() throws {
    let every = String(String.UnicodeScalarView((0..<0x3000).compactMap(Unicode.Scalar.init)))
    let text = JSON.object([("text", .string(every)), ("far", .string("\u{E0041}\u{1D173}"))])
    let read = try JSONDecoder().decode([String: String].self, from: Data(text.description.utf8))
    // Compared by scalars: as strings, different ones may be equivalent.
    #expect(read["text"].map { Array($0.unicodeScalars) } == Array(every.unicodeScalars))
    #expect(read["far"] == "\u{E0041}\u{1D173}")
  }
}

@Suite struct `Text from outside` {
  @Test func `cannot steer a terminal`() {
    #expect(sanitized("a\u{1B}[2Jb\u{9B}c\u{202E}d\re") == "a�[2Jb�c�d�e")
    #expect(sanitized("two\nlines, é, 😀, 日本, ∂²f") == "two\nlines, é, 😀, 日本, ∂²f")
  }
}

@Suite struct `Columns of text` {
  @Test func `are as wide as their widest entry`() {
    var columns = TextTable(["id", "n", ""], sides: [.left, .right])
    columns.append(["a", "10"])
    columns.append(["longer", "1", "note"])
    #expect(columns.text == "id       n\na       10\nlonger   1  note\n")
  }

  @Test func `have no line of heads where all are empty`() {
    var columns = TextTable(["", ""])
    columns.append(["η", "0.1"])
    #expect(columns.text == "η  0.1\n")
  }

  @Test func `keep bars out of a Markdown table`() {
    var columns = TextTable(["key", "action"])
    columns.append(["`|`", "‖w‖ | w"])
    #expect(columns.markdown == "| key | action |\n|---|---|\n| `\\|` | ‖w‖ \\| w |\n")
  }
}
