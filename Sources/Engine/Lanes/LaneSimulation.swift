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

/// The input from which a batch creates its rule.
struct LaneRuleInput {
  let knobs: LaneKnobs
  /// 1 where a lane has not diverged, otherwise 0.
  let activeMasks: Triple<Lanes>
}

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
  /// The ascent points of the last iterates; nil for a rule without memory.
  fileprivate var ascentTail: IterateBuffer?
  /// Returns the ascent point w + ε of an iterate, for a rule without memory.
  private let ascentPoint: (Point<Lanes>) -> Point<Lanes>

  init(ascentPoint: @escaping (Point<Lanes>) -> Point<Lanes>) { self.ascentPoint = ascentPoint }

  /// The ascent point w + ε of the stored iterate at an index.
  func ascentPoint(at index: Int) -> Point<Lanes> {
    if let ascentTail { return ascentTail.points[index] }
    guard let tail else { return Point(Lanes(.nan), Lanes(.nan)) }
    return ascentPoint(tail.points[index])
  }

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
  fileprivate let ascentTails = Triple { _ in IterateBuffer() }
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
/// diverged and at which step. A diverged lane would spoil later sums: it repeats the run of a lane
/// that has not diverged, or with a memory keeps its iterate. If a chunk of a rule without memory
/// ends where it began, every lane is at rest or on a cycle that divides the chunk, and the
/// remaining chunks are skipped.
@inline(__always)
func simulate<R: LaneRule>(
  _ batch: LaneBatch, _ makeRule: (LaneRuleInput) -> R
) -> Triple<LaneResult>? {
  var rule = makeRule(LaneRuleInput(knobs: batch.knobs, activeMasks: Triple { _ in Lanes(1) }))
  var memory = rule.initialMemory(at: batch.start)
  var formerMemory = memory
  let results = Triple { [rule] vector in LaneResult { rule.ascentPoint(from: $0, in: vector) } }
  let isComplete = simulate(
    batch, hasMemory: R.hasMemory, results,
    runSteps: { iterates, count in
      formerMemory = memory
      return Engine.runSteps(rule, &iterates, &memory, count: count)
    },
    recordLastSteps: { iterates, tails in
      _ = Engine.recordSteps(rule, from: iterates, &formerMemory, tails, nil)
    },
    recordSteps: { iterates, tails, ascentTails in
      Engine.recordSteps(rule, from: iterates, &memory, tails, ascentTails)
    },
    replaceRule: { rule = makeRule($0) })
  return isComplete ? results : nil
}

/// Simulates a batch by the loops over the steps of a rule.
///
/// Compiled once for all rules, since only the loops need the types of surface and optimizer.
///
/// - Parameters:
///   - batch: The runs.
///   - hasMemory: Whether the rule has a memory.
///   - results: The ends of the runs, which this function fills.
///   - runSteps: Takes a number of steps and returns the sum of |w|² over all iterates, first and
///     last included.
///   - recordLastSteps: Repeats the steps of the last `runSteps`, from the same iterates, and stores
///     the iterates.
///   - recordSteps: Stores consecutive iterates, the given ones first, and the ascent points if there
///     are buffers; returns the sum of |w|² over all stored iterates and one more.
///   - replaceRule: Continues with the rule of another input; the memory persists.
/// - Returns: Whether the batch is complete; false if cancelled.
@inline(never)
private func simulate(
  _ batch: LaneBatch, hasMemory: Bool, _ results: Triple<LaneResult>,
  runSteps: (inout Triple<Point<Lanes>>, _ count: Int) -> Lanes,
  recordLastSteps: (Triple<Point<Lanes>>, Triple<IterateBuffer>) -> Void,
  recordSteps: (Triple<Point<Lanes>>, Triple<IterateBuffer>, Triple<IterateBuffer>?) -> Lanes,
  replaceRule: (LaneRuleInput) -> Void
) -> Bool {
  let chunk = LaneResult.chunkLength
  var monitors = Triple { _ in DivergenceMonitor() }
  var iterates = batch.start
  var step = 0
  let end = max(0, batch.steps + 1 - LaneResult.tailLength)
  var chunksUntilCheck = 0
  while step + chunk <= end {
    chunksUntilCheck -= 1
    if chunksUntilCheck <= 0 {
      if batch.isCancelled() { return false }
      chunksUntilCheck = 256
    }
    let before = iterates
    if DivergenceMonitor.mayHaveDiverged(runSteps(&iterates, chunk)) {
      let chunks = batch.workspace.chunks.resize(chunk)
      recordLastSteps(before, chunks)
      for vector in 0..<Triple<Lanes>.count {
        monitors[vector].check(chunks[vector], from: step, results[vector])
      }
      guard let source = DivergenceMonitor.firstActiveLane(monitors) else { return true }
      for vector in 0..<Triple<Lanes>.count {
        iterates[vector] = monitors[vector].replacingDiverged(
          iterates[vector], by: iterates[source.vector][source.lane])
      }
      let knobs = batch.knobs
      replaceRule(
        LaneRuleInput(
          knobs: .zip(monitors, knobs) { monitor, own in
            { monitor.replacingDiverged(own($0), by: knobs[source.vector]($0)[source.lane]) }
          }, activeMasks: monitors.map(\.activeMask)))
    }
    step += chunk
    if !hasMemory, monitors.first.isUnchanged(before.first, iterates.first),
      monitors.second.isUnchanged(before.second, iterates.second),
      monitors.third.isUnchanged(before.third, iterates.third)
    {
      step += (end - step) / chunk * chunk
    }
  }
  let tails = batch.workspace.tails.resize(batch.steps - step + 1)
  let ascentTails =
    hasMemory ? batch.workspace.ascentTails.resize(batch.steps - step + 1) : nil
  let mayHaveDiverged = DivergenceMonitor.mayHaveDiverged(
    recordSteps(iterates, tails, ascentTails))
  for vector in 0..<Triple<Lanes>.count {
    results[vector].firstKeptStep = step
    results[vector].tail = tails[vector]
    results[vector].ascentTail = ascentTails?[vector]
    if mayHaveDiverged { monitors[vector].check(tails[vector], from: step, results[vector]) }
  }
  return true
}

// Out of line: inside another function the compiler calls the square root instead of inlining it.

/// Takes `count` steps and returns the sum of |w|² over all iterates, first and last included.
@inline(never)
private func runSteps<R: LaneRule>(
  _ rule: R, _ iterates: inout Triple<Point<Lanes>>, _ memory: inout R.Memory, count: Int
) -> Lanes {
  var p = iterates
  var squaredNormSum = Lanes.addingSquares(p, added: 0)
  for _ in 0..<count { rule.step(&p, &memory, &squaredNormSum) }
  iterates = p
  return squaredNormSum
}

/// Stores consecutive iterates, the given ones first.
///
/// Stores the ascent point of each iterate too if the rule has a memory and there are buffers.
/// Returns the sum of |w|² over all stored iterates and one more.
@inline(never)
private func recordSteps<R: LaneRule>(
  _ rule: R, from iterates: Triple<Point<Lanes>>, _ memory: inout R.Memory,
  _ tails: Triple<IterateBuffer>, _ ascentTails: Triple<IterateBuffer>?
) -> Lanes {
  var p = iterates
  var squaredNormSum = Lanes.addingSquares(p, added: 0)
  let points = tails.map(\.points)
  for index in points.first.indices {
    points.first[index] = p.first
    points.second[index] = p.second
    points.third[index] = p.third
    let ascent = rule.step(&p, &memory, &squaredNormSum)
    if R.hasMemory, let ascentTails {
      for vector in 0..<Triple<Lanes>.count { ascentTails[vector].points[index] = ascent[vector] }
    }
  }
  return squaredNormSum
}

/// Tracks which lanes of a vector have diverged.
struct DivergenceMonitor {
  private static let squaredLimit = Trajectory.divergenceNorm * Trajectory.divergenceNorm
  /// A sum of |w|² below this has no diverged iterate, whatever the rounding.
  private static var safeSquaredNorm: Lanes { Lanes(0.999 * squaredLimit) }

  /// 1 where the lane has not diverged, otherwise 0.
  private(set) var activeMask = Lanes(1)

  /// The first lane that has not diverged; nil if all have.
  static func firstActiveLane(_ monitors: Triple<DivergenceMonitor>) -> (vector: Int, lane: Int)? {
    for vector in 0..<Triple<Lanes>.count {
      for lane in 0..<Lanes.count where monitors[vector].activeMask[lane] > 0 {
        return (vector, lane)
      }
    }
    return nil
  }

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

  /// The values, with those of diverged lanes replaced.
  func replacingDiverged(_ values: Lanes, by other: Double) -> Lanes {
    .select(0 < activeMask, values, Lanes(other))
  }

  /// The points, with those of diverged lanes replaced.
  func replacingDiverged(_ points: Point<Lanes>, by other: Point<Double>) -> Point<Lanes> {
    Point(replacingDiverged(points.x, by: other.x), replacingDiverged(points.y, by: other.y))
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
