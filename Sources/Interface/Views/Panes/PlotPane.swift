import Drawing
import Engine
import Integers
import Lessons
import Scenes

/// A plot of a quantity of all visible runs over time; λmax with the stability threshold.
struct PlotPane: Pane {
  let plot: PlottedQuantity
  /// The axes of plots beside each other; nil for axes of its own.
  var sharedAxes: Axes?

  /// The axes of a plot, which do not change during playback.
  struct Axes {
    let x, y: ClosedRange<Double>
    let isLogarithmic: Bool
  }

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let axes = sharedAxes ?? Self.axes(of: plot, [state], columns: rect.columns)
    var past = LinePlot(x: axes.x)
    past.isLogarithmic = axes.isLogarithmic
    past.title = state.displayable(
      plot.titles.map { axes.isLogarithmic ? "\($0), log" : $0 } + plot.titles,
      fitting: rect.columns)
    past.series = series(state) { state.step(of: $0) }
    past.y = axes.y
    past.playhead = Double(state.playback.playhead)
    past.showsX = rect.rows >= 8
    canvas.draw(past, in: rect, display: state.display)
  }

  /// Returns the axes on which the plots of all states have room.
  static func axes(of plot: PlottedQuantity, _ states: [AppState], columns: Int) -> Axes {
    var plots = states.map { complete(plot, $0, columns: columns) }
    let end = plots.map(\.x.upperBound).max() ?? 1
    let isLogarithmic = plots.allSatisfy(\.isLogarithmic)
    for index in plots.indices {
      plots[index].x = 0...end
      plots[index].isLogarithmic = isLogarithmic
    }
    let ranges = plots.map { $0.visibleRange(columns: columns) }
    let (low, high) = (ranges.map(\.lowerBound).min() ?? 0, ranges.map(\.upperBound).max() ?? 1)
    return Axes(x: 0...end, y: low...high, isLogarithmic: isLogarithmic)
  }

  /// Returns the plot of all steps.
  ///
  /// The y axis is linear if a value is negative. If all runs diverge, the x axis ends soon after
  /// the last of them.
  private static func complete(
    _ plot: PlottedQuantity, _ state: AppState, columns: Int
  ) -> LinePlot {
    let runs = state.visibleRuns
    let ends = runs.map { run -> Int in
      let recording = state.recordings[run]
      guard recording.trajectory.divergedAt != nil else { return state.duration }
      return state.playback.unit == .steps
        ? recording.lastStep
        : recording.optimizer.evaluations(after: recording.lastStep, recording.knobs)
    }
    let end = min(max((ends.max() ?? 0) * 5 / 4, 8), max(state.duration, 1))
    var whole = LinePlot(x: 0...Double(end))
    whole.series = PlotPane(plot: plot).series(state) { _ in .max }
    whole.isLogarithmic = plot.isLogarithmic && !whole.hasNegativeValues(columns: columns)
    return whole
  }

  /// Returns the curves of the visible runs and of their limits, each up to a step.
  private func series(_ state: AppState, upTo step: (_ run: Int) -> Int) -> [Series] {
    let styles = state.runStyles
    let curves = state.visibleRuns.map { run in
      Series(
        paint: styles[run].paint,
        rescales: state.recordings[run].trajectory.divergedAt == nil,
        envelope: envelope(of: plot.quantity, run, upTo: step(run), state))
    }
    guard let limit = plot.limit else { return curves }
    return curves
      + state.visibleRuns.map { limitSeries(limit, of: $0, styles[$0], upTo: step($0), state) }
  }

  /// Returns the dotted curve of a limit up to a step.
  func limitSeries(
    _ limit: Quantity, of run: Int, _ style: RunStyle, upTo step: Int, _ state: AppState
  ) -> Series {
    Series(
      paint: .trail(style.color, fade: 1), isDotted: true, rescales: false,
      mark: String(style.glyph), envelope: envelope(of: limit, run, upTo: step, state))
  }

  private func envelope(
    of quantity: Quantity, _ run: Int, upTo last: Int, _ state: AppState
  ) -> @Sendable (Double, Double) -> Series.Extent? {
    let (recording, unit) = (state.recordings[run], state.playback.unit)
    return { from, to in
      let steps = recording.steps(from: from, to: to, unit)
      let shown = steps.clamped(to: 0..<max(last, 0) + (last < .max ? 1 : 0))
      return recording.extremes(of: quantity, over: shown, .screen)
    }
  }
}

extension Recording {
  /// Returns the steps taken at times from one up to, but not including, another.
  fileprivate func steps(from: Double, to: Double, _ unit: TimeUnit) -> Range<Int> {
    func first(notBefore time: Double) -> Int {
      let time = Int(clamping: time.rounded(.up))
      guard unit == .evaluations else { return min(max(time, 0), lastStep + 1) }
      return time <= 0 ? 0 : step(at: time - 1, unit) + 1
    }
    let start = first(notBefore: from)
    return start..<max(start, first(notBefore: to))
  }
}
