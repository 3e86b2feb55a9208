import Drawing
import Engine

/// A quantity of all runs against the steps taken, λmax with its edge.
struct PlotPane: Pane {
  enum Subject: CaseIterable, Sendable {
    case loss, gradientNorm, sharpness, distanceFromStart, angleBetweenUpdates
  }

  let subject: Subject

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let styles = state.runStyles
    let x = 0...Double(max(state.duration, 1))
    // The axis is that of the whole run, so that it stands still while time passes.
    let whole = LinePlot(
      series: state.visibleRuns.map { series($0, styles[$0], upTo: .max, state) }, x: x,
      isLogarithmic: isLogarithmic)
    var past = state.visibleRuns.map { series($0, styles[$0], upTo: state.step(of: $0), state) }
    if subject == .sharpness {
      past += state.visibleRuns.map {
        thresholdSeries($0, styles[$0], upTo: state.step(of: $0), state)
      }
    }
    canvas.draw(
      LinePlot(
        title: state.displayable(title), series: past, x: x,
        y: whole.visibleRange(columns: rect.columns), isLogarithmic: isLogarithmic,
        playhead: Double(state.playhead), showsX: rect.rows >= 8),
      in: rect, display: state.display)
  }

  private var title: String {
    switch subject {
    case .sharpness: "λmax, edge dotted"
    case .loss: "loss"
    case .gradientNorm: "‖∇f‖"
    case .distanceFromStart: "way from the start"
    case .angleBetweenUpdates: "turn from step to step, degrees"
    }
  }

  private var isLogarithmic: Bool { subject == .loss || subject == .gradientNorm }

  private func series(
    _ run: Int, _ style: RunStyle, upTo step: Int, _ state: AppState
  ) -> Series {
    let (recording, clock) = (state.recordings[run], state.timeUnit)
    let surface = recording.surface
    let points = recording.trajectory.points
    let value: @Sendable (Int) -> Double
    switch subject {
    case .sharpness: value = { surface.hessian(points[$0]).maxEigenvalue }
    case .loss: value = { surface.value(points[$0]) }
    case .gradientNorm: value = { surface.gradient(points[$0]).norm }
    case .distanceFromStart: value = { distanceFromStart(points, to: $0) }
    case .angleBetweenUpdates: value = { angleBetweenUpdates(points, at: $0) }
    }
    return Series(paint: style.paint, rescales: recording.trajectory.divergedAt == nil) {
      extremes(of: value, in: recording.steps(from: $0, to: $1, clock), last: step)
    }
  }

  private func thresholdSeries(_ run: Int, _ style: RunStyle, upTo step: Int, _ state: AppState)
    -> Series
  {
    let (recording, clock) = (state.recordings[run], state.timeUnit)
    let points = recording.trajectory.points
    let value: @Sendable (Int) -> Double = { step in
      recording.optimizer.stabilityThreshold(
        recording.knobs, gradientNorm: recording.surface.gradient(points[step]).norm)
    }
    return Series(paint: .trail(style.color, fade: 1), isDotted: true, rescales: false) {
      extremes(of: value, in: recording.steps(from: $0, to: $1, clock), last: step)
    }
  }
}

extension Recording {
  /// The steps taken at times from one up to, but not including, another.
  fileprivate func steps(from: Double, to: Double, _ clock: TimeUnit) -> Range<Int> {
    func first(notBefore time: Double) -> Int {
      let time = Int(time.rounded(.up))
      guard clock == .evaluations else { return min(max(time, 0), lastStep + 1) }
      return time <= 0 ? 0 : step(at: time - 1, clock) + 1
    }
    let start = first(notBefore: from)
    return start..<max(start, first(notBefore: to))
  }
}

/// How far the run has come from its start, a hum of period two averaged out.
private func distanceFromStart(_ points: [Point<Double>], to step: Int) -> Double {
  let here = step == 0 ? points[0] : 0.5 * (points[step] + points[step - 1])
  return (here - points[0]).norm
}

/// The angle between the step that led to an iterate and the next, in degrees: 180 is a hum.
private func angleBetweenUpdates(_ points: [Point<Double>], at step: Int) -> Double {
  guard step > 0, step + 1 < points.count else { return .nan }
  let (a, b) = (points[step] - points[step - 1], points[step + 1] - points[step])
  return Double.acos(max(-1, min(1, a.dot(b) / (a.norm * b.norm)))) * 180 / Double.pi
}

/// The least and greatest value over some steps, from a few neighbours spread over them.
///
/// Neighbours, because a hum of period two shows only in steps that follow each other.
private func extremes(
  of value: (Int) -> Double, in steps: Range<Int>, last: Int
) -> (low: Double, high: Double)? {
  let steps = steps.clamped(to: 0..<max(last, 0) + (last < .max ? 1 : 0))
  guard let first = steps.first else { return nil }
  var (low, high) = (Double.infinity, -Double.infinity)
  func take(_ step: Int) {
    let found = value(step)
    guard found.isFinite else { return }
    low = min(low, found)
    high = max(high, found)
  }
  if steps.count < 5 {
    for step in steps { take(step) }
  } else {
    let middle = first + steps.count / 2
    for step in [first, first + 1, middle - 1, middle] { take(step) }
  }
  return low <= high ? (low, high) : nil
}
