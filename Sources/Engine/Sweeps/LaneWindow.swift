/// The windows, at one step, of runs side by side: measured for all lanes when one asks.
final class LaneWindows {
  /// Keeps the points in memory.
  private let tail: LaneTail
  private let points: Points<Lanes>
  private let before: [Points<Lanes>]
  private let gauge: Gauge<Lanes>
  private let lookOf: (Point<Lanes>) -> Point<Lanes>
  let count: Int
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

  private lazy var early = Leg(points.part(count - 2 * half..<count - half))
  private lazy var late = Leg(points.last(half))
  fileprivate lazy var look = lookOf(points[count - 1]).values
  fileprivate lazy var push = gauge.push(points.last(2 * half)).values
  fileprivate lazy var isNew = Measure.newness(early, late, after: before).values
  fileprivate lazy var lows = Measure.lows(points.last(half), after: before, gauge).values

  /// What every judgement asks for.
  fileprivate struct Measured {
    let rest, reach, nearest: Double
    let early, late: Leg<Double>
  }

  fileprivate lazy var measured = {
    let rest = Measure.reach(points.last(WindowSize.stride))
    let (reach, nearest) = (Measure.reach(points), Measure.nearest(points))
    return (0..<Lanes.count).map {
      Measured(
        rest: rest[$0], reach: reach[$0], nearest: nearest[$0], early: early[$0], late: late[$0])
    }
  }()

  @inline(__always)
  fileprivate func point(_ back: Int, _ lane: Int) -> Point<Double> {
    points.lane(lane, at: count - 1 - back)
  }
}

/// The window of one of many runs side by side.
struct LaneWindow: Window {
  private let all: LaneWindows
  private let lane: Int
  private let measured: LaneWindows.Measured

  init(_ all: LaneWindows, _ lane: Int) {
    self.all = all
    self.lane = lane
    measured = all.measured[lane]
  }

  var count: Int { all.count }
  subscript(back: Int) -> Point<Double> { all.point(back, lane) }
  var look: Point<Double> { all.look[lane] }
  var rest: Double { measured.rest }
  var reach: Double { measured.reach }
  var nearest: Double { measured.nearest }
  var early: Leg<Double> { measured.early }
  var late: Leg<Double> { measured.late }
  var push: Point<Double> { all.push[lane] }
  var isNew: Bool { all.isNew[lane] > 0 }
  var isLowest: Bool { all.lows[lane] < 2 }
}

extension Lanes {
  fileprivate var values: [Double] { (0..<Lanes.count).map { self[$0] } }
}

extension Point<Lanes> {
  fileprivate var values: [Point<Double>] { (0..<Lanes.count).map { self[$0] } }
}

extension Leg<Lanes> {
  fileprivate subscript(lane: Int) -> Leg<Double> {
    Leg<Double>(
      firstHalf: firstHalf[lane], secondHalf: secondHalf[lane], square: square[lane], count: count)
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
