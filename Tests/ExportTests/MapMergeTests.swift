import Export
import Testing

@Suite struct `Shares of a map` {
  static let head = "run,optimizer,eta,rho,outcome,steps,x,y,loss,sharpness"
  static let rows = [(1, 1), (2, 1), (1, 2), (2, 2)].map { x, y in
    "gd,gd,0.\(x),\(y),settled,3,1.5,-2e-05,inf,nan"
  }
  static let map = ([head] + rows).map { $0 + "\n" }.joined()

  private func share(_ rows: [Int], end: String = "\n") -> String {
    ([Self.head] + rows.map { Self.rows[$0] }).map { $0 + end }.joined()
  }

  @Test(arguments: ["\n", "\r\n"])
  func `give it in any order, and with any ends of lines`(_ end: String) throws {
    #expect(try mergedMap([share([1, 3]), share([0, 2], end: end)]) == Self.map)
    #expect(try mergedMap([share([0, 1, 2, 3], end: end)]) == Self.map)
    #expect(try mergedMap([share([2]), share([0, 3]), share([1])]) == Self.map)
  }

  @Test(arguments: [
    [[0, 1, 2]], [[0, 2], [0, 2]], [[0, 2], [1]], [[0, 1], [2, 3]], [[0, 1, 2, 3], [0, 1, 2, 3]],
  ])
  func `are all there, and each once`(_ shares: [[Int]]) throws {
    let error = try #require(throws: MergeError.self) {
      try mergedMap(shares.map { share($0) })
    }
    #expect(error.location == nil)
  }

  @Test(arguments: [
    ("", 0, 1), ("{}", 0, 1), (head + "\u{1B}[2J\n", 0, 1), (head + ",z\n", 0, 1),
    ("run,optimizer,\u{202E}eta,rho,outcome,steps,x,y,loss,sharpness\n", 0, 1),
    (map.replacing("rho", with: "p"), 1, 1), (map + "\u{1B}[2J\n", 0, 6),
    (map.replacing("0.2,2,settled", with: "0.2,2,\u{1B}[31m"), 0, 5),
    (map.replacing("0.2,2,settled", with: "0.2,2,\u{202E}"), 0, 5),
    (map.replacing("0.2,2,settled", with: "0.2,1e999,settled"), 0, 5),
    (map.replacing("settled,3", with: "settled\u{B},3"), 0, 2),
    (map.replacing("0.2,1", with: "0.2,nan"), 0, 3), (map.replacing("0.2,1", with: ","), 0, 3),
    (map.replacing("-2e-05", with: "=HYPERLINK()"), 0, 2),
  ])
  func `that are none are refused with the place`(_ text: String, _ file: Int, _ line: Int) throws {
    let error = try #require(throws: MergeError.self) {
      try mergedMap(file == 0 ? [text, Self.map] : [Self.map, text])
    }
    let place = try #require(error.location)
    #expect(place == (file, line))
  }
}
