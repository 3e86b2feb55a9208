/// The windows, at one step, of runs side by side: measured for all lanes when one asks.
final class LaneWindows {
  /// Keeps the points in memory.
  private let tail: LaneTail
  private let points: Points<Lanes>
  fileprivate let before: [Points<Lanes>]
  private let gauge: Gauge<Lanes>
  private let lookOf: (Point<Lanes>) -> Point<Lanes>
  fileprivate let count: Int
  private let half: Int

  /// The windows at a step; nil if they reach back beyond the first iterate that was kept.
  init?(_ tail: LaneTail, _ finish: LaneFinish, at step: Int, _ gauge: Gauge<Lanes>) {
    let start = max(0, step - WindowSize.count + 1)
    guard max(0, start - WindowSize.past) >= finish.first else { return nil }
    self.tail = tail
    let all = Points(tail.points)
    points = all.part(start - finish.first..<step + 1 - finish.first)
    before = WindowSize.stretches(before: start).map {
      all.part($0.lowerBound - finish.first..<$0.upperBound - finish.first)
    }
    self.gauge = gauge
    lookOf = finish.look
    count = points.count
    half = LaneWindow.half(of: count)
  }

  fileprivate lazy var look = lookOf(points[count - 1])
  fileprivate lazy var rest = Measure.reach(points.last(WindowSize.stride)).values
  fileprivate lazy var reach = Measure.reach(points).values
  fileprivate lazy var nearest = Measure.nearest(points).values
  fileprivate lazy var early = Leg(points.part(count - 2 * half..<count - half)).values
  fileprivate lazy var late = Leg(points.last(half)).values
  fileprivate lazy var push = gauge.push(points.last(2 * half)).values
  fileprivate lazy var stretches = before.map { Leg($0).values }
  fileprivate lazy var lateHeight = gauge.height(points.last(half)).values
  fileprivate lazy var stretchHeights = before.map { gauge.height($0).values }

  @inline(__always)
  fileprivate func point(_ back: Int, _ lane: Int) -> Point<Double> {
    points.lane(lane, at: count - 1 - back)
  }
}

/// The window of one of many runs side by side.
struct LaneWindow: Window {
  private let all: LaneWindows
  private let lane: Int

  init(_ all: LaneWindows, _ lane: Int) {
    self.all = all
    self.lane = lane
  }

  var count: Int { all.count }
  subscript(back: Int) -> Point<Double> { all.point(back, lane) }
  var look: Point<Double> { all.look[lane] }
  var rest: Double { all.rest[lane] }
  var reach: Double { all.reach[lane] }
  var nearest: Double { all.nearest[lane] }
  var early: Leg<Double> { all.early[lane] }
  var late: Leg<Double> { all.late[lane] }
  var push: Point<Double> { all.push[lane] }
  var stretches: Int { all.before.count }
  func stretch(_ index: Int) -> Leg<Double> { all.stretches[index][lane] }
  var lateHeight: Double { all.lateHeight[lane] }
  func stretchHeight(_ index: Int) -> Double { all.stretchHeights[index][lane] }
}

extension Lanes {
  fileprivate var values: [Double] { (0..<Lanes.count).map { self[$0] } }
}

extension Point<Lanes> {
  fileprivate var values: [Point<Double>] { (0..<Lanes.count).map { self[$0] } }
}

extension Leg<Lanes> {
  fileprivate var values: [Leg<Double>] {
    (0..<Lanes.count).map {
      Leg<Double>(
        firstHalf: firstHalf[$0], secondHalf: secondHalf[$0], square: square[$0], count: count)
    }
  }
}

extension Points<Lanes> {
  /// One lane of a point, without loading the others.
  @inline(__always)
  func lane(_ lane: Int, at index: Int) -> Point<Double> {
    UnsafeRawBufferPointer(self).withMemoryRebound(to: Double.self) {
      // A point on lanes is so many x, then as many y.
      Point<Double>($0[2 * index * Lanes.count + lane], $0[(2 * index + 1) * Lanes.count + lane])
    }
  }
}
