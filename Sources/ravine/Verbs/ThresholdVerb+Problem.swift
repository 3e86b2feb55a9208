import Engine
import Export

// Thresholds of runs on a problem.
extension ThresholdVerb {
  /// Measures the largest stable value of each run on a problem, and prints a table or JSON.
  ///
  /// - Throws: `CommandError` if an option or a value is invalid, or the output fails.
  func measure(_ experiment: ProblemExperiment, as format: ReportFormat) throws(CommandError) {
    let sought = of ?? .eta
    let (knob, other) = (sought.knob, sought.other)
    let ranges = [Knob.eta.id: settings.eta, Knob.rho.id: settings.rho]
    _ = try ranges[knob.id]??.singleValue(knob.id, false)
    let axis = try ranges[other.id]??.axis("--\(other.id)", .knob(other.id))
    let runs = experiment.runs
    func has(_ knob: Knob, _ run: ProblemRun) throws(CommandError) -> Bool {
      try withUsageErrors { () throws(EngineError) in
        try Catalog.optimizer(run.optimizer).info.knobs.contains { $0.id == knob.id }
      }
    }
    let first = try withUsageErrors { () throws(EngineError) in
      sought == .eta ? try Catalog.problem(runs[0].run.problem).info.eta : knob.defaultValue
    }
    let shared = try withUsageErrors { () throws(EngineError) in try runs[0].run.makeProblem() }
    var rows: [JSON] = []
    var table = TextTable(
      ["run", "optimizer", other.id, "largest stable \(knob.id)"],
      alignments: [.left, .left, .right, .right])
    for (index, (name, run)) in runs.enumerated() where try has(knob, run) {
      let id = run.optimizer.source.catalogID ?? name
      let own = axis.flatMap { settings.varies($0, run, at: index) ? $0 : nil }
      for position in 0..<(own?.count ?? 1) {
        var trial = run
        if let own { trial.optimizer.knobs[other.id] = own.value(position) }
        let value =
          try has(other, run) ? trial.optimizer.knobs[other.id] ?? other.defaultValue : nil
        let threshold = try withUsageErrors { () throws(EngineError) in
          try trial.largestStable(
            knob, from: run.optimizer.knobs[knob.id] ?? first,
            on: run.sharesProblem(with: runs[0].run) ? shared : nil)
        }
        rows.append(
          .object([
            ("run", .string(name)), ("optimizer", .string(id)),
            (other.id, value.map(JSON.number) ?? .null),
            ("largest_stable_\(knob.id)", .number(threshold)),
          ]))
        table.append([
          name, id, value.map { formatSignificant($0) } ?? "-",
          formatSignificant(threshold, digits: 4),
        ])
      }
    }
    guard !rows.isEmpty else {
      throw CommandError(.usage, "no optimizer has the hyperparameter \(knob.id) of --of")
    }
    var output = try destination.open()
    try output.write(format == .json ? "\(JSON.array(rows))\n" : table.text)
    try output.close()
  }
}
