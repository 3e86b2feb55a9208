import Vectors

/// Memory for the statistics of lane windows, reused from batch to batch.
///
/// Plain memory, because a `Lanes` value is too large to be copied on every access.
final class LaneStatistics {
  /// The index of each statistic in `storage`; a statistic may span several indices.
  fileprivate enum Slot {
    static let recentSquaredMotion = 0
    static let nearest = 1
    static let farthest = 2
    static let early = 3
    static let late = 12
    static let weightedGradientSum = 21
    static let ascentPoint = 23
    static let isMonotone = 25
    static let lowerLosses = 26
    static let isSingleDip = 27
    static let blockLosses = 28
    static let start = 36
    static let count = 38
  }

  fileprivate let storage = UnsafeMutablePointer<Lanes>.allocate(capacity: Slot.count)
  /// One bit per slot that is computed for the present windows.
  fileprivate let computedSlots = UnsafeMutablePointer<UInt>.allocate(capacity: 1)
  // Segments do not overlap, which bounds their number.
  private static let segmentCapacity =
    (LaneResult.tailLength + LaneResult.chunkLength) / WindowSize.segmentLength + 1
  fileprivate let segmentSummaries = UnsafeMutablePointer<WindowHalf<Lanes>>.allocate(
    capacity: segmentCapacity)
  fileprivate let segmentValues = UnsafeMutablePointer<Lanes>.allocate(capacity: segmentCapacity)

  deinit {
    storage.deallocate()
    computedSlots.deallocate()
    segmentSummaries.deallocate()
    segmentValues.deallocate()
  }

  fileprivate func store(_ number: Lanes, at slot: Int) {
    (storage + slot).initialize(to: number)
  }

  fileprivate func store(_ point: Point<Lanes>, at slot: Int) {
    store(point.x, at: slot)
    store(point.y, at: slot + 1)
  }

  fileprivate func store(_ half: WindowHalf<Lanes>, at slot: Int) {
    store(half.firstHalfMean, at: slot)
    store(half.secondHalfMean, at: slot + 2)
    for index in 0..<4 { store(half.squaredSteps[index], at: slot + 4 + index) }
    store(half.meanSquaredStep, at: slot + 8)
  }
}

/// A cache of a statistic of the history segments.
private struct SegmentCache<Value> {
  private let values: UnsafeMutablePointer<Value>
  /// One bit per computed segment.
  private var computedMask: UInt = 0

  init(in values: UnsafeMutablePointer<Value>) { self.values = values }

  /// The values of the segments before a window starting at step `start`, in order.
  ///
  /// `points` contains the segments; the first point is that of step `first`.
  mutating func preceding(
    _ start: Int, _ points: PointBuffer<Lanes>, from first: Int,
    _ measure: (PointBuffer<Lanes>) -> Value
  ) -> UnsafeBufferPointer<Value> {
    let segments = WindowSize.segments(before: start)
    func slot(_ segment: Int) -> Int {
      (WindowSize.steps(of: segment).lowerBound - first) / WindowSize.segmentLength
    }
    for segment in segments where computedMask & 1 << UInt(slot(segment)) == 0 {
      let steps = WindowSize.steps(of: segment)
      (values + slot(segment)).initialize(
        to: measure(points.rebased(steps.lowerBound - first..<steps.upperBound - first)))
      computedMask |= 1 << UInt(slot(segment))
    }
    guard let oldest = segments.first else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: values + slot(oldest), count: segments.count)
  }
}

/// The windows of all lanes at one step, measured at once.
final class LaneWindows {
  private typealias Slot = LaneStatistics.Slot

  /// Retains the memory of the points.
  private let result: LaneResult
  private let allPoints: PointBuffer<Lanes>
  private let batchEvaluator: BatchEvaluator<Lanes>
  fileprivate let statistics: LaneStatistics
  private var segmentSummaries: SegmentCache<WindowHalf<Lanes>>
  private var segmentValues: SegmentCache<Lanes>
  fileprivate private(set) var points: PointBuffer<Lanes>
  private var windowStart = 0

  /// Nil if all lanes diverged before the last steps.
  ///
  /// `statistics` is valid for the windows constructed last.
  init?(
    _ result: LaneResult, from start: Point<Lanes>, _ evaluator: BatchEvaluator<Lanes>,
    _ statistics: LaneStatistics
  ) {
    guard let tail = result.tail else { return nil }
    self.result = result
    self.batchEvaluator = evaluator
    self.statistics = statistics
    allPoints = PointBuffer(tail.points)
    points = allPoints
    segmentSummaries = SegmentCache(in: statistics.segmentSummaries)
    segmentValues = SegmentCache(in: statistics.segmentValues)
    statistics.store(start, at: Slot.start)
  }

  /// The number of iterates in the windows and their history.
  fileprivate var reachableCount: Int {
    windowStart + points.count - WindowSize.earliestStep(for: windowStart)
  }

  /// The iterates from the first stored one to the last one of the windows.
  fileprivate var reachablePoints: PointBuffer<Lanes> {
    allPoints.rebased(0..<windowStart - result.firstKeptStep + points.count)
  }

  /// Moves the windows to a step; false if they need iterates that were not stored.
  func seek(to step: Int) -> Bool {
    windowStart = max(0, step - WindowSize.count + 1)
    guard WindowSize.earliestStep(for: windowStart) >= result.firstKeptStep else { return false }
    points = allPoints.rebased(windowStart - result.firstKeptStep..<step + 1 - result.firstKeptStep)
    statistics.computedSlots.pointee = 0
    statistics.store(
      WindowStatistics.maxSquaredDistance(points.rebasedSuffix(WindowSize.stride)),
      at: Slot.recentSquaredMotion)
    return true
  }

  fileprivate func computeDistances() {
    computeOnce(Slot.nearest) {
      let distances = WindowStatistics.squaredDistances(points)
      statistics.store(distances.nearest, at: $0)
      statistics.store(distances.farthest, at: Slot.farthest)
    }
  }

  fileprivate func computeHalves() {
    computeOnce(Slot.early) {
      statistics.store(WindowHalf(points.halves.early), at: $0)
      statistics.store(WindowHalf(points.halves.late), at: Slot.late)
    }
  }

  fileprivate func computeWeightedGradientSum() {
    computeOnce(Slot.weightedGradientSum) {
      statistics.store(batchEvaluator.weightedGradientSum(points.halves.both), at: $0)
    }
  }

  fileprivate func computeAscentPoint() {
    computeOnce(Slot.ascentPoint) {
      statistics.store(
        result.ascentPoint(at: windowStart - result.firstKeptStep + points.count - 1), at: $0)
    }
  }

  fileprivate func computeMonotonicity() {
    computeHalves()
    computeOnce(Slot.isMonotone) {
      let before = segmentSummaries.preceding(
        windowStart, allPoints, from: result.firstKeptStep, WindowHalf.init)
      statistics.store(
        WindowStatistics.monotonicity(half(Slot.early), half(Slot.late), after: before), at: $0)
    }
  }

  fileprivate func computeLossHistory() {
    computeOnce(Slot.lowerLosses) {
      let before = segmentValues.preceding(
        windowStart, allPoints, from: result.firstKeptStep, batchEvaluator.meanValue)
      let loss = batchEvaluator.meanValue(points.halves.late)
      statistics.store(WindowStatistics.countAtOrBelow(loss, among: before), at: $0)
      statistics.store(WindowStatistics.singleDip(before, then: loss), at: Slot.isSingleDip)
    }
  }

  fileprivate func computeBlockLosses() {
    computeOnce(Slot.blockLosses) {
      for index in 0..<8 {
        statistics.store(batchEvaluator.meanValue(points.block(index)), at: $0 + index)
      }
    }
  }

  /// Computes a slot unless it is computed already.
  @inline(__always)
  private func computeOnce(_ slot: Int, _ compute: (Int) -> Void) {
    guard statistics.computedSlots.pointee & 1 << UInt(slot) == 0 else { return }
    statistics.computedSlots.pointee |= 1 << UInt(slot)
    compute(slot)
  }

  private func half(_ slot: Int) -> WindowHalf<Lanes> {
    WindowHalf(at: slot, count: points.halves.late.count) { statistics.storage[$0] }
  }
}

/// The window of one lane; valid until the `LaneWindows` move.
struct LaneWindow: Window {
  private typealias Slot = LaneStatistics.Slot

  private let windows: LaneWindows
  // Unowned copies of the pointers in `windows`: reference counting would double the time of a
  // classification.
  private let points: PointBuffer<Lanes>
  private let storage: UnsafeRawPointer
  private let computedSlots: UnsafePointer<UInt>
  let count, reachableCount: Int
  var lane: Int

  init(_ windows: LaneWindows, _ lane: Int) {
    self.windows = windows
    count = windows.points.count
    reachableCount = windows.reachableCount
    points = windows.reachablePoints
    storage = UnsafeRawPointer(windows.statistics.storage)
    computedSlots = UnsafePointer(windows.statistics.computedSlots)
    self.lane = lane
  }

  @inline(__always)
  subscript(back: Int) -> Point<Double> { points.lane(lane, at: points.count &- 1 &- back) }
  var recentSquaredMotion: Double { number(Slot.recentSquaredMotion) }
  var squaredDistances: (nearest: Double, farthest: Double) {
    if !isComputed(Slot.nearest) { windows.computeDistances() }
    return (number(Slot.nearest), number(Slot.farthest))
  }
  var early: WindowHalf<Double> {
    if !isComputed(Slot.early) { windows.computeHalves() }
    return half(Slot.early)
  }
  var late: WindowHalf<Double> {
    if !isComputed(Slot.early) { windows.computeHalves() }
    return half(Slot.late)
  }
  var weightedGradientSum: Point<Double> {
    windows.computeWeightedGradientSum()
    return point(Slot.weightedGradientSum)
  }
  var ascentPoint: Point<Double> {
    windows.computeAscentPoint()
    return point(Slot.ascentPoint)
  }
  var isMonotone: Bool {
    windows.computeMonotonicity()
    return number(Slot.isMonotone) > 0
  }
  var start: Point<Double> { point(Slot.start) }
  func withReachablePoints<Value>(_ body: (PointBuffer<Double>) -> Value) -> Value {
    withUnsafeTemporaryAllocation(of: Point<Double>.self, capacity: reachableCount) { copy in
      let first = points.count - reachableCount
      for index in 0..<reachableCount {
        copy.initializeElement(at: index, to: points.lane(lane, at: first + index))
      }
      return body(PointBuffer(copy))
    }
  }
  var blockLosses: WindowBlocks {
    windows.computeBlockLosses()
    let (storage, lane) = (storage, lane)
    return WindowBlocks { storage.loadLane(lane, of: Slot.blockLosses + $0) }
  }
  var lossHistory: LossHistory {
    windows.computeLossHistory()
    return LossHistory(
      lowerCount: number(Slot.lowerLosses), isSingleDip: number(Slot.isSingleDip) > 0)
  }

  @inline(__always)
  private func isComputed(_ slot: Int) -> Bool { computedSlots.pointee & 1 << UInt(slot) != 0 }

  @inline(__always)
  private func number(_ slot: Int) -> Double { storage.loadLane(lane, of: slot) }

  @inline(__always)
  private func point(_ slot: Int) -> Point<Double> { Point(number(slot), number(slot + 1)) }

  @inline(__always)
  private func half(_ slot: Int) -> WindowHalf<Double> {
    // A closure over `self` would retain the windows.
    let (storage, lane) = (storage, lane)
    return WindowHalf(at: slot, count: WindowSize.halfLength(of: count)) {
      storage.loadLane(lane, of: $0)
    }
  }
}

extension WindowHalf {
  /// The half that `LaneStatistics` stores at a slot.
  @inline(__always)
  fileprivate init(at slot: Int, count: Int, _ number: (Int) -> N) {
    self.init(
      firstHalfMean: Point(number(slot), number(slot + 1)),
      secondHalfMean: Point(number(slot + 2), number(slot + 3)),
      squaredSteps: InlineArray<4, N> { number(slot + 4 + $0) },
      meanSquaredStep: number(slot + 8), count: count)
  }
}
