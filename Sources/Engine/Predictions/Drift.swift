/// SAM's slow way along a valley: gradient descent with step η on V + ρ²k/(2 − ηk).
///
/// V is the height of the floor and k the curvature across it. Valid where the run hums on its
/// 2-cycle across the floor: ηk < 2, ρ below the break-up radius, and the slope along the floor
/// small against the slope of the hum.
enum Drift: Sendable {
  /// Stretch by stretch: where the law fails for a while, the next one begins behind it.
  case paths([DriftPath])
  case unavailable(String)

  init(_ recording: Recording, _ rule: SAMFamilyRule?) {
    guard let rule, rule.isSAM else {
      self = .unavailable("only SAM has the hum that moves it along a valley")
      return
    }
    guard recording.trajectory.divergedAt == nil else {
      self = .unavailable("the run diverges")
      return
    }
    let card = recording.surface.info
    let frame = card.frame.including(recording.run.start)
      .including(recording.trajectory.points[recording.lastStep])
    var paths: [DriftPath] = []
    var (step, obstacle) = (2, "there is no valley's floor to follow")
    // A dozen stretches are more than any valley has.
    search: while paths.count < 12 {
      switch recording.driftStart(rule, from: step) {
      case .failure(let why):
        obstacle = why.reason
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

  /// The stretch that a step is on, or the one before it.
  func path(at step: Int) -> DriftPath? {
    guard case .paths(let paths) = self else { return nil }
    return paths.last { $0.startStep <= step } ?? paths.first
  }

  /// What is said where there is none.
  var reason: String {
    if case .unavailable(let reason) = self { return reason }
    return "the run is not on the floor yet"
  }
}

/// The predicted way.
struct DriftPath: Sendable {
  let floor: ValleyFloor
  /// The step from which it is predicted: the first on the floor.
  let startStep: Int
  /// The arc length along the floor at `start`, `start` + 1, …, as long as the law holds.
  let arcLengths: [Double]
  /// Why it ends before the run does; nil if it does not.
  let endReason: String?
  /// Where V + ρ²k/(2 − ηk) is least on the way, if the law holds up to there.
  let equilibrium: ValleyFloor.Sample?
  /// Arc length per step at each post of the floor.
  private let speeds: [Double]

  init(_ recording: Recording, _ rule: SAMFamilyRule, _ floor: ValleyFloor, from step: Int) {
    self.floor = floor
    startStep = step
    speeds = floor.samples.map { Self.speed(rule, $0) }
    let surface = recording.surface
    let valid = floor.samples.map { Self.violatedAssumption(surface, rule, $0) }
    let begin = floor.projection(of: recording.cycleFloorPoint(at: step)).arcLength
    var cursor = Cursor(floor.samples, closed: floor.isClosed, at: begin)
    var (arcs, end) = ([begin], String?.none)
    arcs.reserveCapacity(recording.lastStep - step + 1)
    while arcs.count <= recording.lastStep - step {
      let (low, share) = cursor.segmentPosition
      let speed = (1 - share) * speeds[low] + share * speeds[low + 1]
      // What lies behind is no obstacle any more.
      if let obstacle = valid[speed > 0 ? low + 1 : low] {
        end = obstacle
        break
      }
      cursor.arcLength += speed
      guard cursor.seek() else {
        end = "the traced floor ends"
        break
      }
      arcs.append(cursor.unwrapped)
    }
    (self.arcLengths, self.endReason) = (arcs, end)
    equilibrium = Self.firstEquilibrium(floor, speeds, valid, from: begin)
  }

  /// −η d/ds of V + ρ²k/(2 − ηk).
  static func speed(_ rule: SAMFamilyRule, _ post: ValleyFloor.Sample) -> Double {
    let (rise, push) = driftTerms(rule, post)
    return -rule.eta * (rise + push)
  }

  /// The first place at which the way comes to rest.
  private static func firstEquilibrium(
    _ floor: ValleyFloor, _ speeds: [Double], _ obstacles: [String?], from arc: Double
  ) -> ValleyFloor.Sample? {
    var cursor = Cursor(floor.samples, closed: floor.isClosed, at: arc)
    let (low, share) = cursor.segmentPosition
    let heading = (1 - share) * speeds[low] + share * speeds[low + 1]
    let forward = heading > 0
    for _ in floor.samples {
      let low = cursor.lowerIndex
      guard obstacles[forward ? low + 1 : low] == nil else { return nil }
      let (a, b) = (speeds[low], speeds[low + 1])
      if a >= 0, b <= 0, a > b {
        let (p, q) = (floor.samples[low], floor.samples[low + 1])
        let zero = p.arcLength + a / (a - b) * (q.arcLength - p.arcLength)
        var place = p.interpolated(q, at: zero)
        place.arcLength += cursor.windingOffset
        return place
      }
      guard cursor.move(forward: forward) else { return nil }
    }
    return nil
  }

  /// The last step that it speaks of.
  var lastStep: Int { startStep + arcLengths.count - 1 }

  /// The predicted arc length at a step, if the law speaks of it.
  func arcLength(at step: Int) -> Double? {
    step >= startStep && step - startStep < arcLengths.count ? arcLengths[step - startStep] : nil
  }

  /// The arc length at which the run is, hum averaged out, counted round a closed floor as the
  /// prediction counts.
  func measuredArcLength(_ recording: Recording, at step: Int) -> Double {
    let arc = floor.projection(of: recording.cycleFloorPoint(at: step)).arcLength
    guard floor.isClosed, let predicted = self.arcLength(at: step) ?? arcLengths.last else {
      return arc
    }
    let length = floor.samples[floor.samples.count - 1].arcLength - floor.samples[0].arcLength
    return arc + ((predicted - arc) / length).rounded() * length
  }

  /// The way as a curve: a point wherever it has moved by a two-hundredth of the floor.
  var curve: [(step: Int, point: Point<Double>)] {
    let length = floor.samples[floor.samples.count - 1].arcLength - floor.samples[0].arcLength
    var shown = -Double.infinity
    var curve: [(step: Int, point: Point<Double>)] = []
    for (index, arc) in arcLengths.enumerated()
    where abs(arc - shown) >= length / 200 || index == arcLengths.count - 1 {
      curve.append((startStep + index, floor.sample(at: arc).point))
      shown = arc
    }
    return curve
  }
}

/// A place between two posts of a floor that moves to neighbouring ones cheaply.
private struct Cursor {
  private let posts: [ValleyFloor.Sample]
  private let isClosed: Bool
  /// Rounds made of a closed floor, as a length.
  private(set) var windingOffset = 0.0
  var arcLength: Double
  private(set) var lowerIndex: Int

  init(_ posts: [ValleyFloor.Sample], closed: Bool, at arc: Double) {
    self.posts = posts
    self.isClosed = closed
    self.arcLength = arc
    lowerIndex = 0
    _ = seek()
  }

  var unwrapped: Double { arcLength + windingOffset }

  /// The post below and how far it is from it to the next, 0 to 1.
  var segmentPosition: (low: Int, share: Double) {
    let (a, b) = (posts[lowerIndex].arcLength, posts[lowerIndex + 1].arcLength)
    return (lowerIndex, min(max((arcLength - a) / (b - a), 0), 1))
  }

  /// Finds the posts around `arc`; false beyond the ends of an open floor.
  mutating func seek() -> Bool {
    while arcLength < posts[lowerIndex].arcLength {
      guard move(forward: false) else { return false }
    }
    while arcLength > posts[lowerIndex + 1].arcLength {
      guard move(forward: true) else { return false }
    }
    return true
  }

  /// To the next pair of posts; false at the end of an open floor.
  mutating func move(forward: Bool) -> Bool {
    let length = posts[posts.count - 1].arcLength - posts[0].arcLength
    if forward, lowerIndex + 2 < posts.count {
      lowerIndex += 1
    } else if !forward, lowerIndex > 0 {
      lowerIndex -= 1
    } else {
      guard isClosed else { return false }
      lowerIndex = forward ? 0 : posts.count - 2
      arcLength += forward ? -length : length
      windingOffset += forward ? length : -length
    }
    return true
  }
}

extension Recording {
  /// The place of the floor over which the run hums: across from the middle of its hum, which on skew
  /// ground is beside the floor.
  fileprivate func cycleFloorPoint(at step: Int) -> Point<Double> {
    let center = smoothedPoint(at: step)
    let hum = (trajectory.points[step] - center).norm
    return surface.valleyFloorPoint(near: center, reach: 4 * hum + 1e-9) ?? center
  }

  /// The first step from which the run hums on its 2-cycle across a floor on which the law holds.
  fileprivate func driftStart(_ rule: SAMFamilyRule, from first: Int) -> Result<
    Int, Cycle.NotApplicable
  > {
    var (run, step) = (0, first)
    var obstacle = "the run does not hum on its 2-cycle across the floor of a valley"
    while step + 2 <= lastStep {
      switch cycleStatus(rule, at: step) {
      case .onCycle: run += 1
      case .offCycle: run = 0
      case .invalid(let why): (run, obstacle) = (0, why)
      }
      if run == 4 { return .success(step - 1) }
      // Early steps decide as a rule; a late arrival is found to a twentieth.
      step += run > 0 ? 1 : max(1, (step - first) / 100)
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
    guard let foot = surface.valleyFloorPoint(near: center, reach: reach) else { return .offCycle }
    let h = surface.hessian(foot)
    guard let radius = rule.cycleRadius(h.maxEigenvalue) else { return .offCycle }
    let offset = (w - foot).dot(h.topEigenvector)
    let next = (trajectory.points[step + 1] - foot).dot(h.topEigenvector)
    guard offset * next < 0, abs(0.5 * abs(offset - next) / radius - 1) <= 0.15 else {
      return .offCycle
    }
    let tilt = surface.gradient(foot).norm
    switch DriftPath.cycleCheck(surface, rule, FloorPoint(foot, h), tilt: tilt) {
    case .success: return .onCycle
    case .failure(let why): return .invalid(why.reason)
    }
  }
}
