import Drawing
import Engine
import Integers

/// A plot of a quantity of all visible runs over time; λmax with the stability threshold.
struct PlotPane: Pane {
  let quantity: PlottedQuantity

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let styles = state.runStyles
    let x = 0...Double(max(state.duration, 1))
    // The y axis covers all steps, so the axis does not change during playback.
    let complete = LinePlot(
      series: state.visibleRuns.map { series($0, styles[$0], upTo: .max, state) }, x: x,
      isLogarithmic: isLogarithmic)
    var past = state.visibleRuns.map { series($0, styles[$0], upTo: state.step(of: $0), state) }
    if quantity == .sharpness {
      past += state.visibleRuns.map {
        thresholdSeries($0, styles[$0], upTo: state.step(of: $0), state)
      }
    }
    canvas.draw(
      LinePlot(
        title: state.displayable(titles, fitting: rect.columns), series: past, x: x,
        y: complete.visibleRange(columns: rect.columns), isLogarithmic: isLogarithmic,
        playhead: Double(state.playback.playhead), showsX: rect.rows >= 8),
      in: rect, display: state.display)
  }

  /// The title, from the longest wording to the shortest.
  private var titles: [String] {
    switch quantity {
    case .sharpness:
      ["λmax, stability threshold dotted", "λmax, threshold dotted", "λmax, threshold"]
    case .loss: ["loss"]
    case .gradientNorm: ["gradient norm ‖∇f‖", "‖∇f‖"]
    case .distanceFromStart:
      ["distance from the start ‖w_t − w₀‖", "distance from the start", "‖w_t − w₀‖"]
    case .angleBetweenUpdates:
      [
        "angle between successive updates, degrees", "angle between updates, degrees",
        "update angle, degrees",
      ]
    }
  }

  private var isLogarithmic: Bool { quantity == .loss || quantity == .gradientNorm }

  private func series(
    _ run: Int, _ style: RunStyle, upTo step: Int, _ state: AppState
  ) -> Series {
    let (recording, unit) = (state.recordings[run], state.playback.unit)
    let surface = recording.surface
    let points = recording.trajectory.points
    let value: @Sendable (Int) -> Double
    switch quantity {
    case .sharpness: value = { surface.hessian(points[$0]).maxEigenvalue }
    case .loss: value = { surface.value(points[$0]) }
    case .gradientNorm: value = { surface.gradient(points[$0]).norm }
    case .distanceFromStart: value = { distanceFromStart(points, to: $0) }
    case .angleBetweenUpdates: value = { angleBetweenUpdates(points, at: $0) }
    }
    return Series(paint: style.paint, rescales: recording.trajectory.divergedAt == nil) {
      extremes(of: value, in: recording.steps(from: $0, to: $1, unit), last: step)
    }
  }

  private func thresholdSeries(_ run: Int, _ style: RunStyle, upTo step: Int, _ state: AppState)
    -> Series
  {
    let (recording, unit) = (state.recordings[run], state.playback.unit)
    let points = recording.trajectory.points
    let value: @Sendable (Int) -> Double = { step in
      recording.optimizer.stabilityThreshold(
        recording.knobs, gradientNorm: recording.surface.gradient(points[step]).norm)
    }
    return Series(paint: .trail(style.color, fade: 1), isDotted: true, rescales: false) {
      extremes(of: value, in: recording.steps(from: $0, to: $1, unit), last: step)
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

/// Returns ‖w_t − w₀‖, where w_t is the mean of two iterates, which averages a 2-cycle out.
private func distanceFromStart(_ points: [Point<Double>], to step: Int) -> Double {
  let mean = step == 0 ? points[0] : 0.5 * (points[step] + points[step - 1])
  return (mean - points[0]).norm
}

/// Returns the angle in degrees between the updates before and after an iterate; 180 on a 2-cycle.
private func angleBetweenUpdates(_ points: [Point<Double>], at step: Int) -> Double {
  guard step > 0, step + 1 < points.count else { return .nan }
  let (a, b) = (points[step] - points[step - 1], points[step + 1] - points[step])
  return Double.acos(max(-1, min(1, a.dot(b) / (a.norm * b.norm)))) * 180 / Double.pi
}

/// Returns the smallest and the largest value over some steps, sampled at four of them.
///
/// The samples are pairs of successive steps, so they include both sides of a 2-cycle. Nil
/// without a finite value.
private func extremes(
  of value: (Int) -> Double, in steps: Range<Int>, last: Int
) -> (low: Double, high: Double)? {
  let steps = steps.clamped(to: 0..<max(last, 0) + (last < .max ? 1 : 0))
  guard let first = steps.first else { return nil }
  var (low, high) = (Double.infinity, -Double.infinity)
  func include(_ step: Int) {
    let sample = value(step)
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
