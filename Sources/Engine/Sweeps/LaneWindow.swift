/// A measure of the stretches before windows, each taken once.
private final class Stretches<Value> {
  private let points: Points<Lanes>
  /// The step of the first point.
  private let first: Int
  private let measure: (Points<Lanes>) -> Value
  /// In plain memory: a value on lanes is too large to be copied for every look at it.
  private let values: UnsafeMutableBufferPointer<Value>
  private var isKnown: [Bool]

  init(_ points: Points<Lanes>, from first: Int, _ measure: @escaping (Points<Lanes>) -> Value) {
    self.points = points
    self.first = first
    self.measure = measure
    // Stretches do not overlap, so that there is one at most for each place.
    isKnown = Array(repeating: false, count: points.count / WindowSize.stretch + 1)
    values = .allocate(capacity: isKnown.count)
  }

  deinit { values.deallocate() }

  /// The values of stretches in a row, valid as long as this lives.
  func before(_ start: Int) -> UnsafeBufferPointer<Value> {
    let stretches = WindowSize.stretches(before: start)
    var places = 0..<0
    for stretch in stretches {
      let part = stretch.lowerBound - first..<stretch.upperBound - first
      let place = part.lowerBound / WindowSize.stretch
      if !isKnown[place] {
        values.initializeElement(at: place, to: measure(points.part(part)))
        isKnown[place] = true
      }
      places = (places.isEmpty ? place : places.lowerBound)..<place + 1
    }
    return UnsafeBufferPointer(rebasing: values[places])
  }
}

/// What lies before the windows of runs side by side.
final class LanePast {
  /// Owns the memory of the points.
  fileprivate let finish: LaneFinish
  fileprivate let points: Points<Lanes>
  fileprivate let gauge: Gauge<Lanes>
  fileprivate let legs: Stretches<Leg<Lanes>>
  fileprivate let heights: Stretches<Lanes>
  /// What every judgement asks for, of each lane, at the window made last.
  ///
  /// In plain memory, taken apart once: a value on lanes is too large to be copied for each lane.
  fileprivate let measured = UnsafeMutablePointer<Measured>.allocate(capacity: Lanes.count)

  init(_ finish: LaneFinish, _ points: Points<Lanes>, _ gauge: Gauge<Lanes>) {
    self.finish = finish
    self.points = points
    self.gauge = gauge
    legs = Stretches(points, from: finish.first, Leg.init)
    heights = Stretches(points, from: finish.first, gauge.height)
  }

  deinit { measured.deallocate() }
}

/// What is known of a window of one lane from the start.
private struct Measured {
  let rest, nearest, farthest: Double
  let early, late: Leg<Double>
}

/// The windows, at one step, of runs side by side: measured for all lanes at once.
final class LaneWindows {
  fileprivate let past: LanePast
  fileprivate let points: Points<Lanes>
  private let start: Int

  private let early, late: Leg<Lanes>
  // What few judgements ask for.
  fileprivate lazy var look = past.finish.look(points[points.count - 1])
  fileprivate lazy var push = past.gauge.push(points.halves.both)
  fileprivate lazy var isNew = Measure.newness(early, late, after: past.legs.before(start))
  fileprivate lazy var lows = Measure.lows(
    past.gauge.height(points.halves.late), among: past.heights.before(start))

  /// The windows at a step; nil if they reach back beyond the first iterate that was kept.
  init?(_ past: LanePast, at step: Int) {
    let first = past.finish.first
    start = max(0, step - WindowSize.count + 1)
    guard WindowSize.first(for: start) >= first else { return nil }
    self.past = past
    points = past.points.part(start - first..<step + 1 - first)
    (early, late) = (Leg(points.halves.early), Leg(points.halves.late))
    let rest = Measure.reach(points.last(WindowSize.stride))
    let distances = Measure.distances(points)
    for lane in 0..<Lanes.count {
      (past.measured + lane).initialize(
        to: Measured(
          rest: rest[lane], nearest: distances.nearest[lane], farthest: distances.farthest[lane],
          early: early[lane], late: late[lane]))
    }
  }
}

/// The window of one of many runs side by side; only one made last for those runs may be asked.
struct LaneWindow: Window {
  private let all: LaneWindows
  /// Those of `all`, which keeps them: asked for so often that to count who asks would take as long
  /// as to judge.
  private let points: Points<Lanes>
  private let measured: UnsafeMutablePointer<Measured>
  var lane: Int

  init(_ all: LaneWindows, _ lane: Int) {
    self.all = all
    points = all.points
    measured = all.past.measured
    self.lane = lane
  }

  var count: Int { points.count }
  subscript(back: Int) -> Point<Double> { points.lane(lane, at: points.count - 1 - back) }
  var look: Point<Double> { all.look[lane] }
  var rest: Double { measured[lane].rest }
  var distances: (nearest: Double, farthest: Double) {
    (measured[lane].nearest, measured[lane].farthest)
  }
  var early: Leg<Double> { measured[lane].early }
  var late: Leg<Double> { measured[lane].late }
  var push: Point<Double> { all.push[lane] }
  var isNew: Bool { all.isNew[lane] > 0 }
  var isLowest: Bool { all.lows[lane] < 2 }
}

extension Leg<Lanes> {
  fileprivate subscript(lane: Int) -> Leg<Double> {
    Leg<Double>(
      firstHalf: firstHalf[lane], secondHalf: secondHalf[lane], square: square[lane], count: count)
  }
}
