/// Why files are not the shares of one map.
public struct MergeError: Error, CustomStringConvertible {
  public let description: String
  /// Which of the files, from 0, and which of its lines, from 1; nil where it is about them all.
  public let location: (share: Int, line: Int)?

  init(_ description: String, share: Int? = nil, line: Int = 1) {
    self.description = description
    location = share.map { ($0, line) }
  }
}

/// The csv of a whole map from the csv of its shares, in whatever order they are given; with more
/// shares than a run has cells, nothing but their order tells that of the runs.
///
/// Lines may end as on any system. What is no cell is refused, so nothing else gets through.
///
/// - Throws: `MergeError` if a share is missing, comes twice or belongs to another map.
public func mergedMap(_ shares: [String]) throws(MergeError) -> String {
  var rows: [[Substring]] = []
  var head: Substring?
  for (share, text) in shares.enumerated() {
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    guard let first = lines.first, isHeader(first) else {
      throw MergeError("this is not a map", share: share)
    }
    guard head == nil || head == first else {
      throw MergeError("this is of another map: its columns differ", share: share)
    }
    head = first
    let cells = lines.indices.dropFirst().filter { !lines[$0].isEmpty }
    if let line = cells.first(where: { !isCell(lines[$0]) }) {
      throw MergeError("this is not a cell of a map", share: share, line: line + 1)
    }
    rows.append(cells.map { lines[$0] })
  }
  guard let head else { return "" }
  // A share with more rows comes earlier; of those with as many, the one whose first cell does.
  func first(_ rows: [Substring]) -> (Double, Double) {
    rows.first.map { (cellKey($0).y, cellKey($0).x) } ?? (.infinity, .infinity)
  }
  let sorted = rows.sorted {
    $0.count == $1.count ? first($0) < first($1) : $0.count > $1.count
  }
  // With more shares than cells in a run, the first cells are of different runs: as given, then.
  for order in [sorted, rows] {
    var merged: [Substring] = []
    for place in 0..<(order.map(\.count).max() ?? 0) {
      for share in order where place < share.count { merged.append(share[place]) }
    }
    if isCompleteGrid(merged) { return head + "\n" + merged.map { $0 + "\n" }.joined() }
  }
  throw MergeError("the files are not all the shares of one map, each once")
}

/// Each run must be a full grid, row by row.
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

private func isHeader(_ line: Substring) -> Bool {
  line.hasPrefix("run,optimizer,") && line.hasSuffix(",outcome,steps,x,y,loss,sharpness")
    && line.count(where: { $0 == "," }) == 9 && isPrintable(line)
}

/// Whether a row is as `MapCSVWriter` writes it.
private func isCell(_ row: Substring) -> Bool {
  let fields = row.split(separator: ",", omittingEmptySubsequences: false)
  guard fields.count >= 10, isPrintable(row), Int(fields[fields.count - 5]) != nil else {
    return false
  }
  let sides = fields.suffix(8).prefix(2)
  return sides.allSatisfy { Double($0)?.isFinite == true }
    && fields.suffix(4).allSatisfy { Double($0) != nil }
}

/// Whether there is nothing in a line that could steer a terminal.
private func isPrintable(_ line: Substring) -> Bool {
  line.unicodeScalars.allSatisfy { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
      .privateUse:
      false
    default: true
    }
  }
}

/// Which cell a row is of: its run, and its place on the two sides.
private func cellKey(_ row: Substring) -> (run: Substring, x: Double, y: Double) {
  // From the end, because a run's name may hold commas.
  let fields = row.split(separator: ",", omittingEmptySubsequences: false)
  guard fields.count >= 10 else { return (row, .nan, .nan) }
  let x = Double(fields[fields.count - 8]) ?? .nan
  let y = Double(fields[fields.count - 7]) ?? .nan
  return (fields[..<(fields.count - 8)].joined(separator: ",")[...], x, y)
}
