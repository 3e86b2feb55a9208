import Engine
import Export
import Integers
import Lessons
import Spelling

// Maps of runs on a problem.
extension SweepVerb {
  /// The number of cells that are computed and written at a time.
  private static let batchSize = 1 << 10

  /// Computes the maps of the runs on a problem and writes them in the format of the options.
  ///
  /// - Throws: `CommandError` if an option or a value is invalid, or the output fails.
  func sweep(_ experiment: ProblemExperiment, as format: MapFormat) throws(CommandError) {
    let runs = experiment.runs
    let axes = try problemAxes(runs)
    var sweeps: [(name: String, sweep: ProblemSweep)] = []
    for (index, (name, run)) in runs.enumerated() {
      let own = axes.filter { settings.varies($0, run, at: index) }
      let sweep = ProblemSweep(run, x: own.first ?? .fixed, y: own.dropFirst().first ?? .fixed)
      do throws(EngineError) { try sweep.validate() } catch {
        throw CommandError(.usage, "\(name): \(error)")
      }
      sweeps.append((name, sweep))
    }
    var output = try destination.open()
    if format == .csv {
      try write(sweeps, axes: axes.map(\.name), to: &output)
    } else {
      try draw(experiment, axes, as: format, to: &output)
    }
    try output.close()
  }

  /// Draws the states at the last steps as text or as a figure.
  private func draw(
    _ experiment: ProblemExperiment, _ axes: [Axis], as format: MapFormat,
    to output: inout Output
  ) throws(CommandError) {
    let runs = experiment.runs
    let scenario =
      if let lesson = experiment.lesson { lesson } else {
        try settings.problemScenario(of: runs, batch: problem.batch)
      }
    let plans = try options.plans(scenario) { index in
      axes.filter { settings.varies($0, runs[index].run, at: index) }
    }
    let surface = try withUsageErrors { () throws(EngineError) in
      try Catalog.surface(scenario.surface)
    }
    try MapWriter(
      scenario: scenario, surface: surface, isLight: options.light,
      axes: axes.map(\.name), sweeps: plans, format: format, figure: options.figure,
      shard: nil, cores: options.cores ?? availableCores, memory: settings.memoryBudget,
      cellLabels: { $1.map(\.state.label) }
    ).write(to: &output)
  }

  private func write(
    _ sweeps: [(name: String, sweep: ProblemSweep)], axes: [String], to output: inout Output
  ) throws(CommandError) {
    let total = sweeps.reduce(0) { $0 + $1.sweep.count }
    let shardID = options.shard.map { shard in
      ShardID(
        shard.index, of: shard.count, cells: total,
        settings: sweeps.map { "\($0.name) \($0.sweep.identity)" }.joined(separator: "\n"))
    }
    let progress = ProgressLine("cells", of: total / (options.shard?.count ?? 1))
    defer { progress.clear() }
    try output.write(ProblemMapWriter.header(axes: axes, isShard: shardID != nil))
    var preceding = 0
    for (name, sweep) in sweeps {
      let writer = ProblemMapWriter(name, sweep, axes: axes, shard: shardID)
      let indices = Array(
        options.shard?.indices(of: sweep.count, after: preceding)
          ?? stride(from: 0, to: sweep.count, by: 1))
      preceding += sweep.count
      for start in stride(from: 0, to: indices.count, by: Self.batchSize) {
        let batch = Array(indices[start..<min(start + Self.batchSize, indices.count)])
        let cells = try withUsageErrors { () throws(EngineError) in
          try sweep.cells(
            batch, cores: options.cores ?? availableCores, onProgress: progress.add)
        }
        for (index, cell) in zip(batch, cells ?? []) {
          try output.write(writer.line(index, cell))
        }
      }
    }
  }

  /// Returns the one or two axes of the options; without any, η and ρ where no option sets them.
  private func problemAxes(
    _ runs: [(name: String, run: ProblemRun)]
  ) throws(CommandError) -> [Axis] {
    let knobs = runs.flatMap { run in
      (try? Catalog.optimizer(run.run.optimizer))?.info.knobs.map(\.id) ?? []
    }
    let info = try runs.first.map { run throws(CommandError) in
      try withUsageErrors { () throws(EngineError) in try Catalog.problem(run.run.problem).info }
    }
    let known: [Axis.Parameter] =
      knobs.map { .knob($0) } + (info?.settings ?? []).map { .surface($0.id) } + [.seed]
    var axes: [Axis] = []
    if let eta = try settings.eta?.axis("--eta", .knob("eta")) { axes.append(eta) }
    if let rho = try settings.rho?.axis("--rho", .knob("rho")) { axes.append(rho) }
    for named in axis {
      guard let parameter = known.first(where: { $0.name == named.name }) else {
        throw CommandError(
          .usage,
          "there is no parameter “\(named.name)”"
            + suggestion(named.name, from: known.map(\.name)))
      }
      if let axis = try named.range.axis("--axis \(named.name)", parameter) { axes.append(axis) }
    }
    if axes.isEmpty {
      if settings.eta == nil { axes.append(Axis(.knob("eta"), 0.01, 1, count: 16, log: true)) }
      if settings.rho == nil { axes.append(Axis(.knob("rho"), 0.01, 1, count: 8, log: true)) }
      axes.removeAll { axis in
        !runs.indices.contains { settings.varies(axis, runs[$0].run, at: $0) }
      }
    }
    guard (1...2).contains(axes.count), Set(axes.map(\.parameter)).count == axes.count else {
      let names = axes.map(\.name).joined(separator: ", ")
      throw CommandError(
        .usage,
        axes.isEmpty
          ? "nothing varies: pass a range, such as --eta 0.01:1:16:log"
          : "a map needs one axis or two different axes, not \(names)")
    }
    for axis in axes
    where !runs.indices.contains(where: { settings.varies(axis, runs[$0].run, at: $0) }) {
      throw CommandError(
        .usage,
        "no run varies along \(axis.name): no optimizer has it, or each has its own in --optimizer")
    }
    return axes
  }
}

extension Shard {
  /// Returns the cells of a run in this shard: every N-th, counted across all runs.
  ///
  /// - Parameters:
  ///   - count: The number of cells of the run.
  ///   - preceding: The number of cells of the runs before.
  /// - Returns: The indices in ascending order.
  func indices(of count: Int, after preceding: Int) -> StrideTo<Int> {
    let offset = index - 1 - preceding % self.count
    // A stride beyond the last cell could overflow.
    return stride(
      from: offset < 0 ? offset + self.count : offset, to: count, by: min(self.count, max(count, 1))
    )
  }
}

extension ProblemSweep {
  /// The settings of the map as a text, equal for equal maps only.
  fileprivate var identity: String {
    let run = base
    let values = [run.settings, run.optimizer.knobs].map { values in
      values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    }
    let schedules = run.optimizer.schedules.sorted { $0.key < $1.key }.map {
      "\($0.key)=\($0.value)"
    }
    let axes = [x, y].map { "\($0.name) \($0.low) \($0.high) \($0.count) \($0.isLog)" }
    return
      ([run.problem, run.data?.name ?? "", run.optimizer.source.text] + values + schedules + axes
      + ["\(run.steps) \(run.seed) \(run.batch ?? 0) \(run.labelNoise) \(run.gradientNoise)"])
      .joined(separator: " ")
  }
}
