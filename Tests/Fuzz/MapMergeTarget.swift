import Export

/// Merges the files that form feeds separate.
///
/// A merged map contains each row once. Three shards of a merged map, in any order, merge to the same
/// map.
func fuzzMapMerge(_ bytes: [UInt8]) {
  let shards = bytes.split(separator: 12, omittingEmptySubsequences: false).prefix(20)
    .map { String(decoding: $0, as: UTF8.self) }
  do throws(MergeError) {
    let merged = try mergedMap(shards)
    require(isPrintable(merged), "a map contains control characters")
    let hasIdentity = rows(shards[0])[0].hasSuffix(",shard")
    let inputRows = shards.flatMap { rows($0).dropFirst() }.map { row in
      hasIdentity ? row[..<(row.lastIndex(of: ",") ?? row.endIndex)] : row
    }
    require(
      rows(merged).dropFirst().sorted() == inputRows.sorted(), "the merge lost or added rows")
    let (head, body) = (rows(merged)[0], rows(merged).dropFirst())
    guard !body.isEmpty else { return }
    let newShards = (0..<3).reversed().map { shard in
      let id = ShardID(shard + 1, of: 3, cells: body.count, settings: "")
      let part = body.enumerated().filter { $0.offset % 3 == shard }.map { "\($0.element),\(id)" }
      return (["\(head),shard"] + part).joined(separator: "\n")
    }
    require((try? mergedMap(newShards)) == merged, "shards of a map do not merge to the map")
  } catch {
    require(isPrintable(error.description), "an error contains control characters")
    require(error.description.count < 200, "an error is too long")
  }
}

private func rows(_ text: String) -> [Substring] {
  text.split { $0 == "\n" || $0 == "\r\n" }
}
