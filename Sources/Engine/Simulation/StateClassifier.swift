/// The classification of one window of iterates.
///
/// Noncopyable: reference counting would double the time of a classification.
struct StateClassifier<W: Window>: ~Copyable {
  /// The motion, relative to 1 + ‖w‖, below which a run is at rest.
  private static var motionTolerance: Double { 1e-9 }
  /// The gradient norm below which a point is stationary.
  private static var gradientTolerance: Double { 1e-6 }

  var window: W
  private let gradientOf: (Point<Double>) -> Point<Double>
  private let hessianOf: (Point<Double>) -> Hessian
  /// The displacement per step under a constant gradient of norm 1.
  var effectiveStepSize: Double

  init(
    _ window: W, gradient: @escaping (Point<Double>) -> Point<Double>,
    hessian: @escaping (Point<Double>) -> Hessian, stepSize: Double
  ) {
    self.window = window
    gradientOf = gradient
    hessianOf = hessian
    effectiveStepSize = stepSize
  }

  /// The state that this window alone shows.
  var state: State {
    guard window.count > WindowSize.stride else { return .descending }
    let last = window[0]
    if isAtRest(last) { return restingState(last) }
    if let period = window.period {
      return isSaddle(window.mean(ofLast: period)) ? .atSaddle : .cycling(period: period)
    }
    return movingState
  }

  /// Whether the state may match a state name, by a cheap test that never rejects a match.
  func mayMatch(_ name: String) -> Bool {
    guard window.count > WindowSize.stride else { return name == State.descending.name }
    switch name {
    case State.settled.name, State.hallucinating.name: return isAtRest(window[0])
    // `approximatePeriod` detects cycles on which no iterate repeats yet, so no name is ruled out.
    default: return true
    }
  }

  private func isAtRest(_ p: Point<Double>) -> Bool {
    let tolerance = Self.motionTolerance * (1 + p.norm)
    return window.recentSquaredMotion <= tolerance * tolerance
  }

  private func restingState(_ p: Point<Double>) -> State {
    let norm = gradientOf(p).norm
    if norm <= Self.gradientTolerance {
      return isSaddle(p) ? .atSaddle : .settled
    }
    return gradientOf(window.ascentPoint).norm <= 1e-3 * norm ? .hallucinating : .descending
  }

  /// Whether the Hessian is clearly indefinite and the gradient is small on the window's scale.
  private func isSaddle(_ p: Point<Double>) -> Bool {
    let hessian = hessianOf(p)
    guard hessian.minEigenvalue < -0.1 * hessian.maxEigenvalue.magnitude else { return false }
    return gradientOf(p).norm <= 1e-3 * hessian.maxEigenvalue.magnitude
      * max(
        window.maxSquaredDistance(ofLast: window.count, from: p).squareRoot(),
        Self.gradientTolerance)
  }

  /// The state of a run that neither rests nor repeats.
  ///
  /// A drift is a displacement of which the loss gradient explains less than half.
  private var movingState: State {
    guard WindowSize.halfLength(of: window.count) >= WindowSize.stride else { return .descending }
    let (early, late) = (window.early, window.late)
    let displacement = late.mean - early.mean
    let oscillates = early.isOscillating && late.isOscillating

    if oscillates {
      let decay = early.rmsStep - late.rmsStep
      guard decay < 0.5 * early.rmsStep else {
        return window.hasLowestLoss ? .descending : .chaotic
      }
      guard late.rmsStep < 1.5 * early.rmsStep else { return .climbing }
      if decay > 0.02 * early.rmsStep, displacement.norm < decay {
        return window.hasLowestLoss ? .descending : .chaotic
      }
      // A drift keeps its direction from quarter to quarter and advances. A chaotic run does
      // neither, and a run that converges to a cycle moves back over its own path.
      let middle = late.firstHalfMean - early.secondHalfMean
      guard middle.isAligned(early.secondHalfMean - early.firstHalfMean),
        middle.isAligned(late.secondHalfMean - late.firstHalfMean), window.isMonotone
      else {
        guard let period = window.approximatePeriod(of: late) else { return .chaotic }
        if abs(decay) <= 0.02 * early.rmsStep { return .cycling(period: period) }
        return window.hasLowestLoss ? .descending : .chaotic
      }
    } else {
      let sharpness = hessianOf(late.mean).maxEigenvalue
      guard gradientOf(late.mean).norm <= sharpness * late.rmsStep else { return .descending }
    }
    // The displacement that the gradients at the iterates alone would cause.
    let explained = (-effectiveStepSize / Double(late.count)) * window.weightedGradientSum
    guard explained.dot(displacement) < 0.5 * displacement.dot(displacement) else {
      return .descending
    }
    return isBowlDescent(from: early.mean, to: late.mean) ? .descending : .drifting
  }

  /// Whether the displacement descends the side of a bowl.
  ///
  /// There the perturbation lengthens the steps too, as in a drift.
  private func isBowlDescent(from a: Point<Double>, to b: Point<Double>) -> Bool {
    let (displacement, middle) = (b - a, 0.5 * (a + b))
    let decrease = -gradientOf(middle).dot(displacement)
    guard decrease > 0 else { return false }
    let hessian = hessianOf(middle)
    let curvature = hessian.quadraticForm(displacement)
    // On a quadratic the decrease is at least half the curvature term.
    return curvature > 0.03 * hessian.maxEigenvalue.magnitude * displacement.squaredNorm
      && decrease > 0.25 * curvature
  }
}

extension Point<Double> {
  /// Whether the angle to another displacement is below 60°.
  fileprivate func isAligned(_ other: Point) -> Bool {
    let dot = dot(other)
    return dot > 0 && dot * dot > 0.25 * squaredNorm * other.squaredNorm
  }
}

/// A debounce of classifications: the latest state on which two classifications in a row agree.
///
/// Takes the classifications backwards, from the latest step to step 0, where the state is
/// `descending`.
struct StateDebounce {
  /// The debounced state; nil if more classifications are needed.
  private(set) var state: State?
  private var laterState: State?

  /// Adds the classification of the next earlier stride; call until `state` is not nil.
  mutating func add(_ classified: State, at step: Int) {
    state = step == 0 ? .descending : classified == laterState ? classified : nil
    laterState = classified
  }
}
