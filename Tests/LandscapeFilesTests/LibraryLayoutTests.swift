import Engine
import Testing

@testable import LandscapeFiles

/// Losses 10·y + x on the axes x = 0, 1, 2, 3 and y = 0, 1, 2.
private let x = [0.0, 1, 2, 3]
private let y = [0.0, 1, 2]
private let losses = y.flatMap { y in x.map { 10 * y + $0 } }

private func littleEndian(_ values: [Double]) -> [UInt8] {
  values.flatMap { value in
    (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
  }
}

private func npyFile(_ type: String, _ shape: String, _ data: [UInt8]) -> [UInt8] {
  let header = Array("{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }\n".utf8)
  return NpyReader.magic + [1, 0] + little(header.count, 2) + header + data
}

private func npyFile(_ values: [Double], _ shape: String) -> [UInt8] {
  npyFile("<f8", shape, littleEndian(values))
}

/// Expects the losses and the axes in the text of a file.
private func expectGrid(
  _ text: String, _ options: String = "", sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let grid = try landscape(Array(text.utf8), options).grid
  #expect(grid.x == x && grid.y == y, sourceLocation: sourceLocation)
  #expect(grid.values == losses, sourceLocation: sourceLocation)
}

private func lines(_ first: String, _ line: (Int) -> String) -> String {
  ([first] + losses.indices.map(line)).joined(separator: "\n")
}

private func point(_ index: Int) -> String {
  "\(x[index % x.count]),\(y[index / x.count]),\(losses[index])"
}

@Suite struct `A file of a library` {
  @Test func `by Plotly has its numbers in base64`() throws {
    // x, y and z of a surface as plotly.js reads them; Python escapes the slashes.
    let text = """
      {"data": [{"type": "surface",
      "x": {"dtype": "i1", "bdata": "AAECAw=="}, "y": {"bdata": "AAEC", "dtype": "u1"},
      "z": {"dtype": "i1", "bdata": "AAECAwoLDA0UFRYX", "shape": "3, 4"}}], "layout": {}}
      """
    try expectGrid(text)
    #expect(base64Bytes(Array(#"\u002f+8\/"#.utf8)[...]) == [0xFF, 0xEF, 0x3F])
    #expect(base64Bytes(Array("//8=".utf8)[...]) == [0xFF, 0xFF])
    for text in ["A", "AA=A", "AA*A", #"A\u00"#, #"\"#] {
      #expect(base64Bytes(Array(text.utf8)[...]) == nil, "\(text)")
    }
    let short = text.replacing("3, 4", with: "3, 5")
    #expect(message(Array(short.utf8)).contains("12 bytes, but its shape needs 15"))
    let large = text.replacing("3, 4", with: "1000000000, 1000000000")
    #expect(message(Array(large.utf8)).contains("at most 4096 × 4096"))
  }

  @Test func `by numpy may have texts and objects beside its numbers`() throws {
    let arrays = [
      ("name.npy", npyFile("<U6", "()", [UInt8](repeating: 0, count: 24))),
      ("meta.npy", npyFile("|O", "(1,)", [0x80, 4, 0x4E, 0x2E])),
    ]
    let numbers = [
      ("x.npy", npyFile(x, "(4,)")), ("y.npy", npyFile(y, "(3,)")),
      ("z.npy", npyFile(losses, "(3, 4)")),
    ]
    let read = try landscape(zipArchive(arrays + numbers))
    #expect(read.grid.values == losses)
    #expect(read.decisions.contains { $0.text.hasSuffix("no real numbers: name, meta") })
    #expect(message(zipArchive(arrays)).contains("elements of type <U6"))
    #expect(message(zipArchive([arrays[1]])).contains("Python objects"))
  }

  @Test func `by numpy may have no names, or extents of 1`() throws {
    func archive(_ arrays: [[UInt8]]) -> [UInt8] {
      zipArchive(arrays.enumerated().map { ("arr_\($0).npy", $1) })
    }
    let read = try landscape(
      archive([npyFile(x, "(4,)"), npyFile(y, "(3,)"), npyFile(losses, "(3, 4, 1)")]))
    #expect(read.grid.x == x && read.grid.y == y && read.grid.values == losses)
    // Two matrices are two losses.
    let two = try landscape(archive([npyFile(losses, "(3, 4)"), npyFile(losses, "(3, 4)")]))
    #expect(two.otherLosses == ["arr_1"] && two.losses == ["arr_0", "arr_1"])
  }

  @Test func `has the axes that a distance beside it gives`() throws {
    let matrix = npyFile(losses, "(3, 4)")
    func read(_ settings: String?, _ options: String = "") throws -> Landscape {
      let argument = try LandscapeArgument("losses.npy\(options)")
      return try Landscape(argument) { path, limit throws(LandscapeError) in
        if path == "losses.npy" { return Array(matrix.prefix(limit)) }
        guard path == "losses.toml", let settings else { throw .unreadable(path) }
        return Array(Array(settings.utf8).prefix(limit))
      }
    }
    let settings = "[plane]\nsteps = 3\ndistance = 4.0  # of both axes\n"
    let wide = try read(settings)
    // Rows are x.
    #expect(wide.grid.x == [-2, 0, 2] && wide.grid.y.first == -2 && wide.grid.y.last == 2)
    #expect(wide.grid.value(column: 2, row: 1) == 21)
    #expect(wide.decisions.contains { $0.text.contains("the distance in losses.toml says") })
    for other in [nil, "distance = far", "distance = -1", "steps = 3"] {
      let plain = try read(other).grid
      #expect(plain.x.count == 4 && plain.x.first == -1 && plain.x.last == 1)
    }
    #expect(try read(settings, ":x=0:3,y=0:2,order=xy").grid.values == losses)
  }

  @Test func `by pandas may number its lines and columns`() throws {
    try expectGrid(losses.indices.map { "\($0),\(point($0))" }.joined(separator: "\n"))
    let ranges = ":x=0:3,y=0:2"
    let rows = y.map { y in x.map { "\(10 * y + $0)" }.joined(separator: ",") }
    try expectGrid((["0,1,2,3"] + rows).joined(separator: "\n"), ranges)
    let indexed = rows.enumerated().map { "\($0),\($1)" }
    try expectGrid(([",0,1,2,3"] + indexed).joined(separator: "\n"), ranges)
    // The axes, with a name in the corner.
    let named = zip(y, rows).map { "\($0),\($1)" }
    try expectGrid(([#"y\x,0.0,1.0,2.0,3.0"#] + named).joined(separator: "\n"))
  }

  @Test func `by numpy's savetxt may name its columns in a comment`() throws {
    let text = lines("# alpha,beta,loss") { point($0) }
    try expectGrid(text)
    let decisions = try landscape(Array(text.utf8)).decisions
    #expect(decisions.contains { $0.text == "alpha, 4 coordinates" })
    try expectGrid(lines("# computed on 1 May") { point($0) })
    try expectGrid(lines("x,y,loss") { $0 == 3 ? "# half\n" + point($0) : point($0) })
  }

  @Test func `counts its lines with and without CR`() {
    #expect(message(Array("x,y,z\r\n\r\n1,2\r\n".utf8)).contains("line 3 has 2 fields"))
    #expect(message(Array("x,y,z\n\n1,2\n".utf8)).contains("line 3 has 2 fields"))
  }

  @Test func `without a computed loss is rejected`() throws {
    let text = { (values: String) in
      #"{"xcoordinates": [0, 1], "ycoordinates": [0, 1], "train_loss": \#(values)}"#
    }
    let empty = message(Array(text("[[-1, -1], [null, -1]]").utf8))
    #expect(empty.contains("“train_loss” has no loss") && empty.contains("3 were not computed yet"))
    #expect(message(Array("nan,nan\nnan,nan".utf8)).contains("has no loss"))
    #expect(try landscape(Array(text("[[-1, -2], [-1, -1]]").utf8)).grid.holeCount == 0)
  }
}
