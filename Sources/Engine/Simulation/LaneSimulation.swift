/// Runs side by side: their knobs, starts and how many steps they take.
struct LaneBatch {
  /// How many runs there are in all vectors.
  static let count = Triple<Lanes>.count * Lanes.count

  let knobs: LaneKnobs
  let start: Triple<Point<Lanes>>
  let steps: Int
  /// Holds the ends of the runs until another course uses it.
  let workspace: LaneWorkspace
  /// Asked now and then; true ends the runs early.
  let isCancelled: () -> Bool
}

/// The values of the knobs in each vector.
typealias LaneKnobs = Triple<(Knob) -> Lanes>

/// The end of runs side by side: all that is needed to judge them.
///
/// A class, for every judgement shares it.
final class LaneResult {
  /// The step at which a lane diverged, or −1.
  fileprivate(set) var divergedAt = [Int](repeating: -1, count: Lanes.count)
  /// The last iterate of each lane that diverged.
  fileprivate(set) var divergedPoints = [Point<Double>](repeating: .zero, count: Lanes.count)
  /// The step of the first iterate that was kept.
  fileprivate(set) var firstKeptStep = 0
  /// The last iterates; nil if all lanes diverged before.
  fileprivate(set) var tail: IterateBuffer?
  /// Where the gradient is taken from an iterate.
  let ascentPoint: (Point<Lanes>) -> Point<Lanes>

  init(_ look: @escaping (Point<Lanes>) -> Point<Lanes>) { self.ascentPoint = look }

  /// The last iterate of a lane.
  func finalPoint(of lane: Int) -> Point<Double> {
    guard divergedAt[lane] < 0, let points = tail?.points else { return divergedPoints[lane] }
    return PointBuffer(points).lane(lane, at: points.count - 1)
  }

  /// So many iterates are kept: two judgements that agree need at most 590.
  static let tailLength = 592
  /// Divergence is looked for every so many steps.
  static let chunkLength = 32
}

/// Memory for iterates in a row, a vector of runs in each; used again by course after course.
///
/// Asked for anew each time, it is given back to the system in between: to get it again takes a
/// tenth of the time of a short course.
final class IterateBuffer {
  private(set) var points = UnsafeMutableBufferPointer<Point<Lanes>>(start: nil, count: 0)
  private var storage: UnsafeMutableRawPointer?
  private var capacity = 0

  /// Makes it so long; what it held is lost.
  func resize(_ count: Int) {
    if count > capacity {
      storage?.deallocate()
      storage = .allocate(
        byteCount: count * MemoryLayout<Point<Lanes>>.stride, alignment: Lanes.alignment)
      capacity = count
    }
    points = UnsafeMutableBufferPointer(
      start: storage?.bindMemory(to: Point<Lanes>.self, capacity: count), count: count)
  }

  deinit { storage?.deallocate() }
}

/// The memory of a thread that simulates course after course.
final class LaneWorkspace {
  fileprivate let tails = Triple { _ in IterateBuffer() }
  fileprivate let chunks = Triple { _ in IterateBuffer() }
  let statistics = LaneStatistics()
}

extension Triple<IterateBuffer> {
  fileprivate func resize(_ count: Int) -> Triple {
    for index in 0..<Self.count { self[index].resize(count) }
    return self
  }
}

extension UnsafeRawPointer {
  /// One lane of one of many numbers on lanes in a row, without loading the others.
  @inline(__always)
  func loadLane(_ lane: Int, of place: Int) -> Double {
    assert(0..<Lanes.count ~= lane)
    return load(
      fromByteOffset: (place &* Lanes.count &+ lane) &* MemoryLayout<Double>.stride, as: Double.self
    )
  }
}

extension PointBuffer<Lanes> {
  /// One lane of a point: on lanes a point is so many x, then as many y.
  @inline(__always)
  func lane(_ lane: Int, at index: Int) -> Point<Double> {
    assert(indices.contains(index))
    let numbers = UnsafeRawPointer(baseAddress.unsafelyUnwrapped + index)
    return Point<Double>(numbers.loadLane(lane, of: 0), numbers.loadLane(lane, of: 1))
  }
}

/// Follows a rule in every lane; nil if cancelled.
///
/// Only the last iterates are kept. A sum of the |w|² of a few steps tells whether any of them can
/// have been too far; only then are these steps taken again, one by one, to name lane and step.
/// From then on such a lane rests, or it would spoil the sum. Lanes that all stand on a cycle that
/// the few steps close are there for good, so the rest of the way is skipped.
@inline(__always)
func simulate<R: LaneRule>(_ course: LaneBatch, _ make: (LaneKnobs) -> R) -> Triple<LaneResult>? {
  let chunk = LaneResult.chunkLength
  var rule = make(course.knobs)
  var watches = Triple { _ in DivergenceMonitor() }
  let finish = Triple { [rule] vector in LaneResult { rule.ascentPoint(from: $0, in: vector) } }
  var here = course.start
  var step = 0
  let end = max(0, course.steps + 1 - LaneResult.tailLength)
  var untilAsked = 0
  while step + chunk <= end {
    untilAsked -= 1
    if untilAsked <= 0 {
      if course.isCancelled() { return nil }
      untilAsked = 256
    }
    let before = here
    if DivergenceMonitor.mayHaveDiverged(runSteps(rule, &here, count: chunk)) {
      let tails = course.workspace.chunks.resize(chunk)
      var again = before
      _ = recordSteps(rule, &again, tails)
      for vector in 0..<Triple<Lanes>.count {
        watches[vector].check(at: tails[vector], from: step, finish[vector])
        here[vector] = watches[vector].resettingDiverged(here[vector], else: course.start[vector])
      }
      if watches.first.allDiverged, watches.second.allDiverged, watches.third.allDiverged {
        return finish
      }
      rule = make(
        .zip(watches, course.knobs) { watch, knob in { watch.freezingDiverged(knob($0), of: $0) } })
    }
    step += chunk
    if watches.first.isUnchanged(before.first, here.first),
      watches.second.isUnchanged(before.second, here.second),
      watches.third.isUnchanged(before.third, here.third)
    {
      step += (end - step) / chunk * chunk
    }
  }
  let tails = course.workspace.tails.resize(course.steps - step + 1)
  let mayEscape = DivergenceMonitor.mayHaveDiverged(recordSteps(rule, &here, tails))
  for vector in 0..<Triple<Lanes>.count {
    finish[vector].firstKeptStep = step
    finish[vector].tail = tails[vector]
    if mayEscape { watches[vector].check(at: tails[vector], from: step, finish[vector]) }
  }
  return finish
}

// Out of line: inside the whole kernel the compiler does not inline the root, but calls it.

/// Takes so many steps; the sum of the |w|² of all iterates, the first and the last included.
@inline(never)
private func runSteps<R: LaneRule>(
  _ rule: R, _ here: inout Triple<Point<Lanes>>, count: Int
) -> Lanes {
  var p = here
  var reach = Lanes.addingSquares(p, added: 0)
  for _ in 0..<count { rule.step(&p, &reach) }
  here = p
  return reach
}

/// Fills the tails with the iterates from `here` on, `here` included; the sum of their |w|², and of
/// those behind them.
@inline(never)
private func recordSteps<R: LaneRule>(
  _ rule: R, _ here: inout Triple<Point<Lanes>>, _ tails: Triple<IterateBuffer>
) -> Lanes {
  var p = here
  var reach = Lanes.addingSquares(p, added: 0)
  let points = tails.map(\.points)
  for index in points.first.indices {
    points.first[index] = p.first
    points.second[index] = p.second
    points.third[index] = p.third
    rule.step(&p, &reach)
  }
  here = p
  return reach
}

/// Keeps an eye on the lanes that have not diverged.
struct DivergenceMonitor {
  private static let squaredLimit = Trajectory.divergenceNorm * Trajectory.divergenceNorm
  /// What is surely inside, in whatever way it was rounded.
  private static var safeSquaredNorm: Lanes { Lanes(0.999 * squaredLimit) }

  /// 1 where the lane is still inside, otherwise 0.
  private var activeMask = Lanes(1)

  var allDiverged: Bool { !Lanes.anyTrue(0 < activeMask) }

  /// Whether an iterate may have been outside, given the sum of their |w|².
  @inline(never)
  static func mayHaveDiverged(_ reach: Lanes) -> Bool { mayHaveDiverged(reach, from: 1) }

  /// The same for the lanes in which there is a 1.
  @inline(__always)
  private static func mayHaveDiverged(_ reach: Lanes, from lanes: Lanes) -> Bool {
    // Written so that NaN counts as outside.
    Lanes.anyTrue(0 < Lanes.select(reach < safeSquaredNorm, 0, lanes))
  }

  /// Notes the lanes that are outside for the first time, and at which step.
  mutating func check(at tail: IterateBuffer, from step: Int, _ finish: LaneResult) {
    for (index, p) in tail.points.enumerated() {
      let reach = p.squaredNorm
      guard Self.mayHaveDiverged(reach, from: activeMask) else { continue }
      for lane in 0..<Lanes.count where activeMask[lane] > 0 && !(reach[lane] <= Self.squaredLimit)
      {
        activeMask[lane] = 0
        finish.divergedAt[lane] = step + index
        finish.divergedPoints[lane] = p[lane]
      }
    }
  }

  /// The knob with which lanes that have diverged do not move.
  func freezingDiverged(_ value: Lanes, of knob: Knob) -> Lanes {
    knob.id == Knob.eta.id ? .select(0 < activeMask, value, 0) : value
  }

  /// Iterates with those that have diverged back at their start, or at 0 if that is outside.
  func resettingDiverged(_ p: Point<Lanes>, else start: Point<Lanes>) -> Point<Lanes> {
    let isNear = start.squaredNorm < Self.safeSquaredNorm
    func kept(_ p: Lanes, _ start: Lanes) -> Lanes {
      .select(0 < activeMask, p, .select(isNear, start, 0))
    }
    return Point(kept(p.x, start.x), kept(p.y, start.y))
  }

  /// Whether every lane still inside is where it was, to the bit.
  @inline(never)
  func isUnchanged(_ a: Point<Lanes>, _ b: Point<Lanes>) -> Bool {
    let moved = Lanes.select(
      Lanes.equal(a.x, b.x), Lanes.select(Lanes.equal(a.y, b.y), 0, activeMask), activeMask)
    guard !Lanes.anyTrue(0 < moved) else { return false }
    // 0 and −0 are equal, and yet may part ways.
    return (0..<Lanes.count).allSatisfy { lane in
      activeMask[lane] == 0
        || a.x[lane].bitPattern == b.x[lane].bitPattern
          && a.y[lane].bitPattern == b.y[lane].bitPattern
    }
  }
}
