import Engine
import Export

/// The rows of runs on a problem as csv, jsonl or an aligned table.
struct ProblemRows {
  private static let columns = [
    "run", "optimizer", "step", "evaluations", "loss", "test_loss", "accuracy", "gradient_norm",
    "norm", "distance", "sharpness", "sharpness2", "edge",
  ]

  private let runs: [(name: String, start: ProblemSimulation)]
  private let format: RunFormat
  /// The number of steps between rows; nil for 1, and in a table for the first and the last row.
  private let stride: Int?

  /// Creates the runs before their first steps; runs with the same seed share the data.
  ///
  /// - Throws: `CommandError` if a run is invalid.
  init(
    _ runs: [(name: String, run: ProblemRun)], format: RunFormat, stride: Int?
  ) throws(CommandError) {
    var starts: [(name: String, start: ProblemSimulation)] = []
    for (name, run) in runs {
      let problem = starts.first { $0.start.run.seed == run.seed }?.start.problem
      let simulation = try withUsageErrors { () throws(EngineError) in
        try ProblemSimulation(run, on: problem)
      }
      starts.append((name, simulation))
    }
    (self.runs, self.format, self.stride) = (starts, format, stride)
  }

  /// Writes the rows of all runs in order.
  ///
  /// - Throws: `CommandError` if the output fails.
  func write(to output: inout Output) throws(CommandError) {
    var table = TextTable(Self.columns.filter { $0 != "optimizer" })
    if format == .csv { try output.write(Self.columns.joined(separator: ",") + "\n") }
    for (name, start) in runs {
      let run = start.run
      var simulation = start
      var meter = ProblemMeter(simulation)
      let every = stride ?? (format == .table ? Int.max : 1)
      while true {
        let isLast = simulation.isFinished
        if isLast || simulation.step.isMultiple(of: every) {
          let row = meter.row(of: simulation)
          switch format {
          case .csv: try output.write(csv(row, name, run))
          case .jsonl: try output.write("\(json(row, name, run))\n")
          case .table: table.append([name] + texts(row) { formatSignificant($0) })
          }
        }
        if isLast { break }
        _ = simulation.advance()
      }
    }
    if format == .table { try output.write(table.text) }
  }

  private func csv(_ row: ProblemRow, _ name: String, _ run: ProblemRun) -> String {
    ([name, run.optimizer.source.catalogID ?? name] + texts(row, formatExact))
      .joined(separator: ",") + "\n"
  }

  private func json(_ row: ProblemRow, _ name: String, _ run: ProblemRun) -> JSON {
    let names = Self.columns.dropFirst(4)
    return .object(
      [
        ("run", .string(name)), ("optimizer", .string(run.optimizer.source.catalogID ?? name)),
        ("step", .count(row.step)), ("evaluations", .count(row.evaluations)),
      ] + zip(names, row.numbers).map { ($0, $1.map(JSON.number) ?? .null) })
  }

  private func texts(_ row: ProblemRow, _ text: (Double) -> String) -> [String] {
    ["\(row.step)", "\(row.evaluations)"] + row.numbers.map { $0.map(text) ?? "" }
  }
}

extension ProblemRow {
  /// The numbers from the loss to the edge; nil where undefined.
  fileprivate var numbers: [Double?] {
    [
      loss, testLoss, accuracy, gradientNorm, norm, distance, sharpness,
      secondEigenvalue.isNaN ? nil : secondEigenvalue, edge.isNaN ? nil : edge,
    ]
  }
}
