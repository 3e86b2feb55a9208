/// The judgement of one window of iterates.
///
/// Not copied: to count the references to what it looks at takes as long as to judge.
struct StateClassifier<W: Window>: ~Copyable {
  /// Motion below this, relative to 1 + ‖w‖, is rest.
  private static var motionTolerance: Double { 1e-9 }
  /// A slope below this is none.
  private static var gradientTolerance: Double { 1e-6 }

  var window: W
  private let surface: AnySurface
  /// How far a steady slope of 1 moves the iterate in a step: η, or η/(1 − β) with momentum.
  var effectiveLearningRate: Double

  init(_ window: W, _ surface: AnySurface, rate: Double) {
    self.window = window
    self.surface = surface
    self.effectiveLearningRate = rate
  }

  var state: State {
    guard window.count > WindowSize.stride else { return .descending }
    let here = window[0]
    if isAtRest(here) { return restingState(here) }
    if let period = window.period {
      return isSaddle(window.mean(ofLast: period)) ? .atSaddle : .cycling(period: period)
    }
    return movingState
  }

  /// False where a cheap look rules out that a lesson's word means this state.
  func mayMatch(_ word: String) -> Bool {
    guard window.count > WindowSize.stride else { return word == State.descending.name }
    switch word {
    case State.settled.name, State.hallucinating.name: return isAtRest(window[0])
    // A cycle need not be closed yet.
    default: return true
    }
  }

  private func isAtRest(_ here: Point<Double>) -> Bool {
    let small = Self.motionTolerance * (1 + here.norm)
    return window.recentSquaredMotion <= small * small
  }

  private func restingState(_ here: Point<Double>) -> State {
    let slope = surface.gradient(here).norm
    if slope <= Self.gradientTolerance {
      return isSaddle(here) ? .atSaddle : .settled
    }
    return surface.gradient(window.ascentPoint).norm <= 1e-3 * slope ? .hallucinating : .descending
  }

  /// Whether the surface falls away here as markedly as it rises.
  private func isSaddle(_ p: Point<Double>) -> Bool {
    let hessian = surface.hessian(p)
    guard hessian.minEigenvalue < -0.1 * hessian.maxEigenvalue.magnitude else { return false }
    return surface.gradient(p).norm <= 1e-3 * hessian.maxEigenvalue.magnitude
      * max(
        window.maxSquaredDistance(ofLast: window.count, from: p).squareRoot(),
        Self.gradientTolerance)
  }

  /// On the move: sliding along a floor, wandering, or on the way down.
  ///
  /// A drift is a motion that the slope of the loss does not explain.
  private var movingState: State {
    guard WindowSize.halfLength(of: window.count) >= WindowSize.stride else { return .descending }
    let (early, late) = (window.early, window.late)
    let slide = late.mean - early.mean
    let turns = early.isOscillating && late.isOscillating

    if turns {
      let decay = early.rmsStep - late.rmsStep
      guard decay < 0.5 * early.rmsStep else {
        return window.hasLowestLoss ? .descending : .chaotic
      }
      guard late.rmsStep < 1.5 * early.rmsStep else { return .climbing }
      if decay > 0.02 * early.rmsStep, slide.norm < decay {
        return window.hasLowestLoss ? .descending : .chaotic
      }
      // A slide keeps its direction from quarter to quarter and leads on; chaos does neither, and a
      // cycle that closes in creeps back over where the run came from.
      let middle = late.firstHalfMean - early.secondHalfMean
      guard middle.isAligned(early.secondHalfMean - early.firstHalfMean),
        middle.isAligned(late.secondHalfMean - late.firstHalfMean), window.isMonotone
      else {
        guard let period = window.approximatePeriod(of: late) else { return .chaotic }
        if abs(decay) <= 0.02 * early.rmsStep { return .cycling(period: period) }
        return window.hasLowestLoss ? .descending : .chaotic
      }
    } else {
      let steepest = surface.hessian(late.mean).maxEigenvalue
      guard surface.gradient(late.mean).norm <= steepest * late.rmsStep else { return .descending }
    }
    let pushed = (-effectiveLearningRate / Double(late.count)) * window.weightedGradientSum
    guard pushed.dot(slide) < 0.5 * slide.dot(slide) else { return .descending }
    return isBowlDescent(from: early.mean, to: late.mean) ? .descending : .drifting
  }

  /// Whether a slide leads down the side of a bowl, where a look uphill makes steps longer too.
  private func isBowlDescent(from a: Point<Double>, to b: Point<Double>) -> Bool {
    let (slide, middle) = (b - a, 0.5 * (a + b))
    let fall = -surface.gradient(middle).dot(slide)
    guard fall > 0 else { return false }
    let hessian = surface.hessian(middle)
    let bend = hessian.quadraticForm(slide)
    // On a parabola the fall is half the bend at the least.
    return bend > 0.03 * hessian.maxEigenvalue.magnitude * slide.squaredNorm && fall > 0.25 * bend
  }
}

extension Point<Double> {
  /// Whether the angle between two moves is below 60°.
  fileprivate func isAligned(_ other: Point) -> Bool {
    let dot = dot(other)
    return dot > 0 && dot * dot > 0.25 * squaredNorm * other.squaredNorm
  }
}

/// The latest verdict that two judgements in a row agreed on; before there is one the run is
/// descending.
struct StateDebounce {
  private(set) var state: State?
  private var laterState: State?

  /// Told the verdicts of every stride, backwards from the latest, until there is a state.
  mutating func add(_ verdict: State, at step: Int) {
    state = step == 0 ? .descending : verdict == laterState ? verdict : nil
    laterState = verdict
  }
}
