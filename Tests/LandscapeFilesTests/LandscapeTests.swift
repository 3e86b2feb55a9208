import CZlib
import Engine
import Testing

@testable import LandscapeFiles

/// An npy file of version 1.
private func npy(_ values: [Double], _ shape: String, fortran: Bool = false) -> [UInt8] {
  npyFile(
    "{'descr': '<f8', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }",
    values.flatMap { value in
      (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
    })
}

private func npyFile(_ header: String, _ data: [UInt8]) -> [UInt8] {
  let header = Array(header.utf8) + [0x0A]
  return NpyReader.magic + [1, 0, UInt8(header.count % 256), UInt8(header.count / 256)] + header
    + data
}

func little(_ value: Int, _ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// An npz file, deflated or stored.
private func npz(_ entries: [(String, [UInt8])], deflated: Bool = false) -> [UInt8] {
  zipArchive(entries.map { name, data in (name + ".npy", data) }, deflated: deflated)
}

/// A zip archive, deflated or stored.
func zipArchive(_ entries: [(String, [UInt8])], deflated: Bool = false) -> [UInt8] {
  var (file, directory): ([UInt8], [UInt8]) = ([], [])
  for (name, data) in entries {
    let packed = deflated ? deflate(data) : data
    let name = Array(name.utf8)
    let fields =
      little(deflated ? 8 : 0, 2) + little(0, 4) + little(0, 4) + little(packed.count, 4)
      + little(data.count, 4) + little(name.count, 2) + little(0, 2)
    directory +=
      [0x50, 0x4B, 1, 2] + little(20, 2) + little(20, 2) + little(0, 2) + fields + little(0, 2)
      + little(0, 8) + little(file.count, 4) + name
    file += [0x50, 0x4B, 3, 4] + little(20, 2) + little(0, 2) + fields + name + packed
  }
  return file + directory + [0x50, 0x4B, 5, 6] + little(0, 4) + little(entries.count, 2)
    + little(entries.count, 2) + little(directory.count, 4) + little(file.count, 4) + little(0, 2)
}

private func deflate(_ data: [UInt8]) -> [UInt8] {
  var length = uLong(data.count + 1000)
  var packed = [UInt8](repeating: 0, count: Int(length))
  compress(&packed, &length, data, uLong(data.count))
  // Without the header and the checksum of zlib.
  return Array(packed[2..<Int(length) - 4])
}

func landscape(_ bytes: [UInt8], _ options: String = "") throws -> Landscape {
  let argument = try LandscapeArgument("file" + options)
  return try Landscape(argument) { _, limit in Array(bytes.prefix(limit)) }
}

func message(_ bytes: [UInt8], _ options: String = "") -> String {
  do {
    _ = try landscape(bytes, options)
    return "none"
  } catch { return "\(error)" }
}

/// Losses 10·y + x on the axes x = 0, 1, 2 and y = 0, 1.
private let x = [0.0, 1, 2]
private let y = [0.0, 1]
private let rowsOfY = [0.0, 1, 2, 10, 11, 12]
private let rowsOfX = [0.0, 10, 1, 11, 2, 12]

@Suite struct `A landscape file` {
  private func expectLosses(
    _ landscape: Landscape, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(landscape.grid.x == x && landscape.grid.y == y, sourceLocation: sourceLocation)
    #expect(landscape.grid.values == rowsOfY, sourceLocation: sourceLocation)
  }

  @Test(arguments: [false, true])
  func `of numpy's savez is read, stored or deflated`(_ deflated: Bool) throws {
    let named = [
      ("alphas", "betas", "losses"), ("x", "y", "z"), ("X", "Y", "Z"), ("xs", "ys", "zs"),
    ]
    for (xName, yName, zName) in named {
      let file = npz(
        [
          (xName, npy(x, "(3,)")), (yName, npy(y, "(2,)")), (zName, npy(rowsOfY, "(2, 3)")),
        ], deflated: deflated)
      expectLosses(try landscape(file))
    }
  }

  @Test func `with rows of x, with meshes and in Fortran order is the same landscape`() throws {
    let axes = [("alphas", npy(x, "(3,)")), ("betas", npy(y, "(2,)"))]
    expectLosses(try landscape(npz(axes + [("losses", npy(rowsOfX, "(3, 2)"))])))
    expectLosses(try landscape(npz(axes + [("losses", npy(rowsOfX, "(2, 3)", fortran: true))])))
    let meshes = [
      ("X", npy([0, 1, 2, 0, 1, 2], "(2, 3)")), ("Y", npy([0, 0, 0, 1, 1, 1], "(2, 3)")),
    ]
    expectLosses(try landscape(npz(meshes + [("Z", npy(rowsOfY, "(2, 3)"))])))
    let transposed = [
      ("X", npy([0, 0, 1, 1, 2, 2], "(3, 2)")), ("Y", npy([0, 1, 0, 1, 0, 1], "(3, 2)")),
    ]
    expectLosses(try landscape(npz(transposed + [("Z", npy(rowsOfX, "(3, 2)"))])))
  }

  @Test func `without coordinates has axes from −1 to 1 or as the option says`() throws {
    let file = npy(rowsOfY, "(2, 3)")
    #expect(try landscape(file).grid.x == [-1, 0, 1])
    let moved = try landscape(file, ":x=0:2,y=0:1")
    expectLosses(moved)
    let transposed = try landscape(file, ":order=ij,x=0:1,y=0:2")
    #expect(transposed.grid.value(column: 1, row: 2) == 12)
  }

  @Test(arguments: [
    "x,y,loss\n0,0,0\n1,0,1\n2,0,2\n0,1,10\n1,1,11\n2,1,12\n",
    ",alpha,beta,loss,accuracy\n0,2,1,12,1\n1,0,0,0,1\n2,1,0,1,1\n3,2,0,2,1\n4,0,1,10,1\n5,1,1,11,1",
    "\u{FEFF}x;y;z\r\n0,0;0;0\r\n1,0;0;1\r\n2,0;0;2\r\n0;1;10\r\n1;1;11\r\n2;1;12\r\n",
  ])
  func `of points in a table is read in any order of lines`(_ text: String) throws {
    expectLosses(try landscape(Array(text.utf8)))
  }

  @Test func `of a matrix in a table is read`() throws {
    expectLosses(try landscape(Array("0 1 2\n10 11 12\n".utf8), ":x=0:2,y=0:1"))
  }

  @Test func `in JSON is read, null as a hole`() throws {
    expectLosses(
      try landscape(Array(#"{"x": [0, 1, 2], "y": [0, 1], "z": [[0, 1, 2], [10, 11, 12]]}"#.utf8)))
    let plotly =
      #"{"data": [{"type": "surface", "x": [0,1,2], "y": [0,1], "z": [[0,null,2],[10,11,12]]}]}"#
    #expect(try landscape(Array(plotly.utf8)).grid.holeCount == 1)
  }

  @Test func `with descending axes is turned`() throws {
    let file = npz([
      ("x", npy([2, 1, 0], "(3,)")), ("y", npy([1, 0], "(2,)")),
      ("z", npy(rowsOfY.reversed(), "(2, 3)")),
    ])
    expectLosses(try landscape(file))
  }

  @Test func `names every decision and other losses`() throws {
    let file = npz([
      ("x", npy(x, "(3,)")), ("y", npy(y, "(2,)")), ("test_loss", npy(rowsOfX, "(2, 3)")),
      ("loss", npy(rowsOfY, "(2, 3)")),
    ])
    let read = try landscape(file)
    expectLosses(read)
    #expect(read.otherLosses == ["test_loss"])
    #expect(
      read.decisions.map(\.subject) == ["format", "losses", "order", "x", "y", "interpolate"])
    #expect(try landscape(file, ":z=test_loss").grid.values == rowsOfX)
  }

  @Test func `whose losses span decades is interpolated by logarithms`() throws {
    let values = [1.0, 1, 1, 1, 1, 1e6]
    let file = npy(values, "(2, 3)")
    #expect(try landscape(file).interpolation == .logarithmic)
    #expect(try landscape(file, ":interpolate=linear").interpolation == .linear)
  }
}

@Suite struct `A landscape file with a mistake` {
  @Test func `is rejected with a sentence`() throws {
    let good = npy(rowsOfY, "(2, 3)")
    #expect(message(Array(good.dropLast(8))).contains("cut off"))
    #expect(message(Array(good.prefix(20))).contains("cut off"))
    #expect(message(npy(rowsOfY, "(1000000000, 1000000000)")).contains("at most 4096 × 4096"))
    #expect(message(npy(rowsOfY, "(4000, 4000)")).contains("cut off"))
    #expect(message(npy(rowsOfY, "(-2, 3)")).contains("shape"))
    #expect(
      message(npyFile("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", []))
        .contains("Python objects"))
    #expect(message([0x80, 4, 0x95]).contains("pickle"))
    #expect(message(Array("a,b,c\n1,2,3\n4,5,6\n".utf8)).contains("profile"))
    #expect(message(Array("1,2\n3\n".utf8)).contains("line 2"))
    #expect(message(Array("1,2\n3,four\n".utf8)).contains("“four”"))
    #expect(message([]).contains("no numbers"))
    #expect(message(good, ":z=loss").contains("no array “loss”"))
    #expect(message(good, ":color=red").contains("no option"))
    #expect(message(Array("x,y,z\n0,0,1\n1,0,2\n0,0,3\n1,1,4\n".utf8)).contains("twice"))
    #expect(message(Array("{\"x\": [1".utf8)).contains("JSON"))
  }

  @Test func `never traps when it is cut or changed`() throws {
    let file = npz(
      [
        ("x", npy(x, "(3,)")), ("y", npy(y, "(2,)")), ("z", npy(rowsOfY, "(2, 3)")),
      ], deflated: true)
    for count in file.indices { _ = message(Array(file.prefix(count))) }
    for index in file.indices {
      for bit in 0..<8 {
        var changed = file
        changed[index] ^= 1 << UInt8(bit)
        _ = message(changed)
      }
    }
  }

  @Test func `that promises more than deflate can hold is not inflated`() throws {
    var file = npz(
      [("z", npy([Double](repeating: 0, count: 100_000), "(100000,)"))], deflated: true)
    // The directory promises a gigabyte for a thousand bytes.
    let directory = try #require(
      file.indices.dropLast(4).last { Array(file[$0..<$0 + 4]) == [0x50, 0x4B, 1, 2] })
    file.replaceSubrange(directory + 24..<directory + 28, with: little(120_000_000, 4))
    #expect(message(file).contains("zip bomb"))
  }
}
