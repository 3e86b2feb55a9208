/// The stretches before windows, each measured once.
final class LanePast {
  private let points: Points<Lanes>
  private let first: Int
  private let gauge: Gauge<Lanes>
  private var legs: [Leg<Lanes>?]
  private var heights: [Lanes?]

  init(_ finish: LaneFinish, _ points: Points<Lanes>, _ gauge: Gauge<Lanes>) {
    self.points = points
    self.gauge = gauge
    first = finish.first
    legs = Array(repeating: nil, count: points.count / WindowSize.stretch + 1)
    heights = Array(repeating: nil, count: legs.count)
  }

  private func part(_ steps: Range<Int>) -> (place: Int, points: Points<Lanes>) {
    let start = steps.lowerBound - first
    // Stretches do not overlap, so that there is one at most for each place.
    return (start / WindowSize.stretch, points.part(start..<steps.upperBound - first))
  }

  func leg(_ steps: Range<Int>) -> Leg<Lanes> {
    let (place, points) = part(steps)
    if let leg = legs[place] { return leg }
    let leg = Leg(points)
    legs[place] = leg
    return leg
  }

  func height(_ steps: Range<Int>) -> Lanes {
    let (place, points) = part(steps)
    if let height = heights[place] { return height }
    let height = gauge.height(points)
    heights[place] = height
    return height
  }
}

/// The windows, at one step, of runs side by side: measured for all lanes when one asks.
final class LaneWindows {
  /// Keeps the points in memory.
  private let finish: LaneFinish
  private let points: Points<Lanes>
  private let past: LanePast
  private let start: Int
  private let gauge: Gauge<Lanes>
  let count: Int

  /// The windows at a step; nil if they reach back beyond the first iterate that was kept.
  init?(
    _ finish: LaneFinish, _ points: Points<Lanes>, _ past: LanePast, at step: Int,
    _ gauge: Gauge<Lanes>
  ) {
    start = max(0, step - WindowSize.count + 1)
    guard WindowSize.first(for: start) >= finish.first else { return nil }
    self.finish = finish
    self.points = points.part(start - finish.first..<step + 1 - finish.first)
    self.past = past
    self.gauge = gauge
    count = self.points.count
  }

  private lazy var early = Leg(points.halves.early)
  private lazy var late = Leg(points.halves.late)
  private var before: [Range<Int>] { WindowSize.stretches(before: start) }
  fileprivate lazy var look = finish.look(points[count - 1]).values
  fileprivate lazy var push = gauge.push(points.halves.both).values
  fileprivate lazy var isNew = Measure.newness(early, late, after: before.map(past.leg)).values
  fileprivate lazy var lows = Measure.lows(
    gauge.height(points.halves.late), among: before.map(past.height)
  ).values

  /// What every judgement asks for.
  fileprivate struct Measured {
    let rest, reach, nearest: Double
    let early, late: Leg<Double>
  }

  fileprivate lazy var measured = {
    let rest = Measure.reach(points.last(WindowSize.stride))
    let (reach, nearest) = (Measure.reach(points), Measure.nearest(points))
    let (early, late) = (early, late)
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
