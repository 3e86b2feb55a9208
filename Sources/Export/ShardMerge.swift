/// Merges shards whose rows state their identity in the column `shard`, in any order.
///
/// A shard without cells, of a map with fewer cells than shards, may be missing.
///
/// - Throws: `MergeError` if a line is not a row of a shard, or if a shard is missing, repeated, cut
///   off or of another map.
func mergedShards(_ shards: [[Substring]], header: Substring) throws(MergeError) -> String {
  let columns = header.utf8.count { $0 == UInt8(ascii: ",") } + 1
  let isOfProblem = ProblemMapWriter.isHeader(header.dropLast(",shard".count))
  let results = isOfProblem ? ProblemMapWriter.results.count : 4
  var first: ShardID?
  var rows: [Int: [Substring]] = [:]
  for (file, lines) in shards.enumerated() {
    guard let (id, cells) = try shardRows(lines, file, columns: columns, results: results)
    else { continue }
    if let first {
      guard id.map == first.map, id.cells == first.cells else {
        throw MergeError(
          "shard \(id.position) is of another map than the first file: pass shards of one map, "
            + "computed with the same settings", shard: file)
      }
      guard id.count == first.count else {
        throw MergeError(
          "this is shard \(id.position), but the first file is one of \(first.count) shards",
          shard: file)
      }
    }
    first = first ?? id
    guard rows[id.index] == nil else {
      throw MergeError("shard \(id.position) is given twice", shard: file)
    }
    guard cells.count == id.rowCount else {
      throw MergeError(
        "shard \(id.position) has \(cells.count) rows instead of \(id.rowCount): compute it again",
        shard: file)
    }
    rows[id.index] = cells
  }
  guard let first else { throw MergeError("no file has a row: pass the shards of a map") }
  if let error = missingShards(of: first, in: rows) { throw error }
  var merged = header.dropLast(",shard".count) + "\n"
  for cell in 0..<first.cells {
    guard let row = rows[cell % first.count + 1]?[cell / first.count] else { continue }
    merged += row + "\n"
  }
  return String(merged)
}

/// Returns the shard of the lines after the header with its rows, each without the column `shard`.
///
/// Nil if there is no row.
private func shardRows(
  _ lines: [Substring], _ file: Int, columns: Int, results: Int
) throws(MergeError) -> (ShardID, [Substring])? {
  var id: ShardID?
  var rows: [Substring] = []
  for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
    guard isCell(line, columns: columns, results: results), let comma = line.lastIndex(of: ","),
      let found = ShardID(line[line.index(after: comma)...])
    else {
      throw MergeError(
        "not a row of a shard: compute this shard again", shard: file, line: index + 1)
    }
    guard id == nil || id == found else {
      throw MergeError(
        "this row is of another shard: pass each shard as a file", shard: file, line: index + 1)
    }
    id = found
    rows.append(line[..<comma])
  }
  return id.map { ($0, rows) }
}

/// Returns an error that names the missing shards with cells; nil if there are none.
private func missingShards(of first: ShardID, in rows: [Int: [Substring]]) -> MergeError? {
  // Every shard up to the number of cells has a row.
  let count = min(first.count, first.cells) - rows.count
  guard count > 0 else { return nil }
  let missing = (1...min(first.count, first.cells)).lazy.filter { rows[$0] == nil }
  let named = Array(missing.prefix(9)).map { "\($0)/\(first.count)" }
  let others = count > named.count ? " and \(count - named.count) others" : ""
  return MergeError(
    count == 1
      ? "shard \(named[0]) is missing"
      : "shards \(named.joined(separator: ", "))\(others) are missing")
}

/// Whether a row of a shard has the format of a writer of cells, with these numbers of columns.
///
/// `columns` counts all columns, `results` those after the steps. A result of a surface is not empty.
private func isCell(_ row: Substring, columns: Int, results: Int) -> Bool {
  // Counted from the end, because the name of a run may contain commas.
  let fields = row.split(separator: ",", omittingEmptySubsequences: false).dropLast()
  guard fields.count >= columns - 1, isPrintable(row),
    Int(fields[fields.count - results - 1]) != nil
  else { return false }
  let coordinates = fields.dropLast(results + 2).suffix(columns - results - 5)
  return coordinates.allSatisfy { $0.isEmpty || Double($0)?.isFinite == true }
    && fields.suffix(results).allSatisfy { Double($0) != nil || results > 4 && $0.isEmpty }
}
