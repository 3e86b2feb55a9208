import Engine
import Export
import Testing

@testable import LandscapeFiles

private func readPath(_ text: String, _ options: String = "") throws -> TrainingPath {
  let name = "file" + options
  return try TrainingPath(name, LandscapeArgument(name)) { _, limit in
    Array(Array(text.utf8).prefix(limit))
  }
}

@Suite struct `A path in a file` {
  private let points = [Point(0.5, 1), Point(0.25, 2)]

  @Test(arguments: [
    "x,y\n0.5,1\n0.25,2\n", ",0,1\n0,0.5,1\n1,0.25,2\n", "0.5 1\n0.25 2\n",
    #"{"trajectory_data": {"traj_1": [0.5, 0.25], "traj_2": [1, 2]}}"#,
    #"{"path_x": [0.5, 0.25], "path_y": [1, 2], "X": [1, 2, 3]}"#,
  ])
  func `has its coordinates under several names`(_ text: String) throws {
    let path = try readPath(text)
    #expect(path.points == points && path.steps == [0, 1])
    #expect(path.losses == nil && path.distances == nil)
  }

  @Test func `has losses, steps and distances if the file has them`() throws {
    let path = try readPath("epoch,x,y,loss,distance\n0,0.5,1,9,3\n10,0.25,2,8,nan\n")
    #expect(path.points == points && path.steps == [0, 10] && path.losses == [9, 8])
    #expect(path.distances?[0] == 3 && path.largestDistance == 3)
    let other = try readPath("a,b,c\n0.5,1,9\n0.25,2,8\n", ":x=a,y=b,z=c")
    #expect(other.points == points && other.losses == [9, 8])
    #expect(try readPath("a,y\n0.5,1\n0.25,2\n", ":x=a").points == points)
  }

  @Test(arguments: ["a,b\n1,2\n", "1 2 3 4\n5 6 7 8\n1 2 3 4\n5 6 7 8\n"])
  func `without coordinates is rejected`(_ text: String) {
    #expect(throws: LandscapeError.self) { try readPath(text) }
  }
}

@Suite struct `A profile in a file` {
  @Test(arguments: ["x,loss\n0,5\n1,4\n2,3\n", "loss,x\n3,2\n4,1\n5,0\n"])
  func `is read with its axis`(_ text: String) throws {
    let read = try landscape(Array(text.utf8))
    #expect(read.grid.isProfile && read.grid.x == [0, 1, 2])
    #expect(Array(read.grid.values.prefix(3)) == [5, 4, 3])
    #expect(read.decisions.contains { $0.subject == "profile" })
  }

  @Test func `without an axis needs one`() throws {
    #expect(throws: LandscapeError.self) { _ = try landscape(Array("a,b\n1,2\n3,4\n".utf8)) }
    let read = try landscape(Array("a,b\n1,2\n3,4\n".utf8), ":x=a,z=b")
    #expect(read.grid.isProfile && read.grid.x == [1, 3])
  }
}

@Suite struct `An exported landscape` {
  @Test func `has the same bits when it is read again`() throws {
    let surface = try Catalog.surface(.formula("log(x) + sin(9*x*y)"))
    let losses = LossGrid(
      surface, over: Region(x: -0.5...1.5, y: -1.0 / 3...2), columns: 17, rows: 9)
    #expect(losses.values.contains { $0.isNaN })
    for format in [LossGrid.Format.npz, .csv] {
      let read = try landscape(losses.bytes(format)).grid
      #expect(read.x == losses.x && read.y == losses.y)
      for (a, b) in zip(read.values, losses.values) {
        #expect(a == b || a.isNaN && !b.isFinite)
      }
      #expect(read.values.count == losses.values.count)
    }
  }

  @Test func `of a profile is a profile`() throws {
    let grid = try Grid(profile: [3, 1, 2], x: [0, 1, 2])
    let read = try landscape(Array("x,loss\n0,3\n1,1\n2,2\n".utf8)).grid
    #expect(read == grid)
    #expect(LossGrid(grid).y == [0] && LossGrid(grid).values == [3, 1, 2])
  }

  @Test(arguments: ["x^2 + y^2", "sqrt((x - 1)^2 + (y - 0.5)^2 - 0.03)"])
  func `is a closed solid in stl, with or without holes`(_ formula: String) throws {
    let surface = try Catalog.surface(.formula(formula))
    let losses = LossGrid(surface, over: Region(x: 0...2, y: 0...1), columns: 21, rows: 11)
    #expect(losses.openCellCount == (formula.contains("sqrt") ? 16 : 0))
    let stl = losses.bytes(.stl)
    let count = (0..<4).reduce(0) { $0 | Int(stl[80 + $1]) << (8 * $1) }
    #expect(stl.count == 84 + 50 * count)
    // Every edge belongs to two triangles, which pass it in opposite directions.
    var edges: [[[UInt8]]: Int] = [:]
    for triangle in 0..<count {
      let corners = (0..<3).map { corner in
        Array(stl[(84 + 50 * triangle + 12 * (corner + 1))...].prefix(12))
      }
      for (a, b) in [(0, 1), (1, 2), (2, 0)] {
        edges[[corners[a], corners[b]], default: 0] += 1
        edges[[corners[b], corners[a]], default: 0] -= 1
      }
    }
    #expect(!edges.isEmpty && edges.values.allSatisfy { $0 == 0 })
  }

  @Test func `has its axes in obj`() throws {
    let surface = try Catalog.surface(.formula("x^2 + y^2"))
    let losses = LossGrid(surface, over: Region(x: 0...2, y: 0...1), columns: 5, rows: 4)
    let lines = String(decoding: losses.bytes(.obj), as: UTF8.self).split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("v ") } == 20 + 9)
    #expect(lines.count { $0.hasPrefix("f ") } == 2 * 4 * 3)
    #expect(lines.count { $0.hasPrefix("l ") } == 3)
    #expect(lines.contains { $0.contains("x 0 to 2, y 0 to 1, loss 0 to 5") })
  }
}

@Suite struct `A file in another format` {
  @Test func `is answered with lines of Python`() {
    let pickle = message([0x80, 4, 0x95, 0])
    #expect(pickle.contains("this is a pickle") && pickle.contains("pickle.load(open(\"file\""))
    #expect(pickle.split(separator: "\n").count == 4)
    let archive = zipArchive([("model/data.pkl", [1, 2, 3])])
    #expect(message(archive).contains("torch.load(\"file\""))
    #expect(message(Array(":W&B\u{1}".utf8)).contains("wandb"))
    #expect(message([24, 0, 0, 0] + Array("xxxxbrain.Event:2".utf8)).contains("TensorBoard"))
  }

  @Test func `with many brackets or numbers is rejected`() {
    #expect(message([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)).contains("levels"))
    #expect(message(Array("{\"x\": [1, 2}".utf8)).contains("JSON"))
    #expect(message(Array("{\"x\": [1, 2]} 3".utf8)).contains("JSON"))
    #expect(message(Array("[[1, 2], [3]]".utf8)).contains("row 2"))
    let fields = String(repeating: "1,", count: 200_000)
    #expect(message(Array(fields.utf8)).contains("line 1 has more fields"))
  }
}
