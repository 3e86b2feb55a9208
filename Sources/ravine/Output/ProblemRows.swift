import Engine
import Export

/// The rows of runs on a problem as csv, jsonl or an aligned table.
struct ProblemRows {
  private static let columns = [
    "run", "optimizer", "step", "evaluations", "loss", "test_loss", "accuracy", "gradient_norm",
    "norm", "distance", "sharpness", "sharpness2", "edge",
  ]
  /// The columns of the plane, which a table lacks.
  private static let planeColumns = ["plane_x", "plane_y", "plane_distance"]

  private let runs: [(name: String, start: ProblemSimulation)]
  private let format: RunFormat
  /// The number of steps between rows; nil for 1, and in a table for the first and the last row.
  private let stride: Int?
  /// The plane of the coordinates; nil for a table, or if the runs span no plane.
  private let plane: Plane?

  /// Creates the runs before their first steps; runs with the same seed share the data.
  ///
  /// - Parameters:
  ///   - runs: The runs by name.
  ///   - format: The format; all but a table have coordinates in a plane, for which the runs are
  ///     computed twice.
  ///   - stride: The number of steps between rows; nil for the default of the format.
  ///   - plane: The kind of plane; nil for that of the problem.
  ///   - center: The iterate at the origin of the plane, `run` or `run@step`.
  /// - Throws: `CommandError` if a run is invalid, or if the runs span no plane of a given kind.
  init(
    _ runs: [(name: String, run: ProblemRun)], format: RunFormat, stride: Int?, plane: PlaneKind?,
    center: String?
  ) throws(CommandError) {
    let recordings = try ProblemRecordings(runs)
    self.runs = zip(runs, recordings.all).map { ($0.name, $1.state(at: 0)) }
    (self.format, self.stride) = (format, stride)
    if format == .table {
      self.plane = nil
    } else if plane != nil || center != nil {
      self.plane = try recordings.finished().plane(plane, center: center).plane
    } else {
      self.plane = try? recordings.finished().plane(nil, center: nil).plane
    }
  }

  /// Creates the rows of recorded runs as csv, with coordinates in a plane.
  init(_ recordings: [(name: String, recording: ProblemRecording)], plane: Plane) {
    runs = recordings.map { ($0.name, $0.recording.state(at: 0)) }
    (format, stride, self.plane) = (.csv, nil, plane)
  }

  /// Writes the rows of all runs in order to a sink; rethrows errors of the sink.
  ///
  /// Each piece of csv or jsonl is one row, after the header of csv; a table is one piece.
  func write<Failure: Error>(to sink: (String) throws(Failure) -> Void) throws(Failure) {
    var table = TextTable(Self.columns.filter { $0 != "optimizer" })
    if format == .csv {
      try sink((Self.columns + Self.planeColumns).joined(separator: ",") + "\n")
    }
    for (name, start) in runs {
      let run = start.run
      var simulation = start
      var meter = ProblemMeter(simulation)
      let every = stride ?? (format == .table ? Int.max : 1)
      while true {
        let isLast = simulation.isFinished
        if isLast || simulation.step.isMultiple(of: every) {
          let row = meter.row(of: &simulation)
          switch format {
          case .csv: try sink(csv(row, simulation.w, name, run))
          case .jsonl: try sink("\(json(row, simulation.w, name, run))\n")
          case .table: table.append([name] + texts(row, row.numbers) { formatSignificant($0) })
          }
        }
        if isLast { break }
        _ = simulation.advance()
      }
    }
    if format == .table { try sink(table.text) }
  }

  /// Returns the coordinates of an iterate in the plane and its distance; nil without a plane.
  private func planeNumbers(_ w: Coordinates) -> [Double?] {
    guard let plane, w.isFinite else { return [nil, nil, nil] }
    let point = plane.coordinates(w)
    return [point.x, point.y, plane.distance(w)]
  }

  private func csv(
    _ row: ProblemRow, _ w: Coordinates, _ name: String, _ run: ProblemRun
  ) -> String {
    ([csvField(name), csvField(run.optimizer.source.catalogID ?? name)]
      + texts(row, row.numbers + planeNumbers(w), formatExact)).joined(separator: ",") + "\n"
  }

  private func json(
    _ row: ProblemRow, _ w: Coordinates, _ name: String, _ run: ProblemRun
  ) -> JSON {
    let names = Self.columns.dropFirst(4) + Self.planeColumns
    return .object(
      [
        ("run", .string(name)), ("optimizer", .string(run.optimizer.source.catalogID ?? name)),
        ("step", .count(row.step)), ("evaluations", .count(row.evaluations)),
      ]
        + zip(names, row.numbers + planeNumbers(w)).map { ($0, $1.map(JSON.number) ?? .null) })
  }

  private func texts(
    _ row: ProblemRow, _ numbers: [Double?], _ text: (Double) -> String
  ) -> [String] {
    ["\(row.step)", "\(row.evaluations)"] + numbers.map { $0.map(text) ?? "" }
  }
}

/// Recordings of runs on a problem, which share the data of equal seeds.
struct ProblemRecordings {
  private(set) var all: [ProblemRecording] = []
  private let names: [String]

  /// Creates the recordings of the starts.
  ///
  /// - Throws: `CommandError` if a run is invalid.
  init(_ runs: [(name: String, run: ProblemRun)]) throws(CommandError) {
    names = runs.map(\.name)
    for (_, run) in runs {
      let problem = all.first { $0.run.sharesProblem(with: run) }?.problem
      all.append(
        try withUsageErrors { () throws(EngineError) in try ProblemRecording(run, on: problem) })
    }
  }

  /// Returns the recordings of all steps.
  func finished() -> ProblemRecordings {
    var copy = self
    for index in copy.all.indices { _ = copy.all[index].extend(by: .max) }
    return copy
  }

  /// Returns the plane of the recorded states.
  ///
  /// - Parameters:
  ///   - kind: The kind of plane; nil for that of the problem.
  ///   - center: The iterate at the origin, `run` or `run@step`; nil for that of the kind.
  /// - Returns: The plane, and how it was chosen.
  /// - Throws: `CommandError` if the states span no plane, or if no run has the name.
  func plane(_ kind: PlaneKind?, center: String?) throws(CommandError) -> ChosenPlane {
    let center = try center.map { text throws(CommandError) in try iterate(text, "--center") }
    return try withUsageErrors { () throws(EngineError) in try all.plane(kind, center: center) }
  }

  /// Returns the iterate `run@step`, or the last of `run`.
  ///
  /// - Throws: `CommandError`, which names the option, if no run has the name or the step.
  func iterate(_ text: String, _ option: String) throws(CommandError) -> Coordinates {
    guard let center = PlaneChoice.Center(text) else {
      throw CommandError(.usage, "\(option) needs RUN or RUN@STEP, not “\(text)”")
    }
    guard let index = names.firstIndex(of: center.run) else {
      throw CommandError(
        .usage,
        "there is no run “\(center.run)” for \(option); the runs are \(names.joined(separator: ", "))"
      )
    }
    let recording = all[index]
    guard let step = center.step else { return recording.w }
    guard step <= recording.lastStep else {
      throw CommandError(
        .usage, "the step of \(option) must be from 0 to \(recording.lastStep), not \(step)")
    }
    return recording.iterate(at: step)
  }
}
