import Export

/// Merges the files that form feeds separate.
///
/// A merged map contains each row once and merges alone to itself. Three shards of a merged map, in
/// any order, merge to the same map if each run has at least three cells.
func fuzzMapMerge(_ bytes: [UInt8]) {
  let shards = bytes.split(separator: 12, omittingEmptySubsequences: false).prefix(20)
    .map { String(decoding: $0, as: UTF8.self) }
  do throws(MergeError) {
    let merged = try mergedMap(shards)
    require(isPrintable(merged), "a map contains control characters")
    let inputRows = shards.flatMap { rows($0).dropFirst() }
    require(
      rows(merged).dropFirst().sorted() == inputRows.sorted(), "the merge lost or added rows")
    require((try? mergedMap([merged])) == merged, "a merged map does not merge to itself")
    let (head, body) = (rows(merged)[0], rows(merged).dropFirst())
    let runs = Set(
      body.map { $0.split(separator: ",", omittingEmptySubsequences: false).dropLast(8) })
    guard body.count >= 3 * runs.count else { return }
    let newShards = (0..<3).reversed().map { shard in
      let part = body.enumerated().filter { $0.offset % 3 == shard }.map(\.element)
      return ([head] + part).joined(separator: "\n")
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
