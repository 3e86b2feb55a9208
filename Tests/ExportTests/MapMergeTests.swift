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
