public import Drawing
public import Engine

/// What others need who draw the state without a screen, and who take it from moment to moment.
extension AppState {
  /// Shows a step in a view, paused, as if somebody had gone there by hand.
  ///
  /// The step is held to those of the lesson.
  public mutating func show(step: Int, view: View) {
    show(view)
    seek(to: step)
    applyLessonAct(since: experiment)
    message = nil
  }

  /// Plays on to a step, but no further than the next card of the lesson; true if one came.
  ///
  /// Called until it answers false, it shows every card on the way, also those that come at one
  /// step. It never goes back.
  public mutating func advance(to step: Int) -> Bool {
    let step = min(step, duration)
    let card = differsFromLesson ? nil : narration.showNextCard(upTo: step)
    playhead = max(playhead, card ?? step)
    isPlaying = card == nil && playhead < duration
    applyLessonAct(since: experiment)
    return card != nil
  }

  /// Goes to a step so that `advance` begins with the cards of this very step.
  public mutating func seek(before step: Int) {
    seek(to: step)
    narration.jump(to: playhead - 1)
    applyLessonAct(since: experiment)
    message = nil
  }

  /// Stops the time where it is.
  public mutating func pause() { isPlaying = false }

  /// The part of the plane that is shown.
  public var visibleRegion: Region { camera }

  /// How the values of the surface become brightness.
  public var heatScale: HeatMap.Scale { scale }

  /// What the lesson says now.
  public var lessonText: String { narrationText }

  /// From where the relief is seen, in degrees.
  public var reliefViewpoint: (yaw: Double, pitch: Double, zoom: Double) {
    (orbit.yaw, orbit.pitch, orbit.zoom)
  }

  /// The runs that are shown, with the colour and glyph by which each is known.
  public var styledRuns: [StyledRun] {
    let styles = runStyles
    return visibleRuns.map { run in
      StyledRun(
        title: title(of: run), recording: recordings[run], color: styles[run].color,
        glyph: styles[run].glyph)
    }
  }

  /// The maps of η and ρ that a page has room for: of each run that is shown, or of the one in
  /// focus, with the index of its actor.
  public func stabilitySweeps(columns: Int, rows: Int) -> [(actor: Int, sweep: Sweep)] {
    let runs = visibleRuns.enumerated().filter { focusedRun == nil || focusedRun == $0.element }
    let sharesRho = runs.contains { run in
      recordings[run.element].optimizer.info.knobs.contains { $0.id == Knob.rho.id }
    }
    return runs.compactMap { actor, run in
      stabilitySweep(of: run, columns: columns, rows: rows, sharesRho: sharesRho).map {
        (actor, $0)
      }
    }
  }

  /// Computes all of the maps that the screen shows, if it shows any, and the minima on them.
  ///
  /// - Throws: `EngineError` if the catalogue does not know what the lesson names.
  public mutating func completeSweeps() throws(EngineError) {
    _ = requestSweeps()
    if let search = sweepGrids.minimaSearch {
      try search.refine { receive(search, $0, isComplete: $1) }
    }
    for sweep in sweepGrids.all.map(\.sweep) {
      let all = Array(0..<sweep.count)
      receive(sweep, all, try SweepPlan(sweep).cells(all) ?? [])
    }
  }

  /// A run as it is to be drawn.
  public struct StyledRun: Sendable {
    public let title: String
    public let recording: Recording
    /// The index of `Paint.run`.
    public let color: UInt8
    public let glyph: Unicode.Scalar
  }
}
