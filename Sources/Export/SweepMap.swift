public import Engine

/// The outcomes of a sweep over one or two quantities of a run.
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
    self.init(name, sweep, cells, labels: cells.map(\.state.label))
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

  /// Returns the csv header of a map with these names of its axes, or of a shard of the map.
  public static func csvHeader(axes: [String], isShard: Bool = false) -> String {
    (["run", "optimizer"] + axes + ["outcome", "steps", "x", "y", "loss", "sharpness"]
      + (isShard ? ["shard"] : [])).joined(separator: ",") + "\n"
  }
}

/// A writer of map cells as csv, with the constant fields formatted once.
public struct MapCSVWriter: Sendable {
  private let prefix: String
  private let suffix: String
  private let width: Int
  /// The column for each axis of the map: the fields with their commas, and whether the row selects
  /// the field.
  ///
  /// An axis along which this run does not vary has empty fields.
  private let columns: [(fields: [String], isRow: Bool)]
  /// The number of steps of a run that does not diverge, and its field between commas.
  private let steps: (count: Int, field: String)

  /// Creates the writer for the map of a run, with the names of the axes of all runs.
  public init(_ name: String, _ sweep: Sweep, axes: [String], shard: ShardID? = nil) {
    let id = sweep.base.optimizer.source.catalogID ?? name
    prefix = "\(csvField(name)),\(csvField(id)),"
    suffix = shard.map { ",\($0)\n" } ?? "\n"
    width = sweep.x.count
    columns = axes.map { name in
      for (axis, isRow) in [(sweep.x, false), (sweep.y, true)] where axis.name == name {
        return ((0..<axis.count).map { formatExact(axis.value($0)) + "," }, isRow)
      }
      return ([String](repeating: ",", count: sweep.x.count), false)
    }
    steps = (sweep.base.steps, ",\(sweep.base.steps),")
  }

  /// Appends the line of the cell at `index`, with its outcome.
  public func appendCell(_ index: Int, _ cell: SweepCell, label: String, to text: inout String) {
    text += prefix
    let (row, column) = index.quotientAndRemainder(dividingBy: width)
    for (fields, isRow) in columns { text += fields[isRow ? row : column] }
    text += label
    text += cell.steps == steps.count ? steps.field : ",\(cell.steps),"
    appendExact(cell.point.x, to: &text)
    text += ","
    appendExact(cell.point.y, to: &text)
    text += ","
    appendExact(cell.loss, to: &text)
    text += ","
    appendExact(cell.sharpness, to: &text)
    text += suffix
  }
}

/// Returns a csv field, quoted if RFC 4180 requires quotes, or if the field is empty.
public func csvField(_ text: String) -> String {
  let needsQuotes = text.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
  guard needsQuotes || text.isEmpty else { return text }
  return "\""
    + text.split(separator: "\"", omittingEmptySubsequences: false)
    .joined(separator: "\"\"") + "\""
}
