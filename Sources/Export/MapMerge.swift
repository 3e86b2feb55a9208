/// Merges the csv of all shards of a map into the csv of the whole map.
///
/// Shards whose rows state their identity in the column `shard` merge in any order. For shards
/// without that column, of an earlier version, the order is irrelevant if every run has at least as
/// many cells as there are shards; otherwise it must be that of the shard indices. Lines end in LF or
/// CRLF.
///
/// - Throws: `MergeError` if a line is not a row of a map, or if a shard is missing, repeated or
///   from another map.
public func mergedMap(_ shards: [String]) throws(MergeError) -> String {
  var files: [[Substring]] = []
  var header: Substring?
  for (shard, text) in shards.enumerated() {
    // Spreadsheets start a file with a byte order mark.
    let lines = text.trimmingPrefix("\u{FEFF}").split(omittingEmptySubsequences: false) {
      $0 == "\n" || $0 == "\r\n"
    }
    guard let first = lines.first, isHeader(first) else {
      throw MergeError("not a map: pass csv files written with --shard", shard: shard)
    }
    guard header == nil || header == first else {
      throw MergeError(
        "the columns differ from those of the first file: pass shards of one map", shard: shard)
    }
    header = first
    files.append(lines)
  }
  guard let header else { return "" }
  if header.hasSuffix(",shard") { return try mergedShards(files, header: header) }
  return try mergedGrid(files, header: header)
}

/// Merges shards without the column `shard`, whose cells must form the grid of a map.
private func mergedGrid(_ files: [[Substring]], header: Substring) throws(MergeError) -> String {
  var rows: [[Substring]] = []
  var steps: Substring?
  for (shard, lines) in files.enumerated() {
    let cells = lines.indices.dropFirst().filter { !lines[$0].isEmpty }
    if let line = cells.first(where: { !isCell(lines[$0]) }) {
      throw MergeError(
        "not a row of a map: compute this shard again", shard: shard, line: line + 1)
    }
    for line in cells {
      guard let found = finalStep(lines[line]) else { continue }
      guard steps == nil || steps == found else {
        throw MergeError(
          "a run of \(found) steps, but the others have \(steps ?? ""): pass shards of one map",
          shard: shard, line: line + 1)
      }
      steps = found
    }
    rows.append(cells.map { lines[$0] })
  }
  // Shards with more rows come first; shards of equal size are sorted by their first cell.
  func firstCell(_ rows: [Substring]) -> (Double, Double) {
    rows.first.map { (cellKey($0).y, cellKey($0).x) } ?? (.infinity, .infinity)
  }
  let sorted = rows.sorted {
    $0.count == $1.count ? firstCell($0) < firstCell($1) : $0.count > $1.count
  }
  // With more shards than cells in a run, the first cells belong to different runs. The second
  // attempt keeps the given order.
  for order in [sorted, rows] {
    var merged: [Substring] = []
    for index in 0..<(order.map(\.count).max() ?? 0) {
      for shard in order where index < shard.count { merged.append(shard[index]) }
    }
    if isCompleteGrid(merged) { return header + "\n" + merged.map { $0 + "\n" }.joined() }
  }
  throw MergeError(
    "a shard is missing, repeated or from another map: pass each shard of one map once")
}

/// The states and outcomes of runs that may end before their last step.
private let endsBeforeLastStep: Set<Substring> = [
  "diverged", "infinity", "undefined", "left the data", "hole",
]

/// Returns the number of steps of a row; nil for a run that diverged before its last step.
private func finalStep(_ row: Substring) -> Substring? {
  let fields = row.split(separator: ",", omittingEmptySubsequences: false)
  let hasDiverged = endsBeforeLastStep.contains(fields[fields.count - 6])
  return hasDiverged ? nil : fields[fields.count - 5]
}

/// Whether each run is a full grid in row order, and all grids have equal size.
private func isCompleteGrid(_ rows: [Substring]) -> Bool {
  var cells: [Substring: [(x: Double, y: Double)]] = [:]
  var order: [Substring] = []
  for row in rows {
    let cell = cellKey(row)
    if order.last != cell.run { order.append(cell.run) }
    cells[cell.run, default: []].append((cell.x, cell.y))
  }
  let areGrids = cells.values.allSatisfy { run in
    let isOrdered = zip(run, run.dropFirst()).allSatisfy { ($0.y, $0.x) < ($1.y, $1.x) }
    return isOrdered && run.count == Set(run.map(\.x)).count * Set(run.map(\.y)).count
  }
  return areGrids && order.count == cells.count && Set(cells.values.map(\.count)).count <= 1
}

/// Whether a line is the header that `SweepMap.csvHeader` or `ProblemMapWriter.header` returns.
private func isHeader(_ line: Substring) -> Bool {
  let isShard = line.hasSuffix(",shard")
  let map = isShard ? line.dropLast(",shard".count) : line
  let columns = map.utf8.count { $0 == UInt8(ascii: ",") } + 1
  if isShard, map.hasPrefix("run,optimizer,"), ProblemMapWriter.isHeader(map) {
    let axes = columns - 4 - ProblemMapWriter.results.count
    return (1...2).contains(axes) && isPrintable(line)
  }
  let axes = columns - 8
  return map.hasPrefix("run,optimizer,") && map.hasSuffix(",outcome,steps,x,y,loss,sharpness")
    && (axes == 2 || isShard && axes == 1) && isPrintable(line)
}

/// Whether a row has the format of `MapCSVWriter`.
private func isCell(_ row: Substring) -> Bool {
  let fields = row.split(separator: ",", omittingEmptySubsequences: false)
  guard fields.count >= 10, isPrintable(row), Int(fields[fields.count - 5]) != nil else {
    return false
  }
  guard fields.dropLast(8).allSatisfy(isPlainText), isPlainText(fields[fields.count - 6]) else {
    return false
  }
  let coordinates = fields.suffix(8).prefix(2)
  return coordinates.allSatisfy { Double($0)?.isFinite == true }
    && fields.suffix(4).allSatisfy { Double($0) != nil }
}

/// Whether a text field does not start a formula of a spreadsheet.
private func isPlainText(_ field: Substring) -> Bool {
  field.first { !"\" ".contains($0) }.map { !"=+-@".contains($0) } ?? true
}

/// Returns the run of a row and its values on the two axes.
private func cellKey(_ row: Substring) -> (run: Substring, x: Double, y: Double) {
  // Counted from the end, because the name of a run may contain commas.
  let fields = row.split(separator: ",", omittingEmptySubsequences: false)
  guard fields.count >= 10 else { return (row, .nan, .nan) }
  let x = Double(fields[fields.count - 8]) ?? .nan
  let y = Double(fields[fields.count - 7]) ?? .nan
  return (fields[..<(fields.count - 8)].joined(separator: ",")[...], x, y)
}
