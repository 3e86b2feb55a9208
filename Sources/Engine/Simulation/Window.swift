/// The sizes of the windows in which a run is judged.
enum WindowSize {
  /// How many iterates a window has, fewer at the beginning of a run.
  static let count = 128
  /// A run is judged every so many steps.
  static let stride = 8
  /// The longest cycle that is named.
  static let maximumPeriod = 64
  /// How many iterates before the window are asked whether this has been going on for long.
  static let historyLength = 384
  /// Those are summed up so many at a time.
  static let segmentLength = 64

  /// The length of each half of a window of so many iterates.
  static func halfLength(of count: Int) -> Int { count / 8 * 4 }

  /// The first step that a judgement by a window that starts there depends on.
  static func earliestStep(for start: Int) -> Int {
    segments(before: start).first.map { steps(of: $0).lowerBound } ?? start
  }

  /// The numbers of the stretches before a window that starts there.
  static func segments(before start: Int) -> Range<Int> {
    let end = max(start - 1, 0) / segmentLength
    return max(0, end - historyLength / segmentLength)..<end
  }

  /// The steps of a stretch: fixed, so that windows near each other share it.
  static func steps(of number: Int) -> Range<Int> {
    let first = 1 + number * segmentLength
    return first..<first + segmentLength
  }
}

/// A window of iterates and those before it: all that a judgement looks at.
///
/// Of one run, or of one among many side by side, which are measured at once. Lengths are squared
/// and averaged as squares: a root takes as long as all the rest.
protocol Window {
  /// The number of iterates in the window.
  var count: Int { get }
  /// The iterate so many steps before the last.
  subscript(back: Int) -> Point<Double> { get }
  /// Where the gradient is taken from the last iterate.
  var ascentPoint: Point<Double> { get }
  /// The largest squared distance of the last iterates, a stride of them, from the very last.
  var recentSquaredMotion: Double { get }
  /// The squared distances from the last iterate, back as far as the longest period: the smallest
  /// but for the step before it, and the largest.
  var squaredDistances: (nearest: Double, farthest: Double) { get }
  /// Both halves of the last iterates, of even length, so that a hum of period 2 cancels.
  var early: WindowHalf<Double> { get }
  var late: WindowHalf<Double> { get }
  /// The sum of the slopes at the iterates of the halves, each as many times as there are pairs
  /// (w_i, w_{i + half}) that span it.
  var weightedGradientSum: Point<Double> { get }
  /// Whether the move from the early half to the late one has been going on as long as the steps
  /// were about as long as now: chaos turns back.
  var isMonotone: Bool { get }
  /// Whether the late half is lower than before.
  ///
  /// On its way down it is, but for one stretch at the start of a catapult; chaos that happens to
  /// calm down has been as low many times.
  var hasLowestLoss: Bool { get }
}

extension Window {
  /// The mean of the last iterates.
  func mean(ofLast many: Int) -> Point<Double> {
    (1 / Double(many)) * (0..<many).reversed().reduce(.zero) { $0 + self[$1] }
  }

  /// The largest squared distance of the last iterates from a point.
  func maxSquaredDistance(ofLast many: Int, from center: Point<Double>) -> Double {
    (0..<many).reduce(0) { max($0, (self[$1] - center).squaredNorm) }
  }
}

/// Iterates in a row, in memory that outlives the call they are given to.
typealias PointBuffer<N: Number> = UnsafeBufferPointer<Point<N>>

/// A stretch of iterates, summed up.
struct WindowHalf<N: Number>: Sendable {
  let firstHalfMean, secondHalfMean: Point<N>
  /// The mean squared length of a step.
  let meanSquaredStep: N
  let count: Int
}

extension WindowHalf {
  @inline(never)
  init(_ points: PointBuffer<N>) {
    let half = points.count / 2
    var squares: N = 0
    var last = points.first ?? Point<N>(0, 0)
    func sum(_ range: Range<Int>) -> Point<N> {
      var sum = Point<N>(0, 0)
      for index in range {
        let point = points[index]
        squares = squares + (point - last).squaredNorm
        last = point
        sum = sum + point
      }
      return sum
    }
    let (first, second) = (sum(0..<half), sum(half..<points.count))
    let scale = N(1 / Double(half))
    (firstHalfMean, secondHalfMean) = (scale * first, scale * second)
    meanSquaredStep = N(1 / Double(max(points.count - 1, 1))) * squares
    count = points.count
  }
}

extension WindowHalf {
  var mean: Point<N> { 0.5 * (firstHalfMean + secondHalfMean) }
}

extension WindowHalf<Double> {
  /// The length of a step, as the root of its mean square.
  var rmsStep: Double { meanSquaredStep.squareRoot() }

  /// Whether the iterates go to and fro rather than forward.
  var isOscillating: Bool {
    let length = 0.15 * rmsStep * Double(count - 1)
    return (secondHalfMean - firstHalfMean).squaredNorm < length * length
  }
}

/// What a window is measured by, over numbers of one run or of many.
enum WindowStatistics {
  /// The largest squared distance of some points from the last.
  @inline(never)
  static func maxSquaredDistance<N: Number>(_ points: PointBuffer<N>) -> N {
    let here = points[points.count - 1]
    var reach: N = 0
    for index in points.indices { reach = N.max(reach, (points[index] - here).squaredNorm) }
    return reach
  }

  /// See `Window.distances`.
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

  /// 1 for a move that is new, otherwise 0: see `Window.isNew`.
  static func monotonicity<N: Number>(
    _ early: WindowHalf<N>, _ late: WindowHalf<N>,
    after stretches: UnsafeBufferPointer<WindowHalf<N>>
  ) -> N {
    let slide = late.mean - early.mean
    var farthest = N(-.infinity)
    var isNew: N = 1
    for stretch in stretches {
      let way = slide.dot(stretch.mean)
      // Where the steps were much shorter or longer, nothing is said.
      let said = N.select(
        stretch.meanSquaredStep < 4 * late.meanSquaredStep,
        N.select(late.meanSquaredStep < 4 * stretch.meanSquaredStep, 1, 0), 0)
      let goesOn = N.select(farthest < way, isNew, 0)
      isNew = N.select(0 < said, goesOn, isNew)
      farthest = N.select(0 < said, way, farthest)
    }
    return N.select(farthest < slide.dot(late.mean), isNew, 0)
  }

  /// How many of some heights are not above another.
  static func countAtOrBelow<N: Number>(_ height: N, among heights: UnsafeBufferPointer<N>) -> N {
    heights.reduce(0) { $0 + N.select(height < $1, 0, 1) }
  }
}

/// What a surface tells of many points at once.
struct BatchEvaluator<N: Number>: Sendable {
  /// See `Window.push`.
  let weightedGradientSum: @Sendable (PointBuffer<N>) -> Point<N>
  /// The mean of the heights.
  let meanValue: @Sendable (PointBuffer<N>) -> N
}

extension BatchEvaluator {
  @inline(__always)
  init<S: Surface>(_ surface: S) {
    weightedGradientSum = { Engine.weightedGradientSum($0, on: surface) }
    meanValue = { Engine.meanValue($0, on: surface) }
  }
}

// Out of line, for in a closure not all is inlined.
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
  /// A part of it.
  @inline(__always)
  func rebased(_ range: Range<Int>) -> UnsafeBufferPointer {
    UnsafeBufferPointer(rebasing: self[range])
  }

  func rebasedSuffix(_ many: Int) -> UnsafeBufferPointer {
    rebased(Swift.max(0, count - many)..<count)
  }

  /// The early and the late half of a window, and both as one: see `Window.early`.
  var halves: (early: UnsafeBufferPointer, late: UnsafeBufferPointer, both: UnsafeBufferPointer) {
    let half = WindowSize.halfLength(of: count)
    let both = rebasedSuffix(2 * half)
    return (both.rebased(0..<half), both.rebasedSuffix(half), both)
  }
}

extension Point {
  /// |p|².
  @inline(__always)
  var squaredNorm: N { x * x + y * y }
}
