import StrictYAML
import Testing

@Suite struct `A strict reader of YAML` {
  private func fields(
    _ yaml: String, constant: @escaping (String) -> Double? = { _ in nil }
  ) throws -> (YAMLReader, MappingFields) {
    let reader = try YAMLReader(yaml, file: "a.yaml", constant: constant)
    let root = try #require(try reader.root())
    return (reader, try MappingFields(root, of: reader, mappingName: "a box", keys: ["x", "y"]))
  }

  @Test func `finds no tree in an empty file`() throws {
    for yaml in ["", "# nothing", "---"] { #expect(try YAMLReader(yaml, file: "a").root() == nil) }
  }

  @Test(arguments: [
    ("x: 1\nx: 2", "1:1: the key “x” is repeated"),
    ("x: &a 1", "1:4: anchors (&name) are not supported; in text, put a space after “&”"),
    ("? [1]\n: 2", "1:3: a key must be a word, not a list"),
    ("[1, 2]", "1:1: a box must be a mapping (key: value), not a list"),
    ("width: 1", "1:1: a box has no key “width”; try one of x, y"),
  ])
  func `rejects what settings do not need`(_ yaml: String, _ message: String) throws {
    let error = try #require(throws: YAMLFileError.self) { try fields(yaml) }
    #expect(error.description == "a.yaml:\(message)")
  }

  @Test func `accepts constants only as far as its user defines them`() throws {
    let (reader, fields) = try fields("{x: 2e1, y: dozen}")
    #expect(try reader.number(fields.required("x"), "x") == 20)
    let error = try #require(throws: YAMLFileError.self) {
      try reader.number(fields.required("y"), "y")
    }
    #expect(error.description == "a.yaml:1:13: y must be a number, not “dozen”")
    let (counting, counted) = try self.fields("{x: 1, y: dozen}") { $0 == "dozen" ? 12 : nil }
    #expect(try counting.integer(counted.required("y"), "y", in: 1...20) == 12)
  }
}
