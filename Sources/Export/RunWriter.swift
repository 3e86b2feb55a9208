public import Engine

/// Trajectories as data: how they are laid out.
public enum RunFormat: String, Sendable, CaseIterable {
  /// One header line, then a line a row.
  case csv
  /// A line with the whole setting, then one object a row.
  case jsonl
  /// Columns for reading, of six significant digits.
  case table
}

/// Turns the runs of a scenario into text, piece by piece.
///
/// First `head`, then `rows` for each run; the pieces one after the other are the file. Nothing
/// larger than a piece is kept, however long the run.
public struct RunWriter: Sendable {
  public let scenario: Scenario
  public let format: RunFormat
  /// How many steps apart the rows are; nil means every step, in a table the first and the last.
  public let stride: Int?

  /// The names of the columns of a row, in order.
  public static let columnNames = [
    "run", "optimizer", "step", "evaluations", "x", "y", "ascent_x", "ascent_y", "loss",
    "gradient_norm", "sharpness", "edge", "state",
  ]

  /// Rows every `stride` steps, at least 1; step 0 and the last one are there whatever it is.
  public init(_ scenario: Scenario, format: RunFormat, every stride: Int? = nil) {
    self.scenario = scenario
    self.format = format
    self.stride = stride.map { max($0, 1) }
  }

  /// What comes before the rows.
  ///
  /// - Throws: `EngineError` if the catalogue does not know a surface, optimizer or knob.
  public func header(version: String) throws(EngineError) -> String {
    switch format {
    case .csv: Self.columnNames.joined(separator: ",") + "\n"
    case .jsonl: try metadata(version: version).description + "\n"
    case .table: tableHeader
    }
  }

  /// Hands the rows of one run to a sink, in pieces of about 64 kB; throws what the sink throws.
  public func writeRows<Failure: Error>(
    of recording: Recording, named name: String, to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let id = recording.optimizer.info.id
    let before =
      switch format {
      case .csv: "\(csvField(name)),\(id),"
      case .jsonl: "{\"run\": \(JSON.string(name)), \"optimizer\": \(JSON.string(id)), \"step\": "
      case .table: pad(sanitized(name), to: nameWidth)
      }
    var text = ""
    for row in recording.rows(every: stride ?? (format == .table ? Int.max : 1)) {
      text += before
      switch format {
      case .csv: appendCSV(row, to: &text)
      case .jsonl: appendJSON(row, to: &text)
      case .table: appendTableRow(row, to: &text)
      }
      if text.utf8.count > 1 << 16 {
        try sink(text)
        text.removeAll(keepingCapacity: true)
      }
    }
    try sink(text)
  }
}

extension RunWriter {
  private func appendCSV(_ row: Row, to text: inout String) {
    text += row.step.description
    text += ","
    text += row.evaluations.description
    for value in Self.values(of: row) {
      text += ","
      if let value { text += formatExact(value) }
    }
    text += ","
    text += row.state.name
    text += "\n"
  }

  private func appendJSON(_ row: Row, to text: inout String) {
    text += row.step.description
    text += ", \"evaluations\": "
    text += row.evaluations.description
    for (name, value) in zip(Self.columnNames[4...], Self.values(of: row)) {
      text += ", \""
      text += name
      text += "\": "
      (value.map(JSON.number) ?? .null).write(to: &text)
    }
    text += ", \"state\": \""
    text += row.state.name
    text += "\"}\n"
  }

  /// The columns from x to edge; nil where undefined.
  private static func values(of row: Row) -> [Double?] {
    [
      row.point.x, row.point.y, row.ascentPoint.x, row.ascentPoint.y, row.loss, row.gradientNorm,
      row.sharpness, row.stabilityThreshold.isNaN ? nil : row.stabilityThreshold,
    ]
  }
}

extension RunWriter {
  private static let numberWidth = 14

  private var nameWidth: Int {
    max(3, scenario.runs.map { sanitized($0.name).count }.max() ?? 0)
  }

  private var stepWidth: Int { max(4, scenario.steps.description.count) }

  private var tableHeader: String {
    let numbers = ["x", "y", "loss", "|grad|", "sharpness", "edge"]
      .map { pad($0, to: Self.numberWidth, right: true) }
    return pad("run", to: nameWidth) + "  " + pad("step", to: stepWidth, right: true)
      + pad("evals", to: stepWidth + 4, right: true) + numbers.joined() + "  state\n"
  }

  private func appendTableRow(_ row: Row, to text: inout String) {
    text += "  " + pad(row.step.description, to: stepWidth, right: true)
    text += pad(row.evaluations.description, to: stepWidth + 4, right: true)
    let edge = row.stabilityThreshold.isNaN ? "-" : formatSignificant(row.stabilityThreshold)
    let numbers = [row.point.x, row.point.y, row.loss, row.gradientNorm, row.sharpness]
    for number in numbers.map({ formatSignificant($0) }) + [edge] {
      text += pad(number, to: Self.numberWidth, right: true)
    }
    text += "  \(row.state)\n"
  }

  private func pad(_ text: String, to width: Int, right: Bool = false) -> String {
    let gap = String(repeating: " ", count: max(0, width - text.count))
    return right ? gap + text : text + gap
  }
}
