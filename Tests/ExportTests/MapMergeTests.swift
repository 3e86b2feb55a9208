import Export
import Testing

@Suite struct `Shards of a map` {
  static let header = "run,optimizer,eta,rho,outcome,steps,x,y,loss,sharpness"
  static let rows = [(1, 1), (2, 1), (1, 2), (2, 2)].map { x, y in
    "gd,gd,0.\(x),\(y),settled,3,1.5,-2e-05,inf,nan"
  }
  static let map = ([header] + rows).map { $0 + "\n" }.joined()

  private func shard(_ rows: [Int], end: String = "\n") -> String {
    ([Self.header] + rows.map { Self.rows[$0] }).map { $0 + end }.joined()
  }

  @Test(arguments: ["\n", "\r\n"])
  func `merge in any order and with any line ending`(_ end: String) throws {
    #expect(try mergedMap([shard([1, 3]), shard([0, 2], end: end)]) == Self.map)
    #expect(try mergedMap([shard([0, 1, 2, 3], end: end)]) == Self.map)
    #expect(try mergedMap([shard([2]), shard([0, 3]), shard([1])]) == Self.map)
    #expect(try mergedMap(["\u{FEFF}" + shard([1, 3]), shard([0, 2])]) == Self.map)
  }

  @Test(arguments: [
    [[0, 1, 2]], [[0, 2], [0, 2]], [[0, 2], [1]], [[0, 1], [2, 3]], [[0, 1, 2, 3], [0, 1, 2, 3]],
  ])
  func `must be complete and distinct`(_ shards: [[Int]]) throws {
    let error = try #require(throws: MergeError.self) {
      try mergedMap(shards.map { shard($0) })
    }
    #expect(error.location == nil)
  }

  @Test func `without the column shard must have equal numbers of steps`() throws {
    let longer = shard([1, 3]).replacing("settled,3", with: "settled,4")
    let error = try #require(throws: MergeError.self) { try mergedMap([shard([0, 2]), longer]) }
    let location = try #require(error.location)
    #expect(location == (1, 2))
    let diverged = shard([1, 3]).replacing("settled,3", with: "diverged,2")
    #expect(try mergedMap([shard([0, 2]), diverged]).contains("diverged,2"))
  }

  @Test(arguments: [
    ("", 0, 1), ("{}", 0, 1), (header + "\u{1B}[2J\n", 0, 1), (header + ",z\n", 0, 1),
    ("run,optimizer,\u{202E}eta,rho,outcome,steps,x,y,loss,sharpness\n", 0, 1),
    (map.replacing("rho", with: "p"), 1, 1), (map + "\u{1B}[2J\n", 0, 6),
    (map.replacing("0.2,2,settled", with: "0.2,2,\u{1B}[31m"), 0, 5),
    (map.replacing("0.2,2,settled", with: "0.2,2,\u{202E}"), 0, 5),
    (map.replacing("0.2,2,settled", with: "0.2,1e999,settled"), 0, 5),
    (map.replacing("settled,3", with: "settled\u{B},3"), 0, 2),
    (map.replacing("0.2,1", with: "0.2,nan"), 0, 3), (map.replacing("0.2,1", with: ","), 0, 3),
    (map.replacing("-2e-05", with: "=HYPERLINK()"), 0, 2),
    (map.replacing("gd,gd", with: "=1+1,gd"), 0, 2), (map.replacing("settled", with: "@x"), 0, 2),
    (map.replacing("gd,gd", with: "\"=1\",gd"), 0, 2),
    (map.replacing("gd,0.1", with: "+1,0.1"), 0, 2),
  ])
  func `are rejected with file and line if malformed`(_ text: String, _ file: Int, _ line: Int)
    throws
  {
    let error = try #require(throws: MergeError.self) {
      try mergedMap(file == 0 ? [text, Self.map] : [Self.map, text])
    }
    let location = try #require(error.location)
    #expect(location == (file, line))
  }
}

@Suite struct `Shards with an identity` {
  private static let header = "run,optimizer,eta,outcome,steps,x,y,loss,sharpness"
  private static let rows = (1...7).map { "gd,gd,0.\($0),settled,3,1.5,-2e-05,inf,NaN" }
  private static let map = ([header] + rows).map { $0 + "\n" }.joined()

  /// Returns the csv of shard `index` of `count`.
  private func shard(_ index: Int, of count: Int, settings: String = "a") -> String {
    let id = ShardID(index, of: count, cells: Self.rows.count, settings: settings)
    let part = Self.rows.indices.filter { $0 % count == index - 1 }.map { Self.rows[$0] + ",\(id)" }
    return ([Self.header + ",shard"] + part).map { $0 + "\n" }.joined()
  }

  private func error(_ shards: [String]) throws -> MergeError {
    try #require(throws: MergeError.self) { try mergedMap(shards) }
  }

  @Test func `merge in any order`() throws {
    #expect(try mergedMap([shard(2, of: 3), shard(3, of: 3), shard(1, of: 3)]) == Self.map)
    #expect(try mergedMap([shard(1, of: 1)]) == Self.map)
    // Shards 8 to 10 have no rows.
    let ten = (1...10).reversed().map { shard($0, of: 10) }
    #expect(try mergedMap(ten) == Self.map)
    #expect(try mergedMap(Array(ten.dropFirst(3))) == Self.map)
  }

  @Test func `of another map are refused, with the file`() throws {
    let other = try error([shard(1, of: 2), shard(2, of: 2, settings: "b")])
    #expect(other.location?.shard == 1 && other.description.contains("shard 2/2 is of another map"))
    let divided = try error([shard(1, of: 2), shard(2, of: 3)])
    #expect(divided.location?.shard == 1 && divided.description.contains("one of 2 shards"))
  }

  @Test func `are named if missing, repeated or cut off`() throws {
    let missing = try error([shard(1, of: 4), shard(4, of: 4)])
    #expect(missing.description == "shards 2/4, 3/4 are missing")
    #expect(
      try error([shard(1, of: 4), shard(2, of: 4), shard(4, of: 4)]).description
        == "shard 3/4 is missing")
    let twice = try error([shard(1, of: 2), shard(1, of: 2)])
    #expect(twice.location?.shard == 1 && twice.description == "shard 1/2 is given twice")
    let short = shard(2, of: 2).split(separator: "\n").dropLast().joined(separator: "\n")
    let cut = try error([shard(1, of: 2), short])
    #expect(cut.location?.shard == 1 && cut.description.contains("2 rows instead of 3"))
    let mixed = try error([shard(1, of: 2) + shard(2, of: 2)])
    #expect(mixed.location?.line == 6)
    let endless = shard(1, of: 7).replacing("1/7:7:", with: "1/\(Int.max):\(Int.max):")
    #expect(try error([endless]).description.hasSuffix("others are missing"))
  }
}
