/// Memory for what is measured of runs side by side; used again by course after course.
///
/// In plain memory, for a value on lanes is too large to be copied for every look at it.
final class LaneStatistics {
  /// Where a number is, or the first of several.
  fileprivate enum Slot {
    static let recentSquaredMotion = 0
    static let nearest = 1
    static let farthest = 2
    static let early = 3
    static let late = 8
    static let weightedGradientSum = 13
    static let ascentPoint = 15
    static let isMonotone = 17
    static let countAtOrBelow = 18
    static let count = 19
  }

  fileprivate let storage = UnsafeMutablePointer<Lanes>.allocate(capacity: Slot.count)
  // Stretches do not overlap, so that there is one at most for each place.
  private static let segmentCapacity =
    (LaneResult.tailLength + LaneResult.chunkLength) / WindowSize.segmentLength + 1
  fileprivate let segmentSummaries = UnsafeMutablePointer<WindowHalf<Lanes>>.allocate(
    capacity: segmentCapacity)
  fileprivate let segmentValues = UnsafeMutablePointer<Lanes>.allocate(capacity: segmentCapacity)

  deinit {
    storage.deallocate()
    segmentSummaries.deallocate()
    segmentValues.deallocate()
  }

  fileprivate func store(_ number: Lanes, at place: Int) {
    (storage + place).initialize(to: number)
  }

  fileprivate func store(_ point: Point<Lanes>, at place: Int) {
    store(point.x, at: place)
    store(point.y, at: place + 1)
  }

  fileprivate func store(_ leg: WindowHalf<Lanes>, at place: Int) {
    store(leg.firstHalfMean, at: place)
    store(leg.secondHalfMean, at: place + 2)
    store(leg.meanSquaredStep, at: place + 4)
  }
}

/// A measure of the stretches before windows, each taken once.
private struct SegmentCache<Value> {
  private let values: UnsafeMutablePointer<Value>
  /// A bit for each that is measured.
  private var computedMask: UInt = 0

  init(in values: UnsafeMutablePointer<Value>) { self.values = values }

  /// The values of the stretches before a window that starts there, in a row; they are parts of
  /// points of which the first is at a step.
  mutating func preceding(
    _ start: Int, _ points: PointBuffer<Lanes>, from first: Int,
    _ measure: (PointBuffer<Lanes>) -> Value
  ) -> UnsafeBufferPointer<Value> {
    let stretches = WindowSize.segments(before: start)
    func place(_ stretch: Int) -> Int {
      (WindowSize.steps(of: stretch).lowerBound - first) / WindowSize.segmentLength
    }
    for stretch in stretches where computedMask & 1 << UInt(place(stretch)) == 0 {
      let steps = WindowSize.steps(of: stretch)
      (values + place(stretch)).initialize(
        to: measure(points.rebased(steps.lowerBound - first..<steps.upperBound - first)))
      computedMask |= 1 << UInt(place(stretch))
    }
    guard let oldest = stretches.first else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: values + place(oldest), count: stretches.count)
  }
}

/// The windows, at one step, of runs side by side: measured for all lanes at once.
final class LaneWindows {
  private typealias Slot = LaneStatistics.Slot

  /// Owns the memory of the points.
  private let result: LaneResult
  private let allPoints: PointBuffer<Lanes>
  private let batchEvaluator: BatchEvaluator<Lanes>
  fileprivate let statistics: LaneStatistics
  private var segmentSummaries: SegmentCache<WindowHalf<Lanes>>
  private var segmentValues: SegmentCache<Lanes>
  fileprivate private(set) var points: PointBuffer<Lanes>
  private var windowStart = 0
  /// A bit for each place of what few judgements ask for, once that is measured.
  private var computedMask: UInt = 0

  /// Nil if all lanes diverged before the last steps.
  ///
  /// The measures belong to the windows made last.
  init?(_ finish: LaneResult, _ gauge: BatchEvaluator<Lanes>, _ measures: LaneStatistics) {
    guard let tail = finish.tail else { return nil }
    self.result = finish
    self.batchEvaluator = gauge
    self.statistics = measures
    allPoints = PointBuffer(tail.points)
    points = allPoints
    segmentSummaries = SegmentCache(in: measures.segmentSummaries)
    segmentValues = SegmentCache(in: measures.segmentValues)
  }

  /// Goes to a step; false if the windows there reach back beyond the first iterate that was kept.
  func seek(to step: Int) -> Bool {
    windowStart = max(0, step - WindowSize.count + 1)
    guard WindowSize.earliestStep(for: windowStart) >= result.firstKeptStep else { return false }
    points = allPoints.rebased(windowStart - result.firstKeptStep..<step + 1 - result.firstKeptStep)
    computedMask = 0
    statistics.store(
      WindowStatistics.maxSquaredDistance(points.rebasedSuffix(WindowSize.stride)),
      at: Slot.recentSquaredMotion)
    let distances = WindowStatistics.squaredDistances(points)
    statistics.store(distances.nearest, at: Slot.nearest)
    statistics.store(distances.farthest, at: Slot.farthest)
    statistics.store(WindowHalf(points.halves.early), at: Slot.early)
    statistics.store(WindowHalf(points.halves.late), at: Slot.late)
    return true
  }

  fileprivate func computeWeightedGradientSum() {
    computeOnce(Slot.weightedGradientSum) {
      statistics.store(batchEvaluator.weightedGradientSum(points.halves.both), at: $0)
    }
  }

  fileprivate func measureAscentPoint() {
    computeOnce(Slot.ascentPoint) {
      statistics.store(result.ascentPoint(points[points.count - 1]), at: $0)
    }
  }

  fileprivate func computeMonotonicity() {
    computeOnce(Slot.isMonotone) {
      let before = segmentSummaries.preceding(
        windowStart, allPoints, from: result.firstKeptStep, WindowHalf.init)
      statistics.store(
        WindowStatistics.monotonicity(half(Slot.early), half(Slot.late), after: before), at: $0)
    }
  }

  fileprivate func computeCountAtOrBelow() {
    computeOnce(Slot.countAtOrBelow) {
      let before = segmentValues.preceding(
        windowStart, allPoints, from: result.firstKeptStep, batchEvaluator.meanValue)
      statistics.store(
        WindowStatistics.countAtOrBelow(
          batchEvaluator.meanValue(points.halves.late), among: before), at: $0)
    }
  }

  /// Measures what is kept at a place unless that is known.
  @inline(__always)
  private func computeOnce(_ place: Int, _ measure: (Int) -> Void) {
    guard computedMask & 1 << UInt(place) == 0 else { return }
    computedMask |= 1 << UInt(place)
    measure(place)
  }

  private func half(_ place: Int) -> WindowHalf<Lanes> {
    WindowHalf(at: place, count: points.halves.late.count) { statistics.storage[$0] }
  }
}

/// The window of one of many runs side by side, as long as those do not move.
struct LaneWindow: Window {
  private typealias Slot = LaneStatistics.Slot

  private let windows: LaneWindows
  // Those of `all`, which keeps them: asked for so often that to count who asks would take as long
  // as to judge.
  private let points: PointBuffer<Lanes>
  private let storage: UnsafeRawPointer
  var lane: Int

  init(_ all: LaneWindows, _ lane: Int) {
    self.windows = all
    points = all.points
    storage = UnsafeRawPointer(all.statistics.storage)
    self.lane = lane
  }

  var count: Int { points.count }
  @inline(__always)
  subscript(back: Int) -> Point<Double> { points.lane(lane, at: points.count &- 1 &- back) }
  var recentSquaredMotion: Double { number(Slot.recentSquaredMotion) }
  var squaredDistances: (nearest: Double, farthest: Double) {
    (number(Slot.nearest), number(Slot.farthest))
  }
  var early: WindowHalf<Double> { half(Slot.early) }
  var late: WindowHalf<Double> { half(Slot.late) }
  var weightedGradientSum: Point<Double> {
    windows.computeWeightedGradientSum()
    return point(Slot.weightedGradientSum)
  }
  var ascentPoint: Point<Double> {
    windows.measureAscentPoint()
    return point(Slot.ascentPoint)
  }
  var isMonotone: Bool {
    windows.computeMonotonicity()
    return number(Slot.isMonotone) > 0
  }
  var hasLowestLoss: Bool {
    windows.computeCountAtOrBelow()
    return number(Slot.countAtOrBelow) < 2
  }

  @inline(__always)
  private func number(_ place: Int) -> Double { storage.loadLane(lane, of: place) }

  @inline(__always)
  private func point(_ place: Int) -> Point<Double> { Point(number(place), number(place + 1)) }

  @inline(__always)
  private func half(_ place: Int) -> WindowHalf<Double> {
    WindowHalf(at: place, count: points.halves.late.count, number)
  }
}

extension WindowHalf {
  /// As `LaneStatistics` keeps it.
  @inline(__always)
  fileprivate init(at place: Int, count: Int, _ number: (Int) -> N) {
    self.init(
      firstHalfMean: Point(number(place), number(place + 1)),
      secondHalfMean: Point(number(place + 2), number(place + 3)),
      meanSquaredStep: number(place + 4), count: count)
  }
}
