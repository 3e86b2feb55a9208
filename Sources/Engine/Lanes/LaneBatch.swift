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
  var divergedAt = [Int](repeating: -1, count: Lanes.count)
  /// The last iterate of each lane that diverged.
  var divergedPoints = [Point<Double>](repeating: .zero, count: Lanes.count)
  /// The step of the first stored iterate.
  var firstKeptStep = 0
  /// The last iterates; nil if all lanes diverged earlier.
  var tail: IterateBuffer?
  /// The ascent points of the last iterates; nil for a rule without memory.
  var ascentTail: IterateBuffer?
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
  let tails = Triple { _ in IterateBuffer() }
  let ascentTails = Triple { _ in IterateBuffer() }
  let chunks = Triple { _ in IterateBuffer() }
  let statistics = LaneStatistics()
}

extension Triple<IterateBuffer> {
  func resize(_ count: Int) -> Triple {
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
