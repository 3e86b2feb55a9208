import Drawing
import Engine

/// A map of one run: what becomes of it for each pair of settings, as far as it is computed.
struct SweepGrid: Sendable {
  let sweep: Sweep
  /// The run that it is about; its number changes when one before it is removed.
  var run: Int
  /// Row by row from the lowest value of the y axis.
  var cells: [SweepCell?]
  var computedCount = 0

  init(_ sweep: Sweep, run: Int) {
    self.sweep = sweep
    self.run = run
    cells = Array(repeating: nil, count: sweep.count)
  }

  var isComplete: Bool { computedCount == cells.count }

  /// How much of it is computed, until all is.
  var progressText: String? { isComplete ? nil : "\(100 * computedCount / max(cells.count, 1)) %" }

  mutating func setCells(_ indices: [Int], _ found: [SweepCell]) {
    for (index, cell) in zip(indices, found) where cells.indices.contains(index) {
      if cells[index] == nil { computedCount += 1 }
      cells[index] = cell
    }
  }

  /// The level of each cell, row by row from the highest value of the y axis.
  ///
  /// Cells that are not computed yet look like their coarser neighbour.
  func levels(_ level: (SweepCell) -> UInt8) -> [UInt8] {
    let (columns, rows) = (sweep.x.count, sweep.y.count)
    return (0..<rows).reversed().flatMap { row in
      (0..<columns).map { column in computedCell(column, row).map(level) ?? 0 }
    }
  }

  private func computedCell(_ column: Int, _ row: Int) -> SweepCell? {
    var stride = 1
    while stride <= 64 {
      let (c, r) = (column / stride * stride, row / stride * stride)
      if let cell = cells[r * sweep.x.count + c] { return cell }
      stride *= 2
    }
    return nil
  }

  /// The brightness of an outcome: the calmer, the darker.
  static func level(of state: State) -> UInt8 {
    switch state {
    case .settled: 2
    case .descending: 6
    case .cycling: 11
    case .drifting: 16
    case .atSaddle, .hallucinating: 21
    case .chaotic, .climbing: 26
    case .diverged: 31
    }
  }

  /// What the brightness means, from dark to bright.
  static let legend: [(level: UInt8, word: String)] = [
    (2, "settled"), (6, "descending"), (11, "cycling"), (16, "drifting"), (21, "saddle, mirage"),
    (26, "chaotic"), (31, "diverged"),
  ]
}

/// The maps that the screen shows.
struct SweepGrids: Sendable {
  /// Over η and ρ.
  var stability: SweepGrid?
  /// Over the start, one for each run that is asked about.
  var basins: [SweepGrid] = []
  /// The minima in which they end.
  var minimaSearch: BasinSearch?

  var all: [SweepGrid] { basins + [stability].compactMap(\.self) }
}

extension AppState {
  /// Asks for the maps that the screen needs and does not have yet, if they are others than before.
  mutating func requestSweeps() -> [Effect] {
    let before = sweepGrids.all.map(\.sweep)
    let sweep = layout.stability.flatMap(requiredStabilitySweep)
    let run = stabilityRun
    if sweep != sweepGrids.stability?.sweep {
      sweepGrids.stability = sweep.map { SweepGrid($0, run: run) }
    }
    sweepGrids.stability?.run = run
    let basins = requiredBasinSweeps
    let isRecast = basins.map(\.run) != sweepGrids.basins.map(\.run)
    let isNew = basins.map(\.sweep) != sweepGrids.basins.map(\.sweep)
    if isNew {
      sweepGrids.basins = basins.map { SweepGrid($0.sweep, run: $0.run) }
    } else {
      for (index, wanted) in basins.enumerated() { sweepGrids.basins[index].run = wanted.run }
    }
    let minima = requiredMinimaSearch
    var effects: [Effect] = []
    if minima != sweepGrids.minimaSearch {
      sweepGrids.minimaSearch = minima
      basinColoring.minima = minima == nil ? nil : knownMinima
      effects.append(.searchMinima(minima))
    }
    if isRecast || isNew || !effects.isEmpty { colorBasins() }
    if sweepGrids.all.map(\.sweep) != before {
      effects.append(.computeSweeps(sweepGrids.all.filter { !$0.isComplete }.map(\.sweep)))
    }
    return effects
  }

  /// The run in focus if it looks uphill, else the first that does, else the first.
  private var stabilityRun: Int {
    func looks(_ run: Int) -> Bool {
      recordings[run].optimizer.info.knobs.contains { $0.id == Knob.rho.id }
    }
    if let focusedRun, looks(focusedRun) { return focusedRun }
    return recordings.indices.first(where: looks) ?? focusedRuns.first ?? 0
  }

  private func requiredStabilitySweep(_ rect: Rect) -> Sweep? {
    guard rect.rows > 2, rect.columns > 2 else { return nil }
    return stabilitySweep(of: stabilityRun, columns: rect.columns, rows: 2 * (rect.rows - 1))
  }

  /// The map of a run over η and ρ, or over η and the start's y if no run that is meant has a ρ.
  func stabilitySweep(of run: Int, columns: Int, rows: Int, sharesRho: Bool = false) -> Sweep? {
    guard experiment.runs.indices.contains(run) else { return nil }
    var base = experiment.runs[run]
    // The map is the same wherever on it the run is.
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
      : Axis(.startY, camera.y.lowerBound, camera.y.upperBound, count: rows)
    return Sweep(base, x: x, y: y)
  }

  /// The decades that the map shows: those around the lesson's settings.
  private var sweepRange: (eta: ClosedRange<Double>, rho: ClosedRange<Double>) {
    func decades(_ knob: Knob) -> ClosedRange<Double> {
      let values = Experiment(scenario).namedRuns.compactMap { $0.value(of: knob) }
        .filter { $0 > 0 }
      let middle = values.max() ?? knob.defaultValue
      return knob.range.clamping(middle / 30)...max(knob.range.clamping(middle * 30), middle / 15)
    }
    let rho = decades(.rho)
    return (decades(.eta), max(rho.lowerBound, 1e-6)...rho.upperBound)
  }

  /// Takes in cells of the map, if it is still the one that is shown.
  mutating func receive(_ sweep: Sweep, _ indices: [Int], _ cells: [SweepCell]) {
    if sweepGrids.stability?.sweep == sweep { sweepGrids.stability?.setCells(indices, cells) }
    let asked = sweepGrids.basins.indices.filter { sweepGrids.basins[$0].sweep == sweep }
    guard !asked.isEmpty else { return }
    for index in asked { sweepGrids.basins[index].setCells(indices, cells) }
    colorBasins()
  }

  /// Up to which η a minimum of this sharpness is stable, for each ρ: where it is the edge.
  func maxStableLearningRate(of run: Int, sharpness: Double) -> (_ rho: Double) -> Double {
    let recording = recordings[run]
    if let known = Sweep.maxStableEta(recording.run.optimizer, sharpness: sharpness) {
      return known
    }
    return { rho in
      // Far from the minimum a normalized look is short beside the slope.
      func edge(_ eta: Double) -> Double {
        var choice = recording.run.optimizer
        choice.knobs[Knob.eta.id] = eta
        choice.knobs[Knob.rho.id] = rho
        let knobs = try? recording.optimizer.knobValues(choice)
        return knobs.map { recording.optimizer.stabilityThreshold($0, gradientNorm: .infinity) }
          ?? .nan
      }
      var (low, high) = (max(Knob.eta.range.lowerBound, 1e-9), Knob.eta.range.upperBound)
      guard edge(low) > sharpness, edge(high) < sharpness else { return .nan }
      for _ in 0..<60 {
        let middle = (low * high).squareRoot()
        if edge(middle) > sharpness { low = middle } else { high = middle }
      }
      return low
    }
  }

  /// Sets the knobs of the run on the map to those of a cell.
  mutating func setKnobs(to position: Position) -> [Effect] {
    guard let charted = sweepGrids.stability, let rect = layout.stability,
      rect.contains(position.row, position.column),
      position.row < rect.endRow - 1
    else { return [] }
    let sweep = charted.sweep
    let column = position.column - rect.column
    let row = sweep.y.count - 1 - 2 * (position.row - rect.row)
    var next = experiment
    let value = sweep.y.value(row).rounded(toDigits: 3)
    next.namedRuns[charted.run].optimizer.knobs[Knob.eta.id] =
      Knob.eta.range.clamping(sweep.x.value(column).rounded(toDigits: 3))
    if sweep.y.parameter == .knob(Knob.rho.id) {
      next.namedRuns[charted.run].optimizer.knobs[Knob.rho.id] = Knob.rho.range.clamping(value)
    } else {
      next.setStart(at: Point(next.start.x, value))
    }
    return commit(next)
  }

  /// The cell of the map in which the run is now; nil if it lies outside.
  var stabilityPosition: Position? {
    guard let charted = sweepGrids.stability, let rect = layout.stability,
      let eta = experiment.namedRuns[charted.run].value(of: .eta)
    else { return nil }
    let y =
      experiment.namedRuns[charted.run].value(of: .rho) ?? experiment.start.y
    guard let column = charted.sweep.x.cell(of: eta), let pixel = charted.sweep.y.cell(of: y)
    else { return nil }
    return Position(
      row: rect.row + (charted.sweep.y.count - 1 - pixel) / 2, column: rect.column + column)
  }
}

extension Axis {
  /// The cell in which a value lies; nil outside, as for 0 on an axis of equal ratios.
  fileprivate func cell(of value: Double) -> Int? {
    let position = position(value).rounded()
    return position >= 0 && position < Double(count) ? Int(position) : nil
  }
}
