/// The identity of a shard of a map, as in the column `shard` of its rows: `2/8:4608:9e3779b97f4a7c15`.
///
/// The merge of the shards refuses a shard of another map, and names a missing shard.
public struct ShardID: Sendable, Hashable, CustomStringConvertible {
  /// The index of the shard, from 1.
  public let index: Int
  /// The number of shards.
  public let count: Int
  /// The number of cells of the map.
  public let cells: Int
  /// A hash of the settings of the map.
  public let map: UInt64

  /// Creates the identity of shard `index` of `count`, of the map with these settings.
  public init(_ index: Int, of count: Int, cells: Int, settings: String) {
    self.index = index
    self.count = count
    self.cells = cells
    // FNV-1a
    map = settings.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// Parses an identity; nil for other texts.
  init?(_ text: Substring) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let position = parts[0].split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, position.count == 2, let index = Int(position[0]),
      let count = Int(position[1]), let cells = Int(parts[1]),
      let map = UInt64(parts[2], radix: 16),
      index >= 1, index <= count, cells >= 1
    else { return nil }
    (self.index, self.count, self.cells, self.map) = (index, count, cells, map)
  }

  /// The text of the column `shard`.
  public var description: String {
    let digits = String(map, radix: 16)
    return "\(index)/\(count):\(cells):" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The index and the number of shards: `2/8`.
  var position: String { "\(index)/\(count)" }

  /// The number of rows of the shard: every `count`-th cell, starting with the `index`-th.
  var rowCount: Int { index > cells ? 0 : (cells - index) / count + 1 }
}
