import Drawing
import Engine
import Integers
import Lessons

/// The computed cells of a sweep: the outcome of a run for each pair of settings.
struct SweepGrid: Sendable {
  let sweep: Sweep
  /// The index of the run, which changes when an earlier run is removed.
  var run: Int
  /// The cells row by row, from the lowest value of the y axis; nil until computed.
  var cells: [SweepCell?]
  var computedCount = 0

  init(_ sweep: Sweep, run: Int) {
    self.sweep = sweep
    self.run = run
    cells = Array(repeating: nil, count: sweep.count)
  }

  var isComplete: Bool { computedCount == cells.count }

  /// The computed percentage; nil for a complete grid.
  var progressText: String? { isComplete ? nil : "\(100 * computedCount / max(cells.count, 1)) %" }

  /// Stores computed cells at their indices.
  mutating func setCells(_ indices: [Int], _ computed: [SweepCell]) {
    for (index, cell) in zip(indices, computed) where cells.indices.contains(index) {
      if cells[index] == nil { computedCount += 1 }
      cells[index] = cell
    }
  }

  /// Returns the levels of the cells, row by row from the highest value of the y axis.
  ///
  /// A missing cell has the level of a computed cell of a coarser pass.
  func levels(_ level: (SweepCell) -> UInt8) -> [UInt8] {
    pixelIndices().map { index in index.flatMap { cells[$0] }.map(level) ?? 0 }
  }

  /// Returns the index of the cell that each pixel shows, from the highest value of the y axis.
  ///
  /// For a missing cell, a computed cell of a coarser pass; nil without one.
  func pixelIndices() -> [Int?] {
    let (columns, rows) = (sweep.x.count, sweep.y.count)
    return (0..<rows).reversed().flatMap { row in
      (0..<columns).map { column in computedIndex(column, row) }
    }
  }

  private func computedIndex(_ column: Int, _ row: Int) -> Int? {
    var stride = 1
    while stride <= 64 {
      let index = row / stride * stride * sweep.x.count + column / stride * stride
      if cells[index] != nil { return index }
      stride *= 2
    }
    return nil
  }

  /// Returns the brightness of a final state, from settled (dark) to diverged (bright).
  static func level(of state: State) -> UInt8 {
    switch state {
    case .settled: 2
    case .descending: 6
    case .cycling: 11
    case .drifting: 16
    case .atSaddle, .hallucinating, .stalled: 21
    case .quasiPeriodic, .chaotic, .aperiodic, .fluctuating, .climbing: 26
    case .diverged: 31
    case .undefined: 0
    }
  }

  /// The words for the levels, from dark to bright.
  static let legend: [(level: UInt8, word: String)] = [
    (0, "undefined"), (2, "settled"), (6, "descending"), (11, "cycling"), (16, "drifting"),
    (21, "saddle, hallucinated"), (26, "aperiodic"), (31, "diverged"),
  ]
}

/// The sweeps of the current screen.
struct SweepGrids: Sendable {
  /// The sweep over η and ρ.
  var stability: SweepGrid?
  /// The sweeps over the start, one per run with a map of its basins.
  var basins: [SweepGrid] = []
  /// The cell of the η–ρ map that Enter applies.
  var cursor: Position?
  /// The search for the minima of the basins.
  var minimaSearch: BasinSearch?

  /// All sweeps; basins first.
  var all: [SweepGrid] { basins + [stability].compactMap(\.self) }
}

extension AppState {
  /// Updates the sweeps to the current screen, and returns the effects that compute new sweeps.
  mutating func requestSweeps() -> [Effect] {
    let before = sweepGrids.all.map(\.sweep)
    let sweep = layout.stability.flatMap(requiredStabilitySweep)
    let run = stabilityRun
    if sweep != sweepGrids.stability?.sweep {
      sweepGrids.stability = sweep.map { SweepGrid($0, run: run) }
    }
    sweepGrids.stability?.run = run
    let basins = requiredBasinSweeps
    let hasOtherRuns = basins.map(\.run) != sweepGrids.basins.map(\.run)
    let isNew = basins.map(\.sweep) != sweepGrids.basins.map(\.sweep)
    if isNew {
      sweepGrids.basins = basins.map { SweepGrid($0.sweep, run: $0.run) }
    } else {
      for (index, basin) in basins.enumerated() { sweepGrids.basins[index].run = basin.run }
    }
    let minima = requiredMinimaSearch
    var effects: [Effect] = []
    if minima != sweepGrids.minimaSearch {
      sweepGrids.minimaSearch = minima
      basinColoring.minima = minima == nil ? nil : basinColoring.knownMinima
      effects.append(.searchMinima(minima))
    }
    if hasOtherRuns || isNew || !effects.isEmpty { colorBasins() }
    if sweepGrids.all.map(\.sweep) != before {
      effects.append(.computeSweeps(sweepGrids.all.filter { !$0.isComplete }.map(\.sweep)))
    }
    return effects
  }

  /// The run of the stability map: the focused run if it has a ρ, otherwise the first with a ρ.
  private var stabilityRun: Int {
    func hasRho(_ run: Int) -> Bool {
      recordings[run].optimizer.info.knobs.contains { $0.id == Knob.rho.id }
    }
    if let focus = selection.focusedRun, hasRho(focus) { return focus }
    return recordings.indices.first(where: hasRho) ?? focusedRuns.first ?? 0
  }

  private func requiredStabilitySweep(_ rect: Rect) -> Sweep? {
    guard rect.rows > 2, rect.columns > 2 else { return nil }
    return stabilitySweep(of: stabilityRun, columns: rect.columns, rows: 2 * (rect.rows - 1))
  }

  /// Returns the sweep of a run over η and ρ, or over η and the start's y without a ρ.
  ///
  /// With `sharesRho`, a run without a ρ gets a ρ axis too, for a map beside those of other runs.
  func stabilitySweep(of run: Int, columns: Int, rows: Int, sharesRho: Bool = false) -> Sweep? {
    guard experiment.runs.indices.contains(run) else { return nil }
    var base = experiment.runs[run]
    // Without the swept values, the sweep stays equal when η or ρ of the run changes.
    base.optimizer.knobs[Knob.eta.id] = nil
    base.optimizer.knobs[Knob.rho.id] = nil
    base.steps = min(base.steps, 2000)
    let x = Axis(
      .knob(Knob.eta.id), sweepRange.eta.lowerBound, sweepRange.eta.upperBound, count: columns,
      log: true)
    let hasRho = recordings[run].optimizer.info.knobs.contains { $0.id == Knob.rho.id }
    let y =
      hasRho || sharesRho
      ? Axis(
        .knob(Knob.rho.id), sweepRange.rho.lowerBound, sweepRange.rho.upperBound, count: rows,
        log: true)
      : Axis(.startY, camera.region.y.lowerBound, camera.region.y.upperBound, count: rows)
    return Sweep(base, x: x, y: y)
  }

  /// The ranges of the axes: a factor of 30 around the lesson's settings.
  private var sweepRange: (eta: ClosedRange<Double>, rho: ClosedRange<Double>) {
    func decades(_ knob: Knob) -> ClosedRange<Double> {
      let values = Experiment(scenario).namedRuns.compactMap { $0.value(of: knob) }
        .filter { $0 > 0 }
      // A smaller value is zero on a logarithmic axis.
      let middle = max(values.max() ?? knob.defaultValue, 1e-290)
      return knob.range.clamping(middle / 30)...max(knob.range.clamping(middle * 30), middle / 15)
    }
    return (decades(.eta), decades(.rho))
  }

  /// Stores computed cells of a current sweep; ignores cells of earlier sweeps.
  mutating func receive(_ sweep: Sweep, _ indices: [Int], _ cells: [SweepCell]) {
    if sweepGrids.stability?.sweep == sweep { sweepGrids.stability?.setCells(indices, cells) }
    let matching = sweepGrids.basins.indices.filter { sweepGrids.basins[$0].sweep == sweep }
    guard !matching.isEmpty else { return }
    for index in matching { sweepGrids.basins[index].setCells(indices, cells) }
    colorBasins()
  }

  /// Returns the largest stable η at a minimum as a function of ρ; NaN without a threshold.
  ///
  /// At this η the stability threshold of the run equals the sharpness of the minimum.
  func maxStableLearningRate(of run: Int, sharpness: Double) -> (_ rho: Double) -> Double {
    let recording = recordings[run]
    return recording.optimizer.maxStableEta(recording.run.optimizer, sharpness: sharpness)
      ?? { _ in .nan }
  }

  /// Sets the knobs of the run to the values at a cell of the stability map.
  mutating func setKnobs(to position: Position) -> [Effect] {
    guard let grid = sweepGrids.stability, let rect = layout.stability,
      rect.contains(position.row, position.column),
      position.row < rect.endRow - 1
    else { return [] }
    let sweep = grid.sweep
    let column = position.column - rect.column
    let row = sweep.y.count - 1 - 2 * (position.row - rect.row)
    var next = experiment
    let value = sweep.y.value(row).rounded(toDigits: 3)
    next.namedRuns[grid.run].optimizer.knobs[Knob.eta.id] =
      Knob.eta.range.clamping(sweep.x.value(column).rounded(toDigits: 3))
    if sweep.y.parameter == .knob(Knob.rho.id) {
      next.namedRuns[grid.run].optimizer.knobs[Knob.rho.id] = Knob.rho.range.clamping(value)
    } else {
      next.setStart(at: Point(next.start.x, value))
    }
    return commit(next)
  }

  /// The cell of the stability map with the run's current settings; nil outside the map.
  var stabilityPosition: Position? {
    guard let grid = sweepGrids.stability, let rect = layout.stability,
      let eta = experiment.namedRuns[grid.run].value(of: .eta)
    else { return nil }
    let y =
      experiment.namedRuns[grid.run].value(of: .rho) ?? experiment.start.y
    guard let column = grid.sweep.x.cell(of: eta), let pixel = grid.sweep.y.cell(of: y)
    else { return nil }
    return Position(
      row: rect.row + (grid.sweep.y.count - 1 - pixel) / 2, column: rect.column + column)
  }
}

extension Axis {
  /// Returns the index of the cell that contains a value; nil outside, as for 0 on a log axis.
  fileprivate func cell(of value: Double) -> Int? {
    let position = position(value).rounded()
    return position >= 0 && position < Double(count) ? Int(clamping: position) : nil
  }
}
