public import Engine
public import Lessons
import SafeText

/// The formats of trajectories.
public enum RunFormat: String, Sendable, CaseIterable {
  /// A header, then one line per row.
  case csv
  /// A line of metadata, then one object per row.
  case jsonl
  /// Aligned columns with six significant digits.
  case table
}

/// A writer of the trajectories of a lesson.
///
/// The file is the result of `header`, then the output of `writeRows` for each run. Memory is
/// bounded by the size of a chunk, independent of the number of steps.
public struct RunWriter: Sendable {
  /// The lesson.
  public let scenario: Scenario
  /// The format of the file.
  public let format: RunFormat
  /// The number of steps between rows; nil means 1, and in a table the first and last rows only.
  public let stride: Int?

  /// The names of the columns, in order.
  public static let columnNames = [
    "run", "optimizer", "step", "evaluations", "x", "y", "ascent_x", "ascent_y", "loss",
    "gradient_norm", "sharpness", "edge", "state",
  ]

  /// Creates a writer of every `stride`-th row; always includes step 0 and the last step.
  public init(_ scenario: Scenario, format: RunFormat, every stride: Int? = nil) {
    self.scenario = scenario
    self.format = format
    self.stride = stride.map { max($0, 1) }
  }

  /// Returns the text before the first row.
  ///
  /// - Throws: `EngineError` if the catalog contains no such surface, optimizer or knob.
  public func header(version: String) throws(EngineError) -> String {
    switch format {
    case .csv: Self.columnNames.joined(separator: ",") + "\n"
    case .jsonl: try metadata(version: version).description + "\n"
    case .table: tableHeader
    }
  }

  /// Writes the rows of one run to a sink, in chunks of about 64 kB; rethrows errors of the sink.
  public func writeRows<Failure: Error>(
    of recording: Recording, named name: String, to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let id = recording.run.optimizer.source.catalogID ?? name
    let prefix =
      switch format {
      case .csv: "\(csvField(name)),\(csvField(id)),"
      case .jsonl: "{\"run\": \(JSON.string(name)), \"optimizer\": \(JSON.string(id)), \"step\": "
      case .table: pad(sanitized(name), to: nameWidth)
      }
    var text = ""
    for row in recording.rows(every: stride ?? (format == .table ? Int.max : 1)) {
      text += prefix
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
    text += row.state.label
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
    text += row.state.label
    text += "\"}\n"
  }

  /// Returns the columns from `x` to `edge`; nil if the stability threshold is undefined.
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
    let threshold = row.stabilityThreshold.isNaN ? "-" : formatSignificant(row.stabilityThreshold)
    let numbers = [row.point.x, row.point.y, row.loss, row.gradientNorm, row.sharpness]
    for number in numbers.map({ formatSignificant($0) }) + [threshold] {
      text += pad(number, to: Self.numberWidth, right: true)
    }
    text += "  \(row.state)\n"
  }

  private func pad(_ text: String, to width: Int, right: Bool = false) -> String {
    let gap = String(repeating: " ", count: max(0, width - text.count))
    return right ? gap + text : text + gap
  }
}
