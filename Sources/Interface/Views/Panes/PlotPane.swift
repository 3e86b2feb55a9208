import Drawing
import Engine
import Integers

/// A plot of a quantity of all visible runs over time; λmax with the stability threshold.
struct PlotPane: Pane {
  let plot: PlottedQuantity

  private var quantity: Quantity { plot.quantity }

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let styles = state.runStyles
    let x = 0...Double(max(state.duration, 1))
    // The y axis covers all steps, so the axis does not change during playback.
    let complete = LinePlot(
      series: state.visibleRuns.map { series($0, styles[$0], upTo: .max, state) }, x: x,
      isLogarithmic: plot.isLogarithmic)
    var past = state.visibleRuns.map { series($0, styles[$0], upTo: state.step(of: $0), state) }
    if plot == .sharpness {
      past += state.visibleRuns.map {
        thresholdSeries($0, styles[$0], upTo: state.step(of: $0), state)
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
    let (recording, unit) = (state.recordings[run], state.playback.unit)
    return Series(paint: style.paint, rescales: recording.trajectory.divergedAt == nil) {
      recording.extremes(of: quantity, in: recording.steps(from: $0, to: $1, unit), last: step)
    }
  }

  /// Returns the curve of the stability threshold up to a step.
  func thresholdSeries(_ run: Int, _ style: RunStyle, upTo step: Int, _ state: AppState)
    -> Series
  {
    let (recording, unit) = (state.recordings[run], state.playback.unit)
    return Series(paint: .trail(style.color, fade: 1), isDotted: true, rescales: false) {
      recording.extremes(of: .edge, in: recording.steps(from: $0, to: $1, unit), last: step)
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

extension Recording {
  /// Returns the smallest and the largest value of a quantity over some steps, sampled at four.
  ///
  /// The samples are pairs of successive steps, so they include both sides of a 2-cycle. Nil
  /// without a finite value.
  fileprivate func extremes(
    of quantity: Quantity, in steps: Range<Int>, last: Int
  ) -> (low: Double, high: Double)? {
    let steps = steps.clamped(to: 0..<max(last, 0) + (last < .max ? 1 : 0))
    guard let first = steps.first else { return nil }
    var (low, high) = (Double.infinity, -Double.infinity)
    func include(_ step: Int) {
      let sample = value(of: quantity, at: step)
      guard sample.isFinite else { return }
      low = min(low, sample)
      high = max(high, sample)
    }
    if steps.count < 5 {
      for step in steps { include(step) }
    } else {
      let middle = first + steps.count / 2
      for step in [first, first + 1, middle - 1, middle] { include(step) }
    }
    return low <= high ? (low, high) : nil
  }
}
