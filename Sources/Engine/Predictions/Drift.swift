/// SAM's drift along a valley: gradient descent with step η on V + ρ²k/(2 − ηk).
///
/// V is the loss on the valley floor and k the sharpness across. The law holds while the run is on
/// its 2-cycle across the floor: ηk < 2, ρ below the break-up of the cycle, and the gradient along the
/// floor small against the gradient on the 2-cycle.
enum Drift: Sendable {
  /// The predicted paths in order; where the law fails for a while, a new path begins afterwards.
  case paths([DriftPath])
  /// The reason why there is no path.
  case unavailable(String)

  init(_ recording: Recording, _ rule: SAMFamilyRule?) {
    guard let rule, rule.isSAM else {
      self = .unavailable("only SAM has the 2-cycle that drives the drift along a valley")
      return
    }
    guard recording.trajectory.divergedAt == nil else {
      self = .unavailable("the run diverges")
      return
    }
    let info = recording.surface.info
    let frame = info.frame.including(recording.run.start)
      .including(recording.trajectory.points[recording.lastStep])
    var paths: [DriftPath] = []
    var (step, obstacle) = (2, "there is no valley floor to follow")
    // No valley has a dozen paths.
    search: while paths.count < 12 {
      switch recording.driftStart(rule, from: step) {
      case .failure(let error):
        obstacle = error.reason
        break search
      case .success(let arrival):
        let center = recording.smoothedPoint(at: arrival)
        guard let floor = recording.surface.valleyFloor(near: center, in: frame) else {
          break search
        }
        let path = DriftPath(recording, rule, floor, from: arrival)
        paths.append(path)
        guard path.endReason != nil else { break search }
        step = path.lastStep + 1 + (recording.lastStep - path.lastStep) / 100
      }
    }
    if let end = paths.last?.endReason, paths.allSatisfy({ $0.lastStep - $0.startStep < 8 }) {
      obstacle = end
    }
    paths.removeAll { $0.lastStep - $0.startStep < 8 }
    self = paths.isEmpty ? .unavailable(obstacle) : .paths(paths)
  }

  /// The path at a step, or else the last path before the step, or else the first path.
  func path(at step: Int) -> DriftPath? {
    guard case .paths(let paths) = self else { return nil }
    return paths.last { $0.startStep <= step } ?? paths.first
  }

  /// The reason to report for a step without a path.
  var reason: String {
    if case .unavailable(let reason) = self { return reason }
    return "the run is not on the valley floor yet"
  }
}

/// A predicted drift along a valley floor.
struct DriftPath: Sendable {
  let floor: ValleyFloor
  /// The first step of the path, at which the run reached the floor.
  let startStep: Int
  /// The arc length along the floor at `startStep`, `startStep` + 1, …, while the law holds.
  let arcLengths: [Double]
  /// The reason why the path ends before the run; nil if the path covers the run.
  let endReason: String?
  /// The first minimum of V + ρ²k/(2 − ηk) ahead, if the law holds up to there.
  let equilibrium: ValleyFloor.Sample?
  /// The arc length per step at each sample of the floor.
  private let speeds: [Double]

  init(_ recording: Recording, _ rule: SAMFamilyRule, _ floor: ValleyFloor, from step: Int) {
    self.floor = floor
    startStep = step
    speeds = floor.samples.map { Self.speed(rule, $0) }
    let surface = recording.surface
    let violations = floor.samples.map { Self.violatedAssumption(surface, rule, $0) }
    let begin = floor.projection(of: recording.cycleFloorPoint(at: step)).arcLength
    var cursor = Cursor(floor.samples, closed: floor.isClosed, at: begin)
    var (arcs, end) = ([begin], String?.none)
    arcs.reserveCapacity(recording.lastStep - step + 1)
    while arcs.count <= recording.lastStep - step {
      let (low, fraction) = cursor.segmentPosition
      let speed = (1 - fraction) * speeds[low] + fraction * speeds[low + 1]
      // Only a violation ahead ends the path.
      if let violation = violations[speed > 0 ? low + 1 : low] {
        end = violation
        break
      }
      cursor.arcLength += speed
      guard cursor.seek() else {
        end = "the traced valley floor ends"
        break
      }
      arcs.append(cursor.unwrapped)
    }
    (self.arcLengths, self.endReason) = (arcs, end)
    equilibrium = Self.firstEquilibrium(floor, speeds, violations, from: begin)
  }

  /// The arc length per step, −η d/ds of V + ρ²k/(2 − ηk).
  static func speed(_ rule: SAMFamilyRule, _ sample: ValleyFloor.Sample) -> Double {
    let (lossTerm, cycleTerm) = driftTerms(rule, sample)
    return -rule.eta * (lossTerm + cycleTerm)
  }

  /// The first stable equilibrium ahead of an arc length, if the law holds up to there.
  private static func firstEquilibrium(
    _ floor: ValleyFloor, _ speeds: [Double], _ violations: [String?], from arc: Double
  ) -> ValleyFloor.Sample? {
    var cursor = Cursor(floor.samples, closed: floor.isClosed, at: arc)
    let (low, fraction) = cursor.segmentPosition
    let initialSpeed = (1 - fraction) * speeds[low] + fraction * speeds[low + 1]
    let forward = initialSpeed > 0
    for _ in floor.samples {
      let low = cursor.lowerIndex
      guard violations[forward ? low + 1 : low] == nil else { return nil }
      let (a, b) = (speeds[low], speeds[low + 1])
      if a >= 0, b <= 0, a > b {
        let (p, q) = (floor.samples[low], floor.samples[low + 1])
        let zero = p.arcLength + a / (a - b) * (q.arcLength - p.arcLength)
        var equilibrium = p.interpolated(q, at: zero)
        equilibrium.arcLength += cursor.windingOffset
        return equilibrium
      }
      guard cursor.move(forward: forward) else { return nil }
    }
    return nil
  }

  /// The last step of the path.
  var lastStep: Int { startStep + arcLengths.count - 1 }

  /// The predicted arc length at a step; nil outside the path.
  func arcLength(at step: Int) -> Double? {
    step >= startStep && step - startStep < arcLengths.count ? arcLengths[step - startStep] : nil
  }

  /// The measured arc length at a step, averaged over the 2-cycle.
  ///
  /// On a closed floor the number of turns is that of the prediction.
  func measuredArcLength(_ recording: Recording, at step: Int) -> Double {
    let arc = floor.projection(of: recording.cycleFloorPoint(at: step)).arcLength
    guard floor.isClosed, let predicted = self.arcLength(at: step) ?? arcLengths.last else {
      return arc
    }
    let length = floor.samples[floor.samples.count - 1].arcLength - floor.samples[0].arcLength
    return arc + ((predicted - arc) / length).rounded() * length
  }

  /// The path as a curve, with a point per 1/200 of the floor's length.
  var curve: [(step: Int, point: Point<Double>)] {
    let length = floor.samples[floor.samples.count - 1].arcLength - floor.samples[0].arcLength
    var lastArc = -Double.infinity
    var curve: [(step: Int, point: Point<Double>)] = []
    for (index, arc) in arcLengths.enumerated()
    where abs(arc - lastArc) >= length / 200 || index == arcLengths.count - 1 {
      curve.append((startStep + index, floor.sample(at: arc).point))
      lastArc = arc
    }
    return curve
  }
}

/// A position between two samples of a floor; moving to neighbouring samples is O(1).
private struct Cursor {
  private let samples: [ValleyFloor.Sample]
  private let isClosed: Bool
  /// The arc length of the completed turns around a closed floor.
  private(set) var windingOffset = 0.0
  var arcLength: Double
  private(set) var lowerIndex: Int

  init(_ samples: [ValleyFloor.Sample], closed: Bool, at arc: Double) {
    self.samples = samples
    self.isClosed = closed
    self.arcLength = arc
    lowerIndex = 0
    _ = seek()
  }

  /// The arc length including completed turns.
  var unwrapped: Double { arcLength + windingOffset }

  /// The sample below and the fraction of the distance to the next sample, 0 to 1.
  var segmentPosition: (low: Int, fraction: Double) {
    let (a, b) = (samples[lowerIndex].arcLength, samples[lowerIndex + 1].arcLength)
    return (lowerIndex, min(max((arcLength - a) / (b - a), 0), 1))
  }

  /// Moves to the samples around `arcLength`; false beyond the ends of an open floor.
  mutating func seek() -> Bool {
    while arcLength < samples[lowerIndex].arcLength {
      guard move(forward: false) else { return false }
    }
    while arcLength > samples[lowerIndex + 1].arcLength {
      guard move(forward: true) else { return false }
    }
    return true
  }

  /// Moves to the next pair of samples; false at the end of an open floor.
  mutating func move(forward: Bool) -> Bool {
    let length = samples[samples.count - 1].arcLength - samples[0].arcLength
    if forward, lowerIndex + 2 < samples.count {
      lowerIndex += 1
    } else if !forward, lowerIndex > 0 {
      lowerIndex -= 1
    } else {
      guard isClosed else { return false }
      lowerIndex = forward ? 0 : samples.count - 2
      arcLength += forward ? -length : length
      windingOffset += forward ? length : -length
    }
    return true
  }
}

extension Recording {
  /// The point of the floor under the centre of the run's 2-cycle.
  ///
  /// At an asymmetric floor the centre lies beside the floor.
  fileprivate func cycleFloorPoint(at step: Int) -> Point<Double> {
    let center = smoothedPoint(at: step)
    let amplitude = (trajectory.points[step] - center).norm
    return surface.valleyFloorPoint(near: center, reach: 4 * amplitude + 1e-9) ?? center
  }

  /// The first step from which the run is on its 2-cycle across a floor on which the law holds.
  fileprivate func driftStart(_ rule: SAMFamilyRule, from first: Int) -> Result<
    Int, Cycle.NotApplicable
  > {
    var (consecutive, step) = (0, first)
    var obstacle = "the run is not on a 2-cycle across a valley floor"
    while step + 2 <= lastStep {
      switch cycleStatus(rule, at: step) {
      case .onCycle: consecutive += 1
      case .offCycle: consecutive = 0
      case .invalid(let reason): (consecutive, obstacle) = (0, reason)
      }
      if consecutive == 4 { return .success(step - 1) }
      // The search coarsens with the step: a late arrival is located to within 5 %.
      step += consecutive > 0 ? 1 : max(1, (step - first) / 100)
    }
    return .failure(Cycle.NotApplicable(reason: obstacle))
  }

  private enum CycleStatus {
    case onCycle, offCycle
    case invalid(String)
  }

  private func cycleStatus(_ rule: SAMFamilyRule, at step: Int) -> CycleStatus {
    let (center, w) = (smoothedPoint(at: step), trajectory.points[step])
    let reach = 4 * (w - center).norm + 2 * rule.rho
    guard let floor = surface.valleyFloorPoint(near: center, reach: reach) else { return .offCycle }
    let h = surface.hessian(floor)
    guard let radius = rule.cycleRadius(h.maxEigenvalue) else { return .offCycle }
    let offset = (w - floor).dot(h.topEigenvector)
    let next = (trajectory.points[step + 1] - floor).dot(h.topEigenvector)
    guard offset * next < 0, abs(0.5 * abs(offset - next) / radius - 1) <= 0.15 else {
      return .offCycle
    }
    let gradientNorm = surface.gradient(floor).norm
    let check = DriftPath.cycleCheck(
      surface, rule, FloorPoint(floor, h), valueDerivative: gradientNorm)
    switch check {
    case .success: return .onCycle
    case .failure(let error): return .invalid(error.reason)
    }
  }
}
