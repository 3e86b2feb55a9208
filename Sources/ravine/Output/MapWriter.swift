import ArgumentParser
import Engine
import Export
import Interface
import Lessons

/// Computes and writes the maps of `sweep` and `basins`.
struct MapWriter {
  let scenario: Scenario
  let surface: AnySurface
  let isLight: Bool
  /// The names of the axes of all runs, in order.
  let axes: [String]
  let sweeps: [(name: String, plan: SweepPlan)]
  let format: MapFormat
  let figure: FigureOptions
  let shard: Shard?
  let cores: Int
  /// The memory for a picture.
  let memory: MemoryBudget
  /// Returns the outcome of each cell as text.
  let cellLabels: (SweepPlan, [SweepCell]) throws(CommandError) -> [String]

  /// The bytes that a cell of a picture takes: its result, its label and its share of the figure.
  private static let bytesPerCell = 120
  /// The number of cells that are computed and written at a time.
  private static let batchSize = 1 << 16

  /// Computes all maps, and writes them in the format.
  ///
  /// - Throws: `CommandError` if the output cannot be written.
  func write(to output: inout Output) throws(CommandError) {
    let total = sweeps.reduce(0) { $0 + $1.plan.sweep.count } / (shard?.count ?? 1)
    let bytes = total.multipliedReportingOverflow(by: Self.bytesPerCell)
    if format != .csv, bytes.overflow || bytes.partialValue > memory.bytes {
      throw CommandError(
        .usage,
        "a picture of \(total) cells does not fit into the memory: compute fewer cells, "
          + "write csv, or raise --memory")
    }
    let progress = ProgressLine("cells", of: total)
    defer { progress.clear() }
    let shardID = shard.map(identity(of:))
    if format == .csv {
      try output.write(SweepMap.csvHeader(axes: axes, isShard: shardID != nil))
    }
    var maps: [SweepMap] = []
    var precedingCells = 0
    for (name, plan) in sweeps {
      let count = plan.sweep.count
      let indices =
        shard?.indices(of: count, after: precedingCells) ?? stride(from: 0, to: count, by: 1)
      precedingCells += count
      let lines = MapCSVWriter(name, plan.sweep, axes: axes, shard: shardID)
      var cells: [SweepCell] = []
      var labels: [String] = []
      try forEachBatch(indices) { batch throws(CommandError) in
        let batchCells = plan.cells(batch, cores: cores, onProgress: progress.add) ?? []
        let batchLabels = try cellLabels(plan, batchCells)
        guard format == .csv else {
          cells += batchCells
          labels += batchLabels
          return
        }
        let texts = formatInParallel(batch.count) { index, text in
          lines.appendCell(batch[index], batchCells[index], label: batchLabels[index], to: &text)
        }
        for text in texts { try output.write(text) }
      }
      if format != .csv { maps.append(SweepMap(name, plan.sweep, cells, labels: labels)) }
    }
    progress.clear()
    switch format {
    case .csv: break
    case .text: try output.write(maps.map { $0.text() }.joined(separator: "\n"))
    case .figure(let format): try figure.write(figure(of: maps), as: format, to: &output)
    }
  }

  /// Returns the identity of a shard: its cells, and the settings of the map.
  private func identity(of shard: Shard) -> ShardID {
    // The text of the settings is that of a trajectory; an invalid one fails before.
    var settings = (try? RunWriter(scenario, format: .jsonl).header(version: "")) ?? ""
    for (name, plan) in sweeps {
      settings += name
      for axis in [plan.sweep.x, plan.sweep.y] {
        settings += " \(axis.name) \(axis.low) \(axis.high) \(axis.count) \(axis.isLog)"
      }
    }
    return ShardID(
      shard.index, of: shard.count, cells: sweeps.reduce(0) { $0 + $1.plan.sweep.count },
      settings: settings)
  }

  /// Calls `body` with successive parts of the indices.
  private func forEachBatch(
    _ indices: StrideTo<Int>, _ body: ([Int]) throws(CommandError) -> Void
  ) throws(CommandError) {
    var batch: [Int] = []
    for index in indices {
      batch.append(index)
      guard batch.count == Self.batchSize else { continue }
      try body(batch)
      batch.removeAll(keepingCapacity: true)
    }
    if !batch.isEmpty { try body(batch) }
  }

  /// Formats cells on all cores, and returns the texts in order.
  ///
  /// Formatting the numbers of a cell costs as much time as many simulation steps.
  private func formatInParallel(
    _ count: Int, _ format: @escaping @Sendable (Int, inout String) -> Void
  ) -> [String] {
    let size = 1 << 12
    return parallelMap((count + size - 1) / size, on: cores, {}) { piece, _ in
      var text = ""
      for index in piece * size..<min((piece + 1) * size, count) { format(index, &text) }
      return text
    }
  }

  private func figure(of maps: [SweepMap]) -> Figure {
    var figure = Figure(
      .stability, title: scenario.title, subtitle: scenario.lesson, source: scenario.source,
      surface: surface, frame: scenario.view, step: scenario.steps, steps: scenario.steps,
      runs: [])
    figure.outcomeMaps = maps.map { Figure.OutcomeMap($0) }
    figure.isLight = isLight
    return figure
  }
}

/// The map options that `sweep` and `basins` share.
struct MapOptions: ParsableArguments {
  @Option(
    help: """
      csv, text (a picture in characters), or a figure: svg or png (default: the ending of the \
      file, or csv).
      """)
  var format: MapFormat?

  @Option(
    help: ArgumentHelp(
      "Compute only every N-th cell, starting with the I-th; csv only.", valueName: "i/n"))
  var shard: Shard?

  @OptionGroup var figure: FigureOptions

  @Flag(help: "Draw the figure for a light background.")
  var light = false

  @Option(help: "The number of threads (default: one per core).")
  var cores: Int?

  func validate() throws {
    try shard?.validate()
    if let cores, cores < 1 { throw ValidationError("--cores must be ≥ 1.") }
  }

  /// Returns the format of the option, or of the ending of the file.
  ///
  /// - Throws: `ValidationError` if the file has another format, or if an option needs another.
  func format(of destination: OutputOptions) throws -> MapFormat {
    let format = try destination.format(self.format, default: .csv)
    if shard != nil, format != .csv { throw ValidationError("--shard needs --format csv.") }
    try figure.validate(for: format)
    return format
  }

  /// Returns the sweep plan of each run of a lesson.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - axes: Returns the axes along which the run at an index varies: at most two.
  /// - Returns: The plans with the names of the runs.
  /// - Throws: `CommandError` if an axis is not valid for a run.
  func plans(
    _ scenario: Scenario, axes: (Int) -> [Axis]
  ) throws(CommandError) -> [(name: String, plan: SweepPlan)] {
    var plans: [(name: String, plan: SweepPlan)] = []
    for (index, run) in scenario.runs.enumerated() {
      let axes = axes(index)
      do throws(EngineError) {
        let sweep = Sweep(
          scenario.run(of: run), x: axes.first ?? .fixed, y: axes.dropFirst().first ?? .fixed)
        plans.append((run.name, try SweepPlan(sweep)))
      } catch {
        throw CommandError(.usage, "\(run.name): \(error)")
      }
    }
    return plans
  }
}
