/// A batch of runs simulated in lanes: their hyperparameters, starts and number of steps.
struct LaneBatch {
  /// The number of runs in a batch, over all vectors.
  static let count = Triple<Lanes>.count * Lanes.count

  let knobs: LaneKnobs
  let start: Triple<Point<Lanes>>
  let steps: Int
  /// Stores the last iterates until the next batch.
  let workspace: LaneWorkspace
  /// Called periodically; true cancels the simulation.
  let isCancelled: () -> Bool
}

/// The hyperparameter values in each vector.
typealias LaneKnobs = Triple<(Knob) -> Lanes>

/// The end of the runs of one vector: the input of the state classifier.
///
/// A class, because the classifiers share the value.
final class LaneResult {
  /// The step at which each lane diverged, or −1.
  fileprivate(set) var divergedAt = [Int](repeating: -1, count: Lanes.count)
  /// The last iterate of each lane that diverged.
  fileprivate(set) var divergedPoints = [Point<Double>](repeating: .zero, count: Lanes.count)
  /// The step of the first stored iterate.
  fileprivate(set) var firstKeptStep = 0
  /// The last iterates; nil if all lanes diverged earlier.
  fileprivate(set) var tail: IterateBuffer?
  /// Returns the ascent point w + ε of an iterate.
  let ascentPoint: (Point<Lanes>) -> Point<Lanes>

  init(ascentPoint: @escaping (Point<Lanes>) -> Point<Lanes>) { self.ascentPoint = ascentPoint }

  /// The last iterate of a lane.
  func finalPoint(of lane: Int) -> Point<Double> {
    guard divergedAt[lane] < 0, let points = tail?.points else { return divergedPoints[lane] }
    return PointBuffer(points).lane(lane, at: points.count - 1)
  }

  /// The number of stored iterates: two classifications that agree read at most 590.
  static let tailLength = 592
  /// The number of steps between two divergence checks.
  static let chunkLength = 32
}

/// A reusable buffer of consecutive iterates, each of one vector of runs.
///
/// Memory allocated per batch would return to the system after each batch; allocating it again
/// takes a tenth of the time of a short batch.
final class IterateBuffer {
  private(set) var points = UnsafeMutableBufferPointer<Point<Lanes>>(start: nil, count: 0)
  private var storage: UnsafeMutableRawPointer?
  private var capacity = 0

  /// Sets the number of points; the old contents become undefined.
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

/// The memory of one thread, reused from batch to batch.
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
  /// One lane of the `Lanes` value at an index, without loading the other lanes.
  @inline(__always)
  func loadLane(_ lane: Int, of index: Int) -> Double {
    assert(0..<Lanes.count ~= lane)
    return load(
      fromByteOffset: (index &* Lanes.count &+ lane) &* MemoryLayout<Double>.stride, as: Double.self
    )
  }
}

extension PointBuffer<Lanes> {
  /// One lane of the point at an index: a `Point<Lanes>` stores all x, then all y.
  @inline(__always)
  func lane(_ lane: Int, at index: Int) -> Point<Double> {
    assert(indices.contains(index))
    let numbers = UnsafeRawPointer(baseAddress.unsafelyUnwrapped + index)
    return Point<Double>(numbers.loadLane(lane, of: 0), numbers.loadLane(lane, of: 1))
  }
}

/// Simulates a batch in all lanes; nil if cancelled.
///
/// Only the last iterates are stored. The sum of |w|² over a chunk bounds every norm in the chunk;
/// only if the sum is too large are the steps of the chunk repeated, to find the lanes that
/// diverged and at which step. A diverged lane is frozen, or its norm would spoil later sums. If a
/// chunk ends where it began, every lane is at rest or on a cycle that divides the chunk, and the
/// remaining chunks are skipped.
@inline(__always)
func simulate<R: LaneRule>(_ batch: LaneBatch, _ make: (LaneKnobs) -> R) -> Triple<LaneResult>? {
  let chunk = LaneResult.chunkLength
  var rule = make(batch.knobs)
  var monitors = Triple { _ in DivergenceMonitor() }
  let results = Triple { [rule] vector in LaneResult { rule.ascentPoint(from: $0, in: vector) } }
  var iterates = batch.start
  var step = 0
  let end = max(0, batch.steps + 1 - LaneResult.tailLength)
  var chunksUntilCheck = 0
  while step + chunk <= end {
    chunksUntilCheck -= 1
    if chunksUntilCheck <= 0 {
      if batch.isCancelled() { return nil }
      chunksUntilCheck = 256
    }
    let before = iterates
    if DivergenceMonitor.mayHaveDiverged(runSteps(rule, &iterates, count: chunk)) {
      let chunks = batch.workspace.chunks.resize(chunk)
      var replayed = before
      _ = recordSteps(rule, &replayed, chunks)
      for vector in 0..<Triple<Lanes>.count {
        monitors[vector].check(chunks[vector], from: step, results[vector])
        iterates[vector] = monitors[vector].resettingDiverged(
          iterates[vector], else: batch.start[vector])
      }
      if monitors.first.allDiverged, monitors.second.allDiverged, monitors.third.allDiverged {
        return results
      }
      rule = make(
        .zip(monitors, batch.knobs) { monitor, knob in
          { monitor.freezingDiverged(knob($0), of: $0) }
        })
    }
    step += chunk
    if monitors.first.isUnchanged(before.first, iterates.first),
      monitors.second.isUnchanged(before.second, iterates.second),
      monitors.third.isUnchanged(before.third, iterates.third)
    {
      step += (end - step) / chunk * chunk
    }
  }
  let tails = batch.workspace.tails.resize(batch.steps - step + 1)
  let mayHaveDiverged = DivergenceMonitor.mayHaveDiverged(recordSteps(rule, &iterates, tails))
  for vector in 0..<Triple<Lanes>.count {
    results[vector].firstKeptStep = step
    results[vector].tail = tails[vector]
    if mayHaveDiverged { monitors[vector].check(tails[vector], from: step, results[vector]) }
  }
  return results
}

// Out of line: inside the whole kernel the compiler calls the square root instead of inlining it.

/// Takes `count` steps and returns the sum of |w|² over all iterates, first and last included.
@inline(never)
private func runSteps<R: LaneRule>(
  _ rule: R, _ iterates: inout Triple<Point<Lanes>>, count: Int
) -> Lanes {
  var p = iterates
  var squaredNormSum = Lanes.addingSquares(p, added: 0)
  for _ in 0..<count { rule.step(&p, &squaredNormSum) }
  iterates = p
  return squaredNormSum
}

/// Stores consecutive iterates, the given ones first, and advances beyond the last stored ones.
///
/// Returns the sum of |w|² over all stored iterates and the final `iterates`.
@inline(never)
private func recordSteps<R: LaneRule>(
  _ rule: R, _ iterates: inout Triple<Point<Lanes>>, _ tails: Triple<IterateBuffer>
) -> Lanes {
  var p = iterates
  var squaredNormSum = Lanes.addingSquares(p, added: 0)
  let points = tails.map(\.points)
  for index in points.first.indices {
    points.first[index] = p.first
    points.second[index] = p.second
    points.third[index] = p.third
    rule.step(&p, &squaredNormSum)
  }
  iterates = p
  return squaredNormSum
}

/// Tracks which lanes of a vector have diverged.
struct DivergenceMonitor {
  private static let squaredLimit = Trajectory.divergenceNorm * Trajectory.divergenceNorm
  /// A sum of |w|² below this has no diverged iterate, whatever the rounding.
  private static var safeSquaredNorm: Lanes { Lanes(0.999 * squaredLimit) }

  /// 1 where the lane has not diverged, otherwise 0.
  private var activeMask = Lanes(1)

  var allDiverged: Bool { !Lanes.anyTrue(0 < activeMask) }

  /// Whether an iterate may have diverged, given the sum of |w|².
  @inline(never)
  static func mayHaveDiverged(_ squaredNormSum: Lanes) -> Bool {
    mayHaveDiverged(squaredNormSum, from: 1)
  }

  /// Whether an iterate may have diverged, in the lanes in which `lanes` is 1.
  @inline(__always)
  private static func mayHaveDiverged(_ squaredNormSum: Lanes, from lanes: Lanes) -> Bool {
    // Compares with `<`: NaN counts as diverged.
    Lanes.anyTrue(0 < Lanes.select(squaredNormSum < safeSquaredNorm, 0, lanes))
  }

  /// Records the first divergence of each lane: its step and iterate.
  ///
  /// The first iterate of the buffer is that of `step`.
  mutating func check(_ buffer: IterateBuffer, from step: Int, _ result: LaneResult) {
    for (index, p) in buffer.points.enumerated() {
      let norms = p.squaredNorm
      guard Self.mayHaveDiverged(norms, from: activeMask) else { continue }
      for lane in 0..<Lanes.count where activeMask[lane] > 0 && !(norms[lane] <= Self.squaredLimit)
      {
        activeMask[lane] = 0
        result.divergedAt[lane] = step + index
        result.divergedPoints[lane] = p[lane]
      }
    }
  }

  /// The hyperparameter value, with η set to 0 in diverged lanes.
  func freezingDiverged(_ value: Lanes, of knob: Knob) -> Lanes {
    knob.id == Knob.eta.id ? .select(0 < activeMask, value, 0) : value
  }

  /// The iterates, with diverged lanes reset to their start, or to 0 if the start has diverged.
  func resettingDiverged(_ p: Point<Lanes>, else start: Point<Lanes>) -> Point<Lanes> {
    let isNear = start.squaredNorm < Self.safeSquaredNorm
    func kept(_ p: Lanes, _ start: Lanes) -> Lanes {
      .select(0 < activeMask, p, .select(isNear, start, 0))
    }
    return Point(kept(p.x, start.x), kept(p.y, start.y))
  }

  /// Whether all lanes that have not diverged are equal, bit for bit.
  @inline(never)
  func isUnchanged(_ a: Point<Lanes>, _ b: Point<Lanes>) -> Bool {
    let moved = Lanes.select(
      Lanes.equal(a.x, b.x), Lanes.select(Lanes.equal(a.y, b.y), 0, activeMask), activeMask)
    guard !Lanes.anyTrue(0 < moved) else { return false }
    // 0 and −0 compare equal but can have different successors.
    return (0..<Lanes.count).allSatisfy { lane in
      activeMask[lane] == 0
        || a.x[lane].bitPattern == b.x[lane].bitPattern
          && a.y[lane].bitPattern == b.y[lane].bitPattern
    }
  }
}
