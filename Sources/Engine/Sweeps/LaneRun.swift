/// Runs side by side: their knobs, starts and how many steps they take.
struct LaneCourse {
  let knobs: (Knob) -> Lanes
  let start: Point<Lanes>
  let steps: Int
  /// Asked now and then; true ends the runs early.
  let isCancelled: () -> Bool
}

/// The end of runs side by side: all that is needed to judge them.
struct LaneFinish {
  /// The step at which a lane diverged, or −1.
  var divergedAt = [Int](repeating: -1, count: Lanes.count)
  /// The last iterate of each lane that diverged.
  var escaped = [Point<Double>](repeating: .zero, count: Lanes.count)
  /// The step of the first iterate that was kept.
  var first = 0
  /// The last iterates, and where their next gradient is taken; none if all lanes diverged before.
  var points: [Point<Lanes>] = []
  var looks: [Point<Lanes>] = []

  /// So many iterates are kept: two judgements that agree need 520.
  static let kept = 528
  /// Divergence is looked for every so many steps.
  static let chunk = 16
}

/// Runs an optimizer over a surface in every lane; nil if cancelled.
///
/// Only the last iterates are kept. The sum of all |w|² of a few steps tells whether any of them
/// can have been too far; only then are these steps taken again, one by one, to name the step.
/// Lanes that all stand on a cycle that the few steps close are there for good, so the rest of the
/// way is skipped.
@inline(__always)
func simulate<S: Surface, O: Optimizer<Lanes>>(
  _ surface: S, _ optimizer: O, _ course: LaneCourse
) -> LaneFinish? where O.Memory == Void {
  let chunk = LaneFinish.chunk
  var finish = LaneFinish()
  var watch = Watch()
  var p = course.start
  var step = 0
  let end = max(0, course.steps + 1 - LaneFinish.kept)
  var untilAsked = 0
  while step + chunk <= end {
    untilAsked -= 1
    if untilAsked <= 0 {
      if course.isCancelled() { return nil }
      untilAsked = 512
    }
    let before = p
    let reach = advanced(surface, optimizer, &p, count: chunk)
    if watch.mayEscape(reach) {
      var again = before
      let (points, _) = recorded(surface, optimizer, &again, count: chunk)
      for (k, point) in points.enumerated() { watch.look(at: point, step + k, &finish) }
      if watch.isEmpty { return finish }
    }
    step += chunk
    if watch.stands(before, p) { step += (end - step) / chunk * chunk }
  }
  finish.first = step
  (finish.points, finish.looks) = recorded(
    surface, optimizer, &p, count: course.steps - step + 1)
  for (k, point) in finish.points.enumerated() { watch.look(at: point, step + k, &finish) }
  return finish
}

/// Takes so many steps; the sum of |w|² over the iterates, the first and the last included.
///
/// Out of line: inside the whole kernel the compiler does not inline the root, but calls it.
@inline(never)
private func advanced<S: Surface, O: Optimizer<Lanes>>(
  _ surface: S, _ optimizer: O, _ p: inout Point<Lanes>, count: Int
) -> Lanes where O.Memory == Void {
  var memory: Void = ()
  var q = p
  var reach = q.x * q.x + q.y * q.y
  for _ in 0..<count {
    _ = optimizer.step(&q, &memory, on: surface)
    reach = reach + (q.x * q.x + q.y * q.y)
  }
  p = q
  return reach
}

/// So many iterates from `p` on, `p` included, and where each takes its gradient.
@inline(never)
private func recorded<S: Surface, O: Optimizer<Lanes>>(
  _ surface: S, _ optimizer: O, _ p: inout Point<Lanes>, count: Int
) -> (points: [Point<Lanes>], looks: [Point<Lanes>]) where O.Memory == Void {
  var memory: Void = ()
  var points: [Point<Lanes>] = []
  var looks: [Point<Lanes>] = []
  points.reserveCapacity(count)
  looks.reserveCapacity(count)
  for _ in 0..<count {
    points.append(p)
    looks.append(optimizer.step(&p, &memory, on: surface))
  }
  return (points, looks)
}

/// Keeps an eye on the lanes that have not diverged.
struct Watch {
  private static let limit = Trajectory.escape * Trajectory.escape

  /// 1 where the lane is still inside, otherwise 0.
  private var inside = Lanes(1)

  var isEmpty: Bool { !Lanes.isAny(0 < inside) }

  /// Whether a lane still inside may have been outside, given the sum of its |w|² over some steps.
  @inline(never)
  func mayEscape(_ reach: Lanes) -> Bool {
    // Written so that NaN counts as outside.
    let far = Lanes.choose(reach < Lanes(Self.limit), 0, inside)
    return Lanes.isAny(0 < far)
  }

  /// Notes the lanes that are outside at this step for the first time.
  mutating func look(at p: Point<Lanes>, _ step: Int, _ finish: inout LaneFinish) {
    let reach = p.x * p.x + p.y * p.y
    guard mayEscape(reach) else { return }
    for lane in 0..<Lanes.count where inside[lane] > 0 && !(reach[lane] <= Self.limit) {
      inside[lane] = 0
      finish.divergedAt[lane] = step
      finish.escaped[lane] = Point(p.x[lane], p.y[lane])
    }
  }

  /// Whether every lane still inside is where it was, to the bit.
  @inline(never)
  func stands(_ a: Point<Lanes>, _ b: Point<Lanes>) -> Bool {
    let moved = Lanes.choose(
      Lanes.equal(a.x, b.x), Lanes.choose(Lanes.equal(a.y, b.y), 0, inside), inside)
    guard !Lanes.isAny(0 < moved) else { return false }
    // 0 and −0 are equal, and yet may part ways.
    return (0..<Lanes.count).allSatisfy { lane in
      inside[lane] == 0
        || a.x[lane].bitPattern == b.x[lane].bitPattern
          && a.y[lane].bitPattern == b.y[lane].bitPattern
    }
  }
}
