public import Engine

/// Maps as data: how they are laid out.
public enum MapFormat: String, Sendable, CaseIterable {
  /// One header line, then a line a cell.
  case csv
  /// A picture in characters.
  case text
  /// A picture with axes, a legend and the boundary that theory gives.
  case svg
}

/// One map of one run of a scenario, with what became of its cells.
public struct SweepMap: Sendable {
  public let name: String
  public let sweep: Sweep
  /// Row by row from the lowest value of y.
  public let cells: [SweepCell]
  /// What each cell is counted as, in the order of the cells.
  public let labels: [String]

  /// A map in the words of the states.
  public init(_ name: String, _ sweep: Sweep, _ cells: [SweepCell]) {
    self.init(name, sweep, cells, words: cells.map(\.state.name))
  }

  /// A map in other words, one for each cell.
  public init(_ name: String, _ sweep: Sweep, _ cells: [SweepCell], words: [String]) {
    self.name = name
    self.sweep = sweep
    self.cells = cells
    self.labels = words
  }

  /// How many cells have each word, the most frequent first.
  public var counts: [(word: String, count: Int)] {
    var counts: [String: Int] = [:]
    for word in labels { counts[word, default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { (word: $0.key, count: $0.value) }
  }

  /// The columns of csv.
  public static func csvHeader(_ sweep: Sweep) -> String {
    "run,optimizer,\(sweep.x.name),\(sweep.y.name),outcome,steps,x,y,loss,sharpness\n"
  }
}

/// Writes the cells of a map as lines of csv; what they share is written once.
public struct MapCSVWriter: Sendable {
  private let prefix: String
  private let xs, ys: [String]

  public init(_ name: String, _ sweep: Sweep) {
    prefix = "\(csvField(name)),\(sweep.base.optimizer.id),"
    xs = (0..<sweep.x.count).map { formatExact(sweep.x.value($0)) }
    ys = (0..<sweep.y.count).map { formatExact(sweep.y.value($0)) }
  }

  /// Adds the line of a cell, which is counted as a word.
  public func appendCell(_ index: Int, _ cell: SweepCell, word: String, to text: inout String) {
    text += prefix
    text += xs[index % xs.count]
    text += ","
    text += ys[index / xs.count]
    text += ","
    text += word
    text += ","
    text += String(cell.steps)
    for value in [cell.point.x, cell.point.y, cell.loss, cell.sharpness] {
      text += ","
      appendExact(value, to: &text)
    }
    text += "\n"
  }
}

/// A field of RFC 4180.
func csvField(_ text: String) -> String {
  let special = text.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
  guard special || text.isEmpty else { return text }
  return "\""
    + text.split(separator: "\"", omittingEmptySubsequences: false)
    .joined(separator: "\"\"") + "\""
}
