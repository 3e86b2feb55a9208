/// The sizes of the windows from which the state of a run is classified.
enum WindowSize {
  /// The number of iterates of a window; fewer at the beginning of a run.
  static let count = 128
  /// The number of steps between two classifications.
  static let stride = 8
  /// The longest period that is detected.
  static let maximumPeriod = 64
  /// The number of iterates before the window that are compared with the window.
  static let historyLength = 384
  /// The number of iterates in each segment of that history.
  static let segmentLength = 64

  /// The length of each half of a window of `count` iterates: a multiple of 4.
  static func halfLength(of count: Int) -> Int { count / 8 * 4 }

  /// The first step that the classification of a window starting at `start` depends on.
  static func earliestStep(for start: Int) -> Int {
    segments(before: start).first.map { steps(of: $0).lowerBound } ?? start
  }

  /// The numbers of the history segments of a window starting at `start`.
  static func segments(before start: Int) -> Range<Int> {
    let end = max(start - 1, 0) / segmentLength
    return max(0, end - historyLength / segmentLength)..<end
  }

  /// The steps of a segment: independent of the window, for neighbouring windows to share.
  static func steps(of number: Int) -> Range<Int> {
    let first = 1 + number * segmentLength
    return first..<first + segmentLength
  }
}

/// A window of iterates with its history: the input of a classification.
///
/// Describes one run, alone or in one lane of a batch that is measured at once. Lengths stay
/// squared: square roots would double the time.
protocol Window {
  /// The number of iterates in the window.
  var count: Int { get }
  /// The number of iterates in the window and its history.
  var reachableCount: Int { get }
  /// The iterate `back` steps before the last; `back` is less than `reachableCount`.
  subscript(back: Int) -> Point<Double> { get }
  /// Calls a function with the iterates of the history and the window, the earliest first.
  func withReachablePoints<Value>(_ body: (PointBuffer<Double>) -> Value) -> Value
  /// Calls a function with at most the last `count` iterates of the run, the earliest first.
  ///
  /// A lane has only those of the history and the window.
  func withLatestPoints<Value>(_ count: Int, _ body: (PointBuffer<Double>) -> Value) -> Value
  /// The first iterate of the run.
  var start: Point<Double> { get }
  /// The ascent point w + ε of the last iterate.
  var ascentPoint: Point<Double> { get }
  /// The largest squared distance of the last `WindowSize.stride` iterates from the last.
  var recentSquaredMotion: Double { get }
  /// The extreme squared distances from the last iterate within the longest period.
  ///
  /// `nearest` excludes the iterate one step before.
  var squaredDistances: (nearest: Double, farthest: Double) { get }
  /// The half before `late`.
  var early: WindowHalf<Double> { get }
  /// The last half of the window; its length is even and averages a 2-cycle out.
  var late: WindowHalf<Double> { get }
  /// The weighted sum of the gradients at the iterates of both halves.
  ///
  /// The weight of a step is the number of pairs (w_i, w_{i + half}) that span the step.
  var weightedGradientSum: Point<Double> { get }
  /// Whether the history moves monotonically in the direction from the early to the late half.
  ///
  /// Only segments with steps of similar length count. A chaotic run turns back.
  var isMonotone: Bool { get }
  /// The mean losses of the eight blocks of the window.
  var blockLosses: WindowBlocks { get }
  /// The mean losses of the history segments, compared with that of the late half.
  var lossHistory: LossHistory { get }
}

extension Window {
  func withLatestPoints<Value>(_ count: Int, _ body: (PointBuffer<Double>) -> Value) -> Value {
    withReachablePoints { body($0.rebasedSuffix(count)) }
  }

  /// The mean of the last `count` iterates.
  func mean(ofLast count: Int) -> Point<Double> {
    (1 / Double(count)) * (0..<count).reversed().reduce(.zero) { $0 + self[$1] }
  }

  /// The largest squared distance of the last `count` iterates from `center`.
  func maxSquaredDistance(ofLast count: Int, from center: Point<Double>) -> Double {
    (0..<count).reduce(0) { max($0, (self[$1] - center).squaredNorm) }
  }
}

/// Consecutive iterates in memory that outlives the call.
typealias PointBuffer<N: Number> = UnsafeBufferPointer<Point<N>>

/// The course of the loss in the history of a window.
struct LossHistory {
  /// The number of segments whose mean loss is at or below that of the late half.
  let lowerCount: Double
  /// Whether the mean loss, up to the late half, fell first and rose then.
  let isSingleDip: Bool
}

/// Statistics of one half of a window, or of a history segment.
struct WindowHalf<N: Number>: Sendable {
  /// The means of the first and the second half of the iterates.
  let firstHalfMean, secondHalfMean: Point<N>
  /// The mean squared length of a step in each quarter.
  let squaredSteps: InlineArray<4, N>
  /// The mean squared length of a step.
  let meanSquaredStep: N
  /// The number of iterates.
  let count: Int
}

extension WindowHalf {
  @inline(never)
  init(_ points: PointBuffer<N>) {
    let quarter = points.count / 4
    var squaredSteps = InlineArray<4, N>(repeating: 0)
    var last = points.first ?? Point<N>(0, 0)
    func sum(_ quarters: Range<Int>) -> Point<N> {
      var sum = Point<N>(0, 0)
      for index in quarters {
        var squares: N = 0
        for point in points.rebased(index * quarter..<(index + 1) * quarter) {
          squares = squares + (point - last).squaredNorm
          last = point
          sum = sum + point
        }
        squaredSteps[index] = squares
      }
      return sum
    }
    let (first, second) = (sum(0..<2), sum(2..<4))
    let scale = N(1 / Double(max(2 * quarter, 1)))
    (firstHalfMean, secondHalfMean) = (scale * first, scale * second)
    for index in 0..<4 {
      // The first iterate has no step before it.
      let steps = index == 0 ? quarter - 1 : quarter
      squaredSteps[index] = N(1 / Double(max(steps, 1))) * squaredSteps[index]
    }
    self.squaredSteps = squaredSteps
    count = points.count
    let weightedSum =
      N(Double(quarter - 1)) * squaredSteps[0]
      + N(Double(quarter)) * (squaredSteps[1] + squaredSteps[2] + squaredSteps[3])
    meanSquaredStep = N(1 / Double(max(count - 1, 1))) * weightedSum
  }
}

extension WindowHalf {
  /// The mean of all iterates.
  var mean: Point<N> { 0.5 * (firstHalfMean + secondHalfMean) }
}

extension WindowHalf<Double> {
  /// The root mean square length of a step.
  var rmsStep: Double { meanSquaredStep.squareRoot() }

  /// Whether the net motion is below 15 % of the path length.
  var isOscillating: Bool {
    let length = 0.15 * rmsStep * Double(count - 1)
    return (secondHalfMean - firstHalfMean).squaredNorm < length * length
  }
}

/// Statistics of windows, over numbers of one run or of many lanes.
enum WindowStatistics {
  /// The largest squared distance of the points from the last point.
  @inline(never)
  static func maxSquaredDistance<N: Number>(_ points: PointBuffer<N>) -> N {
    let last = points[points.count - 1]
    var farthest: N = 0
    for index in points.indices { farthest = N.max(farthest, (points[index] - last).squaredNorm) }
    return farthest
  }

  /// The extremes that `Window.squaredDistances` returns.
  @inline(never)
  static func squaredDistances<N: Number>(_ points: PointBuffer<N>) -> (nearest: N, farthest: N) {
    let last = points.count - 1
    var nearest = N(.infinity)
    var farthest: N = 0
    for index in max(0, last - WindowSize.maximumPeriod)..<last {
      let square = (points[index] - points[last]).squaredNorm
      farthest = N.max(farthest, square)
      if index < last - 1 { nearest = N.min(nearest, square) }
    }
    return (nearest, farthest)
  }

  /// 1 where `Window.isMonotone` holds, otherwise 0.
  static func monotonicity<N: Number>(
    _ early: WindowHalf<N>, _ late: WindowHalf<N>,
    after segments: UnsafeBufferPointer<WindowHalf<N>>
  ) -> N {
    let displacement = late.mean - early.mean
    var farthest = N(-.infinity)
    var isMonotone: N = 1
    for segment in segments {
      let position = displacement.dot(segment.mean)
      // Ignores segments with much shorter or longer steps.
      let isComparable = N.select(
        segment.meanSquaredStep < 4 * late.meanSquaredStep,
        N.select(late.meanSquaredStep < 4 * segment.meanSquaredStep, 1, 0), 0)
      let advances = N.select(farthest < position, isMonotone, 0)
      isMonotone = N.select(0 < isComparable, advances, isMonotone)
      farthest = N.select(0 < isComparable, position, farthest)
    }
    return N.select(farthest < displacement.dot(late.mean), isMonotone, 0)
  }

  /// The number of values at or below `value`.
  static func countAtOrBelow<N: Number>(_ value: N, among values: UnsafeBufferPointer<N>) -> N {
    values.reduce(0) { $0 + N.select(value < $1, 0, 1) }
  }

  /// 1 where the values and then `value` fall first and rise then, otherwise 0.
  static func singleDip<N: Number>(_ values: UnsafeBufferPointer<N>, then value: N) -> N {
    var (hasRisen, isSingle): (N, N) = (0, 1)
    for index in values.indices {
      let next = index + 1 < values.count ? values[index + 1] : value
      isSingle = N.select(next < values[index], isSingle - isSingle * hasRisen, isSingle)
      hasRisen = N.select(values[index] < next, 1, hasRisen)
    }
    return isSingle
  }
}

/// Batch evaluations of a surface at many points.
struct BatchEvaluator<N: Number>: Sendable {
  /// The sum that `Window.weightedGradientSum` returns.
  let weightedGradientSum: @Sendable (PointBuffer<N>) -> Point<N>
  /// The mean loss at the points.
  let meanValue: @Sendable (PointBuffer<N>) -> N
}

extension BatchEvaluator {
  @inline(__always)
  init<S: Surface>(_ surface: S) {
    weightedGradientSum = { Engine.weightedGradientSum($0, on: surface) }
    meanValue = { Engine.meanValue($0, on: surface) }
  }
}

// Out of line, because the compiler does not inline everything in a closure.
@inline(never)
private func weightedGradientSum<S: Surface, N: Number>(
  _ points: PointBuffer<N>, on surface: S
) -> Point<N> {
  let half = points.count / 2
  var sum = Point<N>(0, 0)
  for index in 0..<max(points.count - 1, 0) {
    let spans = min(index + 1, 2 * half - 1 - index)
    sum = sum + N(Double(spans)) * surface.gradient(points[index])
  }
  return sum
}

@inline(never)
private func meanValue<S: Surface, N: Number>(_ points: PointBuffer<N>, on surface: S) -> N {
  var sum: N = 0
  for index in points.indices { sum = sum + surface.value(points[index]) }
  return N(1 / Double(points.count)) * sum
}

extension UnsafeBufferPointer {
  /// The elements in `range` as a buffer with indices from 0.
  @inline(__always)
  func rebased(_ range: Range<Int>) -> UnsafeBufferPointer {
    UnsafeBufferPointer(rebasing: self[range])
  }

  /// The last `length` elements as a buffer with indices from 0.
  func rebasedSuffix(_ length: Int) -> UnsafeBufferPointer {
    rebased(Swift.max(0, count - length)..<count)
  }

  /// The early and the late half of a window, and their concatenation.
  var halves: (early: UnsafeBufferPointer, late: UnsafeBufferPointer, both: UnsafeBufferPointer) {
    let half = WindowSize.halfLength(of: count)
    let both = rebasedSuffix(2 * half)
    return (both.rebased(0..<half), both.rebasedSuffix(half), both)
  }

  /// The block of a window with a number from 0, the earliest, to 7.
  func block(_ number: Int) -> UnsafeBufferPointer {
    let both = halves.both
    let length = both.count / 8
    return both.rebased(number * length..<(number + 1) * length)
  }
}

extension Point {
  /// |p|².
  @inline(__always)
  var squaredNorm: N { x * x + y * y }
}
