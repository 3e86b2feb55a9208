import ArgumentParser
import Engine
import Export
import Synchronization

/// Computes maps and writes them, for `sweep` and `basins`.
struct Maps {
  let scenario: Scenario
  let surface: AnySurface
  let isLight: Bool
  let sweeps: [(name: String, plan: SweepPlan)]
  let format: MapFormat
  let shard: Shard?
  let cores: Int
  /// What to call the cells of a map in the place of their states.
  let words: (SweepPlan, [SweepCell]) throws(Failure) -> [String]

  /// Cells are computed and written so many at a time.
  private static let batch = 1 << 16

  func write(to output: inout Output) throws(Failure) {
    let total = sweeps.reduce(0) { $0 + $1.plan.sweep.count } / (shard?.count ?? 1)
    let counter = Counter(total)
    if format == .csv, let first = sweeps.first {
      try output.write(SweepMap.head(first.plan.sweep))
    }
    var maps: [SweepMap] = []
    var before = 0
    for (name, plan) in sweeps {
      let count = plan.sweep.count
      var indices = Array(0..<count)
      if let shard {
        // Every N-th cell, counted through all runs.
        let skipped = (shard.index - 1 - before % shard.count + shard.count) % shard.count
        indices = Array(stride(from: skipped, to: count, by: shard.count))
      }
      before += count
      var cells: [SweepCell] = []
      for start in stride(from: 0, to: indices.count, by: Self.batch) {
        let piece = Array(indices[start..<min(start + Self.batch, indices.count)])
        cells += plan.cells(piece, cores: cores, onProgress: { counter.add($0) }) ?? []
      }
      let words = try words(plan, cells)
      guard format == .csv else {
        maps.append(SweepMap(name, plan.sweep, cells, words: words))
        continue
      }
      var text = ""
      for (place, index) in indices.enumerated() {
        text += SweepMap.line(name, plan.sweep, index, cells[place], word: words[place])
        if text.utf8.count > 1 << 16 {
          try output.write(text)
          text.removeAll(keepingCapacity: true)
        }
      }
      try output.write(text)
    }
    counter.end()
    switch format {
    case .csv: break
    case .text: try output.write(maps.map { $0.text() }.joined(separator: "\n"))
    case .svg: try output.write(figure(of: maps))
    }
  }

  private func figure(of maps: [SweepMap]) -> String {
    var figure = Figure(
      .stability, title: scenario.title, lesson: scenario.lesson, source: scenario.source,
      surface: surface, frame: scenario.view, step: scenario.steps, steps: scenario.steps,
      actors: [])
    figure.outcomes = maps.map { Figure.Outcomes($0) }
    figure.isLight = isLight
    return figure.svg
  }
}

/// Progress that many threads add to.
private final class Counter: Sendable {
  private struct Work: ~Copyable {
    var done = 0
    var progress: Progress
  }

  private let work: Mutex<Work>

  init(_ total: Int) { work = Mutex(Work(progress: Progress("cells", of: total))) }

  func add(_ count: Int) {
    work.withLock {
      $0.done += count
      $0.progress.show($0.done)
    }
  }

  func end() { work.withLock { $0.progress.end() } }
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
  ) throws(Failure) -> [(name: String, plan: SweepPlan)] {
    var plans: [(name: String, plan: SweepPlan)] = []
    for contestant in scenario.runs {
      do throws(EngineError) {
        plans.append(
          (contestant.name, try SweepPlan(Sweep(scenario.run(of: contestant), x: x, y: y))))
      } catch {
        throw Failure(.usage, "\(contestant.name): \(error)")
      }
    }
    return plans
  }
}
