public import Drawing
public import Engine

/// Access for pictures and recordings, which show a state without a terminal.
extension AppState {
  /// Shows a step in a view, paused.
  ///
  /// The step is clamped to the steps of the lesson.
  public mutating func show(step: Int, view: View) {
    show(view)
    seek(to: step)
    applyLessonActAndRecord()
    message = nil
  }

  /// Advances to a step, or to the next card if that comes first; returns true at a card.
  ///
  /// Repeated calls until the result is false show every card up to the step, including several
  /// cards of the same step. The playhead never moves back.
  public mutating func advance(to step: Int) -> Bool {
    let step = min(step, duration)
    let card = differsFromLesson ? nil : narration.showNextCard(upTo: step)
    playback.pause(at: max(playback.playhead, card ?? step))
    if card == nil, playback.playhead < duration { playback.play() }
    applyLessonActAndRecord()
    return card != nil
  }

  /// Moves to a step; the next `advance(to:)` shows the cards of that step.
  public mutating func seek(before step: Int) {
    seek(to: step)
    narration.jump(to: playback.playhead - 1)
    applyLessonActAndRecord()
    message = nil
  }

  /// Pauses the playback.
  public mutating func pause() { playback.pause() }

  /// The current time: a step, or a number of gradient evaluations.
  public var playhead: Int { playback.playhead }

  /// The region of the plane that the map shows.
  public var visibleRegion: Region { camera.region }

  /// The scale from surface values to brightness.
  public var heatScale: HeatMap.Scale { layers.scale }

  /// The text of the current card.
  public var lessonText: String { narrationText }

  /// The viewpoint of the relief: yaw and pitch in degrees, and the zoom factor.
  public var reliefViewpoint: (yaw: Double, pitch: Double, zoom: Double) {
    (camera.orbit.yaw, camera.orbit.pitch, camera.orbit.zoom)
  }

  /// Returns the η–ρ sweeps of the visible runs, or of the focused run alone.
  ///
  /// `actor` is the index of the run in `plottedRuns`; each sweep has `columns` × `rows` cells.
  public func stabilitySweeps(columns: Int, rows: Int) -> [(actor: Int, sweep: Sweep)] {
    let focus = selection.focusedRun
    let runs = visibleRuns.enumerated().filter { focus == nil || focus == $0.element }
    let sharesRho = runs.contains { run in
      recordings[run.element].optimizer.info.knobs.contains { $0.id == Knob.rho.id }
    }
    return runs.compactMap { actor, run in
      stabilitySweep(of: run, columns: columns, rows: rows, sharesRho: sharesRho).map {
        (actor, $0)
      }
    }
  }

  /// Computes all sweeps of the current screen, and the minima for its basins of attraction.
  ///
  /// - Throws: `EngineError` if the lesson names an unknown surface, optimizer or knob.
  public mutating func completeSweeps() throws(EngineError) {
    completeProblem()
    _ = requestSweeps()
    if let search = sweepGrids.minimaSearch {
      try search.refine { receive(search, $0, isComplete: $1) }
    }
    for sweep in sweepGrids.all.map(\.sweep) {
      let indices = Array(0..<sweep.count)
      receive(sweep, indices, try SweepPlan(sweep).cells(indices) ?? [])
    }
  }
}
