public import Engine

/// The formats of maps.
public enum MapFormat: String, Sendable, CaseIterable {
  /// A header, then one line per cell.
  case csv
  /// ASCII characters with axes and a legend.
  case text
  /// An image with axes, a legend and the stability boundary of theory.
  case svg
}

/// The outcomes of a sweep over two quantities of a run.
public struct SweepMap: Sendable {
  /// The name of the run.
  public let name: String
  /// The run and the two axes.
  public let sweep: Sweep
  /// The results, row by row from the lowest value of y.
  public let cells: [SweepCell]
  /// The outcome of each cell, in the order of the cells.
  public let labels: [String]

  /// Creates a map labelled by the states of the cells.
  public init(_ name: String, _ sweep: Sweep, _ cells: [SweepCell]) {
    self.init(name, sweep, cells, labels: cells.map(\.state.name))
  }

  /// Creates a map with a label for each cell.
  public init(_ name: String, _ sweep: Sweep, _ cells: [SweepCell], labels: [String]) {
    self.name = name
    self.sweep = sweep
    self.cells = cells
    self.labels = labels
  }

  /// The number of cells with each label, the most frequent first.
  public var counts: [(label: String, count: Int)] {
    var counts: [String: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { (label: $0.key, count: $0.value) }
  }

  /// Returns the csv header of a sweep.
  public static func csvHeader(_ sweep: Sweep) -> String {
    "run,optimizer,\(sweep.x.name),\(sweep.y.name),outcome,steps,x,y,loss,sharpness\n"
  }
}

/// A writer of map cells as csv, with the constant fields formatted once.
public struct MapCSVWriter: Sendable {
  private let prefix: String
  private let xs, ys: [String]

  /// Creates the writer for the map of a run.
  public init(_ name: String, _ sweep: Sweep) {
    prefix = "\(csvField(name)),\(sweep.base.optimizer.id),"
    xs = (0..<sweep.x.count).map { formatExact(sweep.x.value($0)) }
    ys = (0..<sweep.y.count).map { formatExact(sweep.y.value($0)) }
  }

  /// Appends the line of the cell at `index`, with its outcome.
  public func appendCell(_ index: Int, _ cell: SweepCell, label: String, to text: inout String) {
    text += prefix
    text += xs[index % xs.count]
    text += ","
    text += ys[index / xs.count]
    text += ","
    text += label
    text += ","
    text += String(cell.steps)
    for value in [cell.point.x, cell.point.y, cell.loss, cell.sharpness] {
      text += ","
      appendExact(value, to: &text)
    }
    text += "\n"
  }
}

/// Quotes a csv field if RFC 4180 requires quotes, or if the field is empty.
func csvField(_ text: String) -> String {
  let needsQuotes = text.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
  guard needsQuotes || text.isEmpty else { return text }
  return "\""
    + text.split(separator: "\"", omittingEmptySubsequences: false)
    .joined(separator: "\"\"") + "\""
}
