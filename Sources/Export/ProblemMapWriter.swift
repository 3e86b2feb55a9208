public import Engine

/// A writer of the cells of a sweep on a problem as csv.
public struct ProblemMapWriter: Sendable {
  /// The columns after the number of steps.
  static let results = [
    "loss", "test_loss", "accuracy", "gradient_norm", "norm", "distance", "sharpness",
    "sharpness2", "edge",
  ]

  private let prefix: String
  private let suffix: String
  private let axes: [String]
  private let sweep: ProblemSweep

  /// Creates the writer for the map of a run, with the names of the axes of all runs.
  public init(_ name: String, _ sweep: ProblemSweep, axes: [String], shard: ShardID? = nil) {
    let id = sweep.base.optimizer.source.catalogID ?? name
    prefix = "\(csvField(name)),\(csvField(id))"
    suffix = shard.map { ",\($0)\n" } ?? "\n"
    (self.axes, self.sweep) = (axes, sweep)
  }

  /// Returns the header of a map with these names of its axes, or of a shard of the map.
  public static func header(axes: [String], isShard: Bool = false) -> String {
    (["run", "optimizer"] + axes + ["outcome", "steps"] + results + (isShard ? ["shard"] : []))
      .joined(separator: ",") + "\n"
  }

  /// Whether a line ends with the columns of a map.
  static func isHeader(_ line: Substring) -> Bool {
    line.hasSuffix(",outcome,steps," + results.joined(separator: ","))
  }

  /// Returns the line of the cell at an index.
  public func line(_ index: Int, _ cell: ProblemSweep.Cell) -> String {
    var text = prefix
    let (row, column) = index.quotientAndRemainder(dividingBy: sweep.x.count)
    for name in axes {
      text += ","
      if sweep.x.name == name {
        appendExact(sweep.x.value(column), to: &text)
      } else if sweep.y.name == name {
        appendExact(sweep.y.value(row), to: &text)
      }
    }
    text += ",\(cell.outcome),\(cell.row.step)"
    for number in cell.row.numbers {
      text += ","
      if let number { appendExact(number, to: &text) }
    }
    return text + suffix
  }
}

extension ProblemRow {
  /// The numbers in the columns from the loss to the stability threshold; nil where undefined.
  public var numbers: [Double?] {
    [
      loss, testLoss, accuracy, gradientNorm, norm, distance, sharpness,
      secondEigenvalue.isNaN ? nil : secondEigenvalue, edge.isNaN ? nil : edge,
    ]
  }
}
