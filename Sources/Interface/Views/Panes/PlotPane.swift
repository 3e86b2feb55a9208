import Drawing
import Engine
import Integers
import Scenes

/// A plot of a quantity of all visible runs over time; λmax with the stability threshold.
struct PlotPane: Pane {
  let plot: PlottedQuantity

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let styles = state.runStyles
    let x = 0...Double(max(state.duration, 1))
    // The y axis covers all steps, so the axis does not change during playback.
    let complete = LinePlot(
      series: state.visibleRuns.map { series($0, styles[$0], upTo: .max, state) }, x: x,
      isLogarithmic: plot.isLogarithmic)
    var past = state.visibleRuns.map { series($0, styles[$0], upTo: state.step(of: $0), state) }
    if let limit = plot.limit {
      past += state.visibleRuns.map {
        limitSeries(limit, of: $0, styles[$0], upTo: state.step(of: $0), state)
      }
    }
    canvas.draw(
      LinePlot(
        title: state.displayable(plot.titles, fitting: rect.columns), series: past, x: x,
        y: complete.visibleRange(columns: rect.columns), isLogarithmic: plot.isLogarithmic,
        playhead: Double(state.playback.playhead), showsX: rect.rows >= 8),
      in: rect, display: state.display)
  }

  private func series(
    _ run: Int, _ style: RunStyle, upTo step: Int, _ state: AppState
  ) -> Series {
    let isBounded = state.recordings[run].trajectory.divergedAt == nil
    return Series(
      paint: style.paint, rescales: isBounded,
      envelope: envelope(of: plot.quantity, run, upTo: step, state))
  }

  /// Returns the dotted curve of a limit up to a step.
  func limitSeries(
    _ limit: Quantity, of run: Int, _ style: RunStyle, upTo step: Int, _ state: AppState
  ) -> Series {
    Series(
      paint: .trail(style.color, fade: 1), isDotted: true, rescales: false,
      envelope: envelope(of: limit, run, upTo: step, state))
  }

  private func envelope(
    of quantity: Quantity, _ run: Int, upTo last: Int, _ state: AppState
  ) -> @Sendable (Double, Double) -> (low: Double, high: Double)? {
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
