import Drawing
import Engine
import Integers
import Scenes

/// The colours of a map by basin of attraction.
struct BasinColoring: Sendable {
  /// The minima found so far; a minimum keeps its number while the camera moves.
  var minima: Basins?
  /// The minima found by completed searches in the regions shown so far.
  var knownMinima: Basins?
  /// The colour levels by run, row by row from the top of the map, two rows per cell.
  var levels: [Int: [UInt8]] = [:]
  /// The words for the levels in use.
  var legend: [(level: UInt8, word: String)] = []

  /// The minima with their numbers from 1, in the order of discovery; empty for a valley.
  var numberedMinima: [(number: Int, point: Point<Double>)] {
    guard !isValley, let minima = minima?.minima else { return [] }
    return minima.enumerated().map { ($0.offset + 1, $0.element) }
  }
  /// Whether the minima form a valley, which is coloured by the sharpness of the last iterate.
  var isValley = false

  /// The maximum number of isolated minima; more minima count as a valley.
  static let maxMinima = 24
  static let infinity: UInt8 = 31
  static let hallucinated: UInt8 = 29
  static let saddle: UInt8 = 27

  /// Returns a level from 2 to 25 by van der Corput's sequence, so the first levels differ most.
  static func level(ofMinimum number: Int) -> UInt8 {
    var (fraction, weight, rest) = (0.0, 0.5, number)
    while rest > 0 {
      if rest % 2 == 1 { fraction += weight }
      weight /= 2
      rest /= 2
    }
    return 2 + UInt8(clamping: fraction * 24)
  }

  /// Returns the level of an outcome.
  static func level(of outcome: BasinOutcome) -> UInt8 {
    switch outcome {
    case .minimum(let number): level(ofMinimum: number)
    case .saddle: saddle
    case .hallucinated: hallucinated
    case .infinity: infinity
    case .elsewhere: 0
    }
  }
}

extension AppState {
  /// The sweeps over the start that the screen needs: one per map of a run, or the focused run's.
  var requiredBasinSweeps: [(run: Int, sweep: Sweep)] {
    guard layers.field == .basins, let rect = layout.maps.first, !rect.isEmpty else { return [] }
    let runs = view == .sideBySide ? Array(recordings.indices) : Array(focusedRuns.prefix(1))
    let projection = Projection(camera.region, onto: rect)
    let (columns, rows) = (rect.columns, 2 * rect.rows)
    return runs.compactMap { run in
      guard experiment.runs.indices.contains(run) else { return nil }
      var base = experiment.runs[run]
      base.start = .zero
      base.steps = min(base.steps, 2000)
      return (
        run,
        Sweep(
          base,
          x: Axis(
            .startX, projection.x(at: 0.5), projection.x(at: Double(columns) - 0.5), count: columns),
          y: Axis(
            .startY, projection.y(at: Double(rect.rows) - 0.25), projection.y(at: 0.25), count: rows
          ))
      )
    }
  }

  /// The search for the minima in the visible region; nil unless the map shows basins.
  ///
  /// Equals the current search if that has the same surface and region.
  var requiredMinimaSearch: BasinSearch? {
    guard layers.field == .basins, !layout.maps.isEmpty else { return nil }
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
    // On a valley, every camera move would add more minima.
    if isComplete, found.minima.count <= BasinColoring.maxMinima {
      basinColoring.knownMinima = found
    }
    guard isComplete || !found.minima.isEmpty else { return }
    basinColoring.minima = found
    colorBasins()
  }

  /// Updates the colours and the legend from the computed cells and the minima found so far.
  ///
  /// A valley of minima is coloured by the sharpness of the last iterate.
  mutating func colorBasins() {
    basinColoring.levels = [:]
    basinColoring.legend = []
    guard let basins = basinColoring.minima else { return }
    let isValley =
      !surface.landmarks.valley.isEmpty || basins.minima.isEmpty
      || basins.minima.count > BasinColoring.maxMinima
    basinColoring.isValley = isValley
    let found = sweepGrids.basins.flatMap { $0.cells.compactMap(\.self) }
    let sharpness = found.filter { !$0.state.isUnbounded }.map(\.sharpness).filter { $0 > 0 }
    let (low, high) = (sharpness.min() ?? 1, sharpness.max() ?? 1)

    func level(of cell: SweepCell) -> UInt8 {
      guard isValley else { return BasinColoring.level(of: basins.outcome(of: cell)) }
      guard !cell.state.isUnbounded else { return BasinColoring.infinity }
      guard cell.sharpness > low, high > low else { return 1 }
      return 1 + UInt8(clamping: 26 * Double.log(cell.sharpness / low) / Double.log(high / low))
    }
    for grid in sweepGrids.basins {
      let levels = grid.levels(level)
      basinColoring.levels[grid.run] = levels
    }
    var used: Set<UInt8> = []
    for levels in basinColoring.levels.values { used.formUnion(levels) }
    var words: [(level: UInt8, word: String)] = []
    if isValley {
      words = [(1, "λ \(formatShort(low))"), (27, formatShort(high))]
    } else {
      words = basins.minima.indices.map { (BasinColoring.level(ofMinimum: $0), "\($0 + 1)") }
      words += [(BasinColoring.saddle, "saddle"), (BasinColoring.hallucinated, "hallucinated")]
    }
    basinColoring.legend = (words + [(BasinColoring.infinity, "∞")]).filter {
      used.contains($0.level)
    }
  }
}

extension State {
  /// Whether the run diverges.
  fileprivate var isUnbounded: Bool {
    switch self {
    case .diverged, .climbing: true
    default: false
    }
  }
}
