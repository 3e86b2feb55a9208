import Drawing
import Engine
import Integers
import Lessons
import Scenes

extension AppState {
  /// Updates the sweeps to the current screen, and returns the effects that compute new sweeps.
  mutating func requestSweeps() -> [Effect] {
    let before = sweepGrids.all.map(\.sweep)
    let sweep = (layout.stability?.map).flatMap(requiredStabilitySweep)
    let run = stabilityRun
    if sweep != sweepGrids.stability?.sweep {
      sweepGrids.stability = sweep.map {
        SweepGrid($0, run: run, boundary: $0.flattestBoundary(on: surface))
      }
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
    guard rect.rows > 0, rect.columns > 2 else { return nil }
    return stabilitySweep(of: stabilityRun, columns: rect.columns, rows: 2 * rect.rows)
  }

  /// Returns the sweep of a run over η and ρ, or over η and the start's y without a ρ.
  ///
  /// With `sharesRho`, a run without a ρ gets a ρ axis too, for a map beside those of other runs.
  func stabilitySweep(of run: Int, columns: Int, rows: Int, sharesRho: Bool = false) -> Sweep? {
    guard experiment.runs.indices.contains(run), isOnProblem ? problemSweepSteps != nil : true
    else { return nil }
    var base = experiment.runs[run]
    // Without the swept values, the sweep stays equal when η or ρ of the run changes.
    base.optimizer.knobs[Knob.eta.id] = nil
    base.optimizer.knobs[Knob.rho.id] = nil
    base.steps = min(base.steps, problemSweepSteps ?? Self.maxSweptSteps)
    let x = Axis(
      .knob(Knob.eta.id), sweepRange.eta.lowerBound, sweepRange.eta.upperBound, count: columns,
      log: true)
    let hasRho = recordings[run].optimizer.info.knobs.contains { $0.id == Knob.rho.id }
    let y =
      hasRho || sharesRho || isOnProblem
      ? Axis(
        .knob(Knob.rho.id), sweepRange.rho.lowerBound, sweepRange.rho.upperBound, count: rows,
        log: true)
      : startAxis(rows)
    return Sweep(base, x: x, y: y)
  }

  /// Returns the axis of starts for a run without ρ: along y, on a profile along x.
  private func startAxis(_ count: Int) -> Axis {
    let range = surface.isProfile ? camera.region.x : camera.region.y
    return Axis(
      surface.isProfile ? .startX : .startY, range.lowerBound, range.upperBound, count: count)
  }

  /// The number of steps up to which each run of a stability map takes all steps of the lesson.
  static let maxSweptSteps = 100_000

  /// The ranges of the axes: a factor of 30 around the largest setting of the lesson, with all
  /// settings inside.
  ///
  /// Without a lesson, around the powers of ten nearest to the present settings, so the axes seldom
  /// change and do not depend on former settings.
  private var sweepRange: (eta: ClosedRange<Double>, rho: ClosedRange<Double>) {
    func decades(_ knob: Knob) -> ClosedRange<Double> {
      let runs = hasLesson ? Experiment(scenario).namedRuns : experiment.namedRuns
      let values = runs.compactMap { $0.value(of: knob) }.filter { $0 > 0 }
        .map { hasLesson ? $0 : Double.pow(10, (Double.log($0) / Double.log(10)).rounded()) }
      // A smaller value is zero on a logarithmic axis.
      let middle = max(values.max() ?? knob.defaultValue, 1e-290)
      let low = min(middle / 30, max((values.min() ?? middle) / 5, middle / 1e6))
      return knob.range.clamping(low)...max(knob.range.clamping(middle * 30), middle / 15)
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

  /// Sets the knobs of the run to the values at a cell of the stability map.
  mutating func setKnobs(to position: Position) -> [Effect] {
    guard let grid = sweepGrids.stability,
      let index = layout.stability?.index(at: position, of: grid.sweep)
    else { return [] }
    let sweep = grid.sweep
    let (row, column) = (index / sweep.x.count, index % sweep.x.count)
    var next = experiment
    let value = sweep.y.value(row).rounded(toDigits: 3)
    next.namedRuns[grid.run].optimizer.knobs[Knob.eta.id] =
      Knob.eta.range.clamping(sweep.x.value(column).rounded(toDigits: 3))
    if grid.isOverRho {
      next.namedRuns[grid.run].optimizer.knobs[Knob.rho.id] = Knob.rho.range.clamping(value)
    } else {
      next.setStart(
        at: surface.isProfile ? Point(value, next.start.y) : Point(next.start.x, value))
    }
    return commit(next)
  }

  private func coordinate(ofStartAxis start: Point<Double>) -> Double {
    surface.isProfile ? start.x : start.y
  }

  /// The cell of the stability map with the run's current settings; nil outside the map.
  var stabilityPosition: Position? {
    sweepGrids.stability.flatMap { grid in
      experiment.namedRuns.indices.contains(grid.run)
        ? stabilityPosition(of: experiment.namedRuns[grid.run]) : nil
    }
  }

  /// Returns the cells of the stability map with the settings of a run, of a split one per value;
  /// without those outside the map, and each once.
  func stabilityPositions(of run: Int) -> [Position] {
    settings(of: run).compactMap(stabilityPosition).reduce(into: []) { cells, cell in
      if !cells.contains(cell) { cells.append(cell) }
    }
  }

  /// Returns the cell of the stability map with the settings of a run; nil outside the map.
  ///
  /// On a map over ρ, a run without ρ is in the lowest row.
  private func stabilityPosition(of run: NamedRun) -> Position? {
    guard let grid = sweepGrids.stability, let parts = layout.stability,
      let eta = run.value(of: .eta), let column = grid.sweep.x.cell(of: eta)
    else { return nil }
    let y =
      grid.isOverRho
      ? run.value(of: .rho) ?? grid.sweep.y.low
      : coordinate(ofStartAxis: run.start ?? experiment.start)
    return grid.sweep.y.cell(of: y).map { parts.position(column: column, pixel: $0) }
  }
}

extension Axis {
  /// Returns the index of the cell that contains a value; nil outside, as for 0 on a log axis.
  fileprivate func cell(of value: Double) -> Int? {
    let position = position(value).rounded()
    return position >= 0 && position < Double(count) ? Int(clamping: position) : nil
  }
}
