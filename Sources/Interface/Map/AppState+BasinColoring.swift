import Drawing
import Engine
import Integers
import Scenes

extension AppState {
  /// The sweeps over the start that the screen needs: one per map, or that of the focused run.
  ///
  /// `run` is the index of the run, or that of the value of the split.
  var requiredBasinSweeps: [(run: Int, sweep: Sweep)] {
    guard layers.field == .basins, !isOnProblem, let rect = layout.maps.first, !rect.isEmpty else {
      return []
    }
    if let shownSplit {
      let run =
        focusOfSplit ?? experiment.namedRuns.firstIndex {
          $0.knob(shownSplit.knob.id) != nil
        } ?? 0
      return shownSplit.variants.enumerated().map { index, variant in
        (index, basinSweep(of: variant.history.present.runs[run], over: rect))
      }
    }
    let runs =
      view == .sideBySide && !isComparing ? Array(recordings.indices) : Array(focusedRuns.prefix(1))
    return runs.filter(experiment.runs.indices.contains).map {
      ($0, basinSweep(of: experiment.runs[$0], over: rect))
    }
  }

  /// Returns the sweep of a run over its start, with two pixels per cell of a map.
  private func basinSweep(of run: Run, over rect: Rect) -> Sweep {
    let projection = Projection(camera.region, onto: rect)
    let (columns, rows) = (rect.columns, 2 * rect.rows)
    var base = run
    base.start = .zero
    base.steps = min(base.steps, 2000)
    return Sweep(
      base,
      x: Axis(
        .startX, projection.x(at: 0.5), projection.x(at: Double(columns) - 0.5), count: columns),
      y: surface.isProfile
        ? .fixed
        : Axis(
          .startY, projection.y(at: Double(rect.rows) - 0.25), projection.y(at: 0.25), count: rows))
  }

  /// The search for the minima in the visible region; nil unless the map shows basins.
  ///
  /// Equals the current search if that has the same surface and region.
  var requiredMinimaSearch: BasinSearch? {
    guard layers.field == .basins, !isOnProblem, !layout.maps.isEmpty else { return nil }
    if let current = sweepGrids.minimaSearch, current.surface == experiment.surface,
      current.frame == camera.region
    {
      return current
    }
    return BasinSearch(experiment.surface, in: camera.region, after: basinColoring.knownMinima)
  }

  /// Stores the minima of the current search; ignores the minima of earlier searches.
  ///
  /// An empty result is stored only at the end of the search.
  mutating func receive(_ search: BasinSearch, _ found: Basins, isComplete: Bool) {
    guard search == sweepGrids.minimaSearch else { return }
    // Beyond that number of marks, new attractors are numbered afresh after a camera move.
    if isComplete, found.attractors.count <= BasinOutcome.markCount {
      basinColoring.knownMinima = found
    }
    guard isComplete || !found.minima.isEmpty else { return }
    basinColoring.minima = found
    colorBasins()
  }

  /// Updates the colours and the legend from the computed cells and the attractors found so far.
  ///
  /// Manifolds are coloured by the sharpness of the last iterate unless there are other minima.
  mutating func colorBasins() {
    basinColoring.levels = [:]
    basinColoring.marks = [:]
    basinColoring.legend = []
    guard let basins = basinColoring.minima else { return }
    let isValley = basinColoring.isValley
    var counts: [BasinOutcome: Int] = [:]
    var sharpness: ClosedRange<Double>?
    let outcomes = sweepGrids.basins.map { grid in
      grid.cells.map { cell -> BasinOutcome? in
        guard let cell else { return nil }
        let outcome = basins.outcome(of: cell)
        counts[outcome, default: 0] += 1
        if case .attractor = outcome, cell.sharpness > 0, cell.sharpness.isFinite {
          let (low, high) = (
            sharpness?.lowerBound ?? cell.sharpness, sharpness?.upperBound ?? cell.sharpness
          )
          sharpness = min(low, cell.sharpness)...max(high, cell.sharpness)
        }
        return outcome
      }
    }
    let (low, high) = (sharpness?.lowerBound ?? 1, sharpness?.upperBound ?? 1)
    func sharpnessLevel(_ cell: SweepCell) -> UInt8 {
      guard cell.sharpness > low, high > low else { return 2 }
      return 2 + UInt8(clamping: 23 * Double.log(cell.sharpness / low) / Double.log(high / low))
    }
    for (grid, outcomes) in zip(sweepGrids.basins, outcomes) {
      let pixels = grid.pixelIndices()
      basinColoring.levels[grid.run] = pixels.map { index in
        guard let index, let outcome = outcomes[index], let cell = grid.cells[index] else {
          return 0
        }
        if isValley, case .attractor = outcome { return sharpnessLevel(cell) }
        return BasinColoring.level(of: outcome)
      }
      basinColoring.marks[grid.run] = pixels.map { index in
        guard let index, let outcome = outcomes[index] else { return " " }
        if isValley, case .attractor = outcome { return " " }
        return outcome.markScalar
      }
    }
    basinColoring.legend = isValley && sharpness != nil ? valleyLegend(low, high) : []
    let attractors = basins.attractors.enumerated().map {
      BasinOutcome.attractor($0.element.kind, $0.offset)
    }
    mergeCycles(&counts)
    let cycles = counts.keys.filter(\.isPeriodic)
    for outcome in (isValley ? [] : attractors) + cycles + BasinOutcome.others {
      guard let count = counts[outcome] else { continue }
      basinColoring.legend.append(
        BasinColoring.LegendEntry(
          level: BasinColoring.level(of: outcome), mark: outcome.markScalar, word: outcome.word,
          count: count))
    }
  }

  /// Counts cycles of several periods as one outcome, because they have one colour.
  private func mergeCycles(_ counts: inout [BasinOutcome: Int]) {
    let cycles = counts.keys.filter { $0.isPeriodic || $0 == .cycle() }
    guard cycles.count > 1 else { return }
    counts[.cycle()] = cycles.reduce(0) { $0 + (counts.removeValue(forKey: $1) ?? 0) }
  }

  /// The lowest and the highest sharpness on manifolds.
  private func valleyLegend(_ low: Double, _ high: Double) -> [BasinColoring.LegendEntry] {
    [(2, "λ \(formatShort(low))"), (25, formatShort(high))].map {
      BasinColoring.LegendEntry(level: $0, mark: " ", word: $1, count: .max)
    }
  }
}
