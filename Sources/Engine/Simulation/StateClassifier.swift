/// The functions and constants of a run that its classification needs beside the iterates.
struct ClassifiedRun {
  /// The loss.
  let value: (Point<Double>) -> Double
  /// The gradient of the loss.
  let gradient: (Point<Double>) -> Point<Double>
  /// The Hessian of the loss.
  let hessian: (Point<Double>) -> Hessian
  /// Whether random numbers drive the run: noise or draws of the optimizer.
  let isRandom: Bool
  /// Whether to tell quasi-periodic and chaotic motion apart.
  ///
  /// That search through the earlier course takes longer than the simulation of a cell of a map.
  let comparesCourse: Bool
}

/// The classification of one window of iterates.
///
/// Noncopyable: reference counting would double the time of a classification.
struct StateClassifier<W: Window>: ~Copyable {
  var window: W
  let run: ClassifiedRun
  /// The displacement per step under a constant gradient of norm 1.
  var effectiveStepSize: Double

  init(_ window: W, of run: ClassifiedRun, stepSize: Double) {
    self.window = window
    self.run = run
    effectiveStepSize = stepSize
  }

  /// The state that this window alone shows; nil between two states, where the last one persists, and
  /// at an iterate without a loss.
  var state: State? {
    guard window.count > WindowSize.stride else { return .descending }
    guard !run.value(window[0]).isNaN else { return nil }
    if isAtRest, let state = restingState { return state }
    if let period = window.period { return cyclingState(period) }
    let state = movingState
    guard run.comparesCourse, state == .descending || state == .climbing,
      window.hasRecurringDescent(run.value)
    else { return state }
    return run.isRandom ? .fluctuating : self.state(for: window.recurrenceOfBursts)
  }

  /// Whether the state may match a state name, by a cheap test that never rejects a match.
  func mayMatch(_ name: String) -> Bool {
    guard window.count > WindowSize.stride else { return name == State.descending.name }
    switch name {
    case State.settled.name, State.stalled.name, State.hallucinating.name: return isAtRest
    // Cycles are detected before any iterate repeats, so no other name is ruled out.
    default: return true
    }
  }

  private func cyclingState(_ period: Int) -> State? {
    if run.comparesCourse, window.slips(fromPeriod: period) {
      return state(for: window.recurrenceOfBursts)
    }
    guard let kind = saddle(within: period) else { return .cycling(period: period) }
    return .atSaddle(period: period, isDegenerate: kind == .degenerate)
  }

  /// The state of a run that neither rests nor repeats.
  ///
  /// A drift is a displacement of which the loss gradient explains less than half, or without a
  /// descent of the loss.
  private var movingState: State? {
    guard WindowSize.halfLength(of: window.count) >= WindowSize.stride else { return .descending }
    let (early, late) = (window.early, window.late)
    let displacement = late.mean - early.mean
    let oscillates = early.isOscillating && late.isOscillating

    if !run.isRandom, window.hasSurge(run.value) { return .climbing }
    if oscillates {
      let decay = early.rmsStep - late.rmsStep
      // The steps of a drift grow too, but by far less than the drift.
      if -decay > 0.01 * displacement.norm, window.hasGrowingSteps, window.hasRisingLoss,
        window.growsBeyondDifference
      {
        return .climbing
      }
      // While a cycle grows to its final size, the previous state persists.
      guard late.rmsStep < 1.5 * early.rmsStep else {
        let history = window.lossHistory
        return history.lowerCount == 0 && history.isSingleDip ? .descending : nil
      }
      guard decay < 0.5 * early.rmsStep else { return boundedState }
      if decay > 0.02 * early.rmsStep, displacement.norm < decay { return boundedState }
      // A drift keeps its direction from quarter to quarter and advances. A chaotic run does
      // neither, and a run that converges to a cycle moves back over its own path.
      let middle = late.firstHalfMean - early.secondHalfMean
      let keepsDirection =
        middle.isAligned(early.secondHalfMean - early.firstHalfMean)
        && middle.isAligned(late.secondHalfMean - late.firstHalfMean) && window.isMonotone
      guard keepsDirection else { return boundedState }
    } else {
      let sharpness = run.hessian(late.mean).maxEigenvalue
      guard run.gradient(late.mean).norm <= sharpness * late.rmsStep else { return .descending }
    }
    // The displacement that the gradients at the iterates alone would cause.
    let explained = (-effectiveStepSize / Double(late.count)) * window.weightedGradientSum
    let followsGradient =
      explained.dot(displacement) >= 0.5 * displacement.dot(displacement)
      || isBowlDescent(from: early.mean, to: late.mean)
    // An oscillation can carry the mean along the gradient while the loss rises.
    return followsGradient && (!oscillates || window.hasLowestLoss) ? .descending : .drifting
  }

  /// The state of a run that oscillates without a drift.
  private var boundedState: State? {
    let isSteady = abs(window.early.rmsStep - window.late.rmsStep) <= 0.02 * window.early.rmsStep
    // The losses are computed only where they decide.
    if !isSteady, window.hasFallingLoss { return .descending }
    if run.isRandom { return .fluctuating }
    if let period = window.convergingPeriod { return cyclingState(period) }
    if isSteady, window.hasFallingLoss { return .descending }
    if window.advancesSteadily { return .drifting }
    if isTrappedAtSaddle { return .atSaddle() }
    guard run.comparesCourse else { return .aperiodic }
    return window.advancesOverLongHistory ? .drifting : self.state(for: window.recurrence)
  }

  /// Quasi-periodic or chaotic, by how closely the run follows its earlier course.
  private func state(for recurrence: Recurrence) -> State? {
    switch recurrence {
    case .regular: return .quasiPeriodic
    case .irregular: return .chaotic
    case .unclear: return nil
    }
  }

  /// Whether the displacement descends the side of a bowl.
  ///
  /// There the perturbation lengthens the steps too, as in a drift.
  private func isBowlDescent(from a: Point<Double>, to b: Point<Double>) -> Bool {
    let (displacement, middle) = (b - a, 0.5 * (a + b))
    let decrease = -run.gradient(middle).dot(displacement)
    guard decrease > 0 else { return false }
    let hessian = run.hessian(middle)
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
