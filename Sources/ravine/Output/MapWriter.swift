import ArgumentParser
import Engine
import Export
import Synchronization

/// Computes maps and writes them, for `sweep` and `basins`.
struct MapWriter {
  let scenario: Scenario
  let surface: AnySurface
  let isLight: Bool
  let sweeps: [(name: String, plan: SweepPlan)]
  let format: MapFormat
  let shard: Shard?
  let cores: Int
  /// What to call the cells of a map in the place of their states.
  let cellLabels: (SweepPlan, [SweepCell]) throws(CommandError) -> [String]

  /// Cells are computed and written so many at a time.
  private static let batchSize = 1 << 16

  func write(to output: inout Output) throws(CommandError) {
    let total = sweeps.reduce(0) { $0 + $1.plan.sweep.count } / (shard?.count ?? 1)
    let counter = SharedProgress(total)
    if format == .csv, let first = sweeps.first {
      try output.write(SweepMap.csvHeader(first.plan.sweep))
    }
    var maps: [SweepMap] = []
    var before = 0
    for (name, plan) in sweeps {
      let count = plan.sweep.count
      // Of a share every N-th cell, counted through all runs.
      let shares = shard?.count ?? 1
      let skipped = shard.map { ($0.index - 1 - before % shares + shares) % shares } ?? 0
      let indices = Array(stride(from: skipped, to: count, by: shares))
      before += count
      let cells = computeCells(of: plan, indices) { counter.add($0) }
      let words = try cellLabels(plan, cells)
      guard format == .csv else {
        maps.append(SweepMap(name, plan.sweep, cells, words: words))
        continue
      }
      let lines = MapCSVWriter(name, plan.sweep)
      for start in stride(from: 0, to: indices.count, by: Self.batchSize) {
        let texts = formatInParallel(of: start..<min(start + Self.batchSize, indices.count)) {
          place, text in
          lines.appendCell(indices[place], cells[place], word: words[place], to: &text)
        }
        for text in texts { try output.write(text) }
      }
    }
    counter.end()
    switch format {
    case .csv: break
    case .text: try output.write(maps.map { $0.text() }.joined(separator: "\n"))
    case .svg: try output.write(figure(of: maps))
    }
  }

  private func computeCells(
    of plan: SweepPlan, _ indices: [Int], _ onProgress: @escaping @Sendable (Int) -> Void
  ) -> [SweepCell] {
    stride(from: 0, to: indices.count, by: Self.batchSize).flatMap { start in
      let batch = Array(indices[start..<min(start + Self.batchSize, indices.count)])
      return plan.cells(batch, cores: cores, onProgress: onProgress) ?? []
    }
  }

  /// Writes what belongs to each place into texts that follow each other, on every core: the
  /// numbers of a cell take as long to write as many of its steps take to compute.
  private func formatInParallel(
    of places: Range<Int>, _ add: @escaping @Sendable (Int, inout String) -> Void
  ) -> [String] {
    let size = 1 << 12
    let texts = Mutex([String](repeating: "", count: (places.count + size - 1) / size))
    parallelForEach(texts.withLock(\.count), on: cores, {}) { piece, _ in
      var text = ""
      let start = places.lowerBound + piece * size
      for place in start..<min(start + size, places.upperBound) { add(place, &text) }
      texts.withLock { $0[piece] = text }
    }
    return texts.withLock(\.self)
  }

  private func figure(of maps: [SweepMap]) -> String {
    var figure = Figure(
      .stability, title: scenario.title, lesson: scenario.lesson, source: scenario.source,
      surface: surface, frame: scenario.view, step: scenario.steps, steps: scenario.steps,
      actors: [])
    figure.outcomeMaps = maps.map { Figure.OutcomeMap($0) }
    figure.isLight = isLight
    return figure.svg
  }
}

/// Progress that many threads add to.
private final class SharedProgress: Sendable {
  private struct Work: ~Copyable {
    var done = 0
    var progress: ProgressLine
  }

  private let work: Mutex<Work>

  init(_ total: Int) { work = Mutex(Work(progress: ProgressLine("cells", of: total))) }

  func add(_ count: Int) {
    work.withLock {
      $0.done += count
      $0.progress.show($0.done)
    }
  }

  func end() { work.withLock { $0.progress.clear() } }
}

/// How a map is computed and written: the options that `sweep` and `basins` share.
struct MapOptions: ParsableArguments {
  @Option(help: "csv, text (a picture in characters) or svg.")
  var format = MapFormat.csv

  @Option(
    help: ArgumentHelp(
      "Only every N-th cell, from the I-th on: a share of the work, as csv.", valueName: "i/n"))
  var shard: Shard?

  @Flag(help: "The svg on a light background.")
  var light = false

  @Option(help: "Threads to compute with (default: one for each core).")
  var cores: Int?

  func validate() throws {
    if shard != nil, format != .csv { throw ValidationError("--shard is for --format csv.") }
    if let cores, cores < 1 { throw ValidationError("--cores takes 1 or more.") }
  }

  /// A plan for each run of a scenario.
  func plans(
    _ scenario: Scenario, _ x: Axis, _ y: Axis
  ) throws(CommandError) -> [(name: String, plan: SweepPlan)] {
    var plans: [(name: String, plan: SweepPlan)] = []
    for contestant in scenario.runs {
      do throws(EngineError) {
        plans.append(
          (contestant.name, try SweepPlan(Sweep(scenario.run(of: contestant), x: x, y: y))))
      } catch {
        throw CommandError(.usage, "\(contestant.name): \(error)")
      }
    }
    return plans
  }
}
