import Drawing
import Engine

/// Where the starts that a map shows end, in colours.
struct BasinColoring: Sendable {
  /// The minima known so far: one that is found keeps its number while the camera moves.
  var minima: Basins?
  /// One map of levels for each run that has been asked for, pixel by pixel from the top.
  var levels: [Int: [UInt8]] = [:]
  /// What the colours in use mean, from dark to bright.
  var legend: [(level: UInt8, word: String)] = []

  /// The minima in the order in which they were found, from 1; none where they are a valley.
  var numberedMinima: [(number: Int, point: Point<Double>)] {
    guard !isValley, let minima = minima?.minima else { return [] }
    return minima.enumerated().map { ($0.offset + 1, $0.element) }
  }
  /// Whether the minima are a valley, along which the sharpness at the end tells them apart.
  var isValley = false

  /// More minima than this are a valley rather than minima.
  static let maxMinima = 24
  static let infinity: UInt8 = 31
  static let hallucinated: UInt8 = 29
  static let saddle: UInt8 = 27

  /// Colours far apart for those that were found first: van der Corput's sequence.
  static func level(ofMinimum number: Int) -> UInt8 {
    var (share, part, rest) = (0.0, 0.5, number)
    while rest > 0 {
      if rest % 2 == 1 { share += part }
      part /= 2
      rest /= 2
    }
    return 2 + UInt8(share * 24)
  }

  static func level(of ending: BasinOutcome) -> UInt8 {
    switch ending {
    case .minimum(let number): level(ofMinimum: number)
    case .saddle: saddle
    case .hallucinated: hallucinated
    case .infinity: infinity
    case .elsewhere: 0
    }
  }
}

extension AppState {
  /// The maps that say where each start ends: one for each map of a run, else of the run in focus.
  var requiredBasinSweeps: [(run: Int, sweep: Sweep)] {
    guard field == .basins, let rect = layout.maps.first, !rect.isEmpty else { return [] }
    let runs = view == .sideBySide ? Array(recordings.indices) : Array(focusedRuns.prefix(1))
    let projection = Projection(camera, onto: rect)
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

  /// The search for the minima in sight, if the colours tell where starts end.
  ///
  /// The one that is under way, or done, as long as it is about what is seen.
  var requiredMinimaSearch: BasinSearch? {
    guard field == .basins, !layout.maps.isEmpty else { return nil }
    if let asked = sweepGrids.minimaSearch, asked.surface == experiment.surface,
      asked.frame == camera
    {
      return asked
    }
    return BasinSearch(experiment.surface, in: camera, after: knownMinima)
  }

  /// Takes in minima that were found, if they are still asked for.
  ///
  /// Only when all are found it is known that there is none.
  mutating func receive(_ search: BasinSearch, _ found: Basins, isComplete: Bool) {
    guard search == sweepGrids.minimaSearch else { return }
    // Of a valley every move would find more of them, without end.
    if isComplete, found.minima.count <= BasinColoring.maxMinima { knownMinima = found }
    guard isComplete || !found.minima.isEmpty else { return }
    basinColoring.minima = found
    colorBasins()
  }

  /// Colours the maps by what is known of them.
  ///
  /// Where there is a valley of minima the sharpness of the last iterate tells them apart.
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
      return 1 + UInt8(26 * Double.log(cell.sharpness / low) / Double.log(high / low))
    }
    for chart in sweepGrids.basins {
      let levels = chart.levels(level)
      basinColoring.levels[chart.run] = levels
    }
    var used: Set<UInt8> = []
    for levels in basinColoring.levels.values { used.formUnion(levels) }
    var words: [(level: UInt8, word: String)] = []
    if isValley {
      words = [(1, "λ \(formatShort(low))"), (27, formatShort(high))]
    } else {
      words = basins.minima.indices.map { (BasinColoring.level(ofMinimum: $0), "\($0 + 1)") }
      words += [(BasinColoring.saddle, "saddle"), (BasinColoring.hallucinated, "mirage")]
    }
    basinColoring.legend = (words + [(BasinColoring.infinity, "∞")]).filter {
      used.contains($0.level)
    }
  }
}

extension State {
  /// Whether the run has left for good.
  fileprivate var isUnbounded: Bool {
    switch self {
    case .diverged, .climbing: true
    default: false
    }
  }
}
