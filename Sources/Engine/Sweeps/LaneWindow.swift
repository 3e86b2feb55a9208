/// Memory for what is measured of runs side by side; used again by course after course.
///
/// In plain memory, for a value on lanes is too large to be copied for every look at it.
final class LaneMeasures {
  /// Where a number is, or the first of several.
  fileprivate enum Place {
    static let rest = 0
    static let nearest = 1
    static let farthest = 2
    static let early = 3
    static let late = 8
    static let push = 13
    static let ascentPoint = 15
    static let isNew = 17
    static let lows = 18
    static let count = 19
  }

  fileprivate let numbers = UnsafeMutablePointer<Lanes>.allocate(capacity: Place.count)
  // Stretches do not overlap, so that there is one at most for each place.
  private static let stretches = (LaneFinish.kept + LaneFinish.chunk) / WindowSize.stretch + 1
  fileprivate let halves = UnsafeMutablePointer<WindowHalf<Lanes>>.allocate(capacity: stretches)
  fileprivate let heights = UnsafeMutablePointer<Lanes>.allocate(capacity: stretches)

  deinit {
    numbers.deallocate()
    halves.deallocate()
    heights.deallocate()
  }

  fileprivate func put(_ number: Lanes, at place: Int) {
    (numbers + place).initialize(to: number)
  }

  fileprivate func put(_ point: Point<Lanes>, at place: Int) {
    put(point.x, at: place)
    put(point.y, at: place + 1)
  }

  fileprivate func put(_ leg: WindowHalf<Lanes>, at place: Int) {
    put(leg.firstHalf, at: place)
    put(leg.secondHalf, at: place + 2)
    put(leg.square, at: place + 4)
  }
}

/// A measure of the stretches before windows, each taken once.
private struct Stretches<Value> {
  private let values: UnsafeMutablePointer<Value>
  /// A bit for each that is measured.
  private var known: UInt = 0

  init(in values: UnsafeMutablePointer<Value>) { self.values = values }

  /// The values of the stretches before a window that starts there, in a row; they are parts of
  /// points of which the first is at a step.
  mutating func before(
    _ start: Int, _ points: Points<Lanes>, from first: Int, _ measure: (Points<Lanes>) -> Value
  ) -> UnsafeBufferPointer<Value> {
    let stretches = WindowSize.stretches(before: start)
    func place(_ stretch: Int) -> Int {
      (WindowSize.steps(of: stretch).lowerBound - first) / WindowSize.stretch
    }
    for stretch in stretches where known & 1 << UInt(place(stretch)) == 0 {
      let steps = WindowSize.steps(of: stretch)
      (values + place(stretch)).initialize(
        to: measure(points.part(steps.lowerBound - first..<steps.upperBound - first)))
      known |= 1 << UInt(place(stretch))
    }
    guard let oldest = stretches.first else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: values + place(oldest), count: stretches.count)
  }
}

/// The windows, at one step, of runs side by side: measured for all lanes at once.
final class LaneWindows {
  private typealias Place = LaneMeasures.Place

  /// Owns the memory of the points.
  private let finish: LaneFinish
  private let all: Points<Lanes>
  private let batchEvaluator: BatchEvaluator<Lanes>
  fileprivate let measures: LaneMeasures
  private var halves: Stretches<WindowHalf<Lanes>>
  private var heights: Stretches<Lanes>
  fileprivate private(set) var points: Points<Lanes>
  private var start = 0
  /// A bit for each place of what few judgements ask for, once that is measured.
  private var known: UInt = 0

  /// Nil if all lanes diverged before the last steps.
  ///
  /// The measures belong to the windows made last.
  init?(_ finish: LaneFinish, _ gauge: BatchEvaluator<Lanes>, _ measures: LaneMeasures) {
    guard let tail = finish.tail else { return nil }
    self.finish = finish
    self.batchEvaluator = gauge
    self.measures = measures
    all = Points(tail.points)
    points = all
    halves = Stretches(in: measures.halves)
    heights = Stretches(in: measures.heights)
  }

  /// Goes to a step; false if the windows there reach back beyond the first iterate that was kept.
  func move(to step: Int) -> Bool {
    start = max(0, step - WindowSize.count + 1)
    guard WindowSize.first(for: start) >= finish.first else { return false }
    points = all.part(start - finish.first..<step + 1 - finish.first)
    known = 0
    measures.put(Measure.reach(points.last(WindowSize.stride)), at: Place.rest)
    let distances = Measure.distances(points)
    measures.put(distances.nearest, at: Place.nearest)
    measures.put(distances.farthest, at: Place.farthest)
    measures.put(WindowHalf(points.halves.early), at: Place.early)
    measures.put(WindowHalf(points.halves.late), at: Place.late)
    return true
  }

  fileprivate func measurePush() {
    once(Place.push) { measures.put(batchEvaluator.push(points.halves.both), at: $0) }
  }

  fileprivate func measureAscentPoint() {
    once(Place.ascentPoint) { measures.put(finish.ascentPoint(points[points.count - 1]), at: $0) }
  }

  fileprivate func measureNewness() {
    once(Place.isNew) {
      let before = halves.before(start, all, from: finish.first, WindowHalf.init)
      measures.put(Measure.newness(leg(Place.early), leg(Place.late), after: before), at: $0)
    }
  }

  fileprivate func measureLows() {
    once(Place.lows) {
      let before = heights.before(start, all, from: finish.first, batchEvaluator.value)
      measures.put(Measure.lows(batchEvaluator.value(points.halves.late), among: before), at: $0)
    }
  }

  /// Measures what is kept at a place unless that is known.
  @inline(__always)
  private func once(_ place: Int, _ measure: (Int) -> Void) {
    guard known & 1 << UInt(place) == 0 else { return }
    known |= 1 << UInt(place)
    measure(place)
  }

  private func leg(_ place: Int) -> WindowHalf<Lanes> {
    WindowHalf(at: place, count: points.halves.late.count) { measures.numbers[$0] }
  }
}

/// The window of one of many runs side by side, as long as those do not move.
struct LaneWindow: Window {
  private typealias Place = LaneMeasures.Place

  private let all: LaneWindows
  // Those of `all`, which keeps them: asked for so often that to count who asks would take as long
  // as to judge.
  private let points: Points<Lanes>
  private let numbers: UnsafeRawPointer
  var lane: Int

  init(_ all: LaneWindows, _ lane: Int) {
    self.all = all
    points = all.points
    numbers = UnsafeRawPointer(all.measures.numbers)
    self.lane = lane
  }

  var count: Int { points.count }
  @inline(__always)
  subscript(back: Int) -> Point<Double> { points.lane(lane, at: points.count &- 1 &- back) }
  var rest: Double { number(Place.rest) }
  var distances: (nearest: Double, farthest: Double) {
    (number(Place.nearest), number(Place.farthest))
  }
  var early: WindowHalf<Double> { leg(Place.early) }
  var late: WindowHalf<Double> { leg(Place.late) }
  var push: Point<Double> {
    all.measurePush()
    return point(Place.push)
  }
  var ascentPoint: Point<Double> {
    all.measureAscentPoint()
    return point(Place.ascentPoint)
  }
  var isNew: Bool {
    all.measureNewness()
    return number(Place.isNew) > 0
  }
  var isLowest: Bool {
    all.measureLows()
    return number(Place.lows) < 2
  }

  @inline(__always)
  private func number(_ place: Int) -> Double { numbers.lane(lane, of: place) }

  @inline(__always)
  private func point(_ place: Int) -> Point<Double> { Point(number(place), number(place + 1)) }

  @inline(__always)
  private func leg(_ place: Int) -> WindowHalf<Double> {
    WindowHalf(at: place, count: points.halves.late.count, number)
  }
}

extension WindowHalf {
  /// As `LaneMeasures` keeps it.
  @inline(__always)
  fileprivate init(at place: Int, count: Int, _ number: (Int) -> N) {
    self.init(
      firstHalf: Point(number(place), number(place + 1)),
      secondHalf: Point(number(place + 2), number(place + 3)),
      square: number(place + 4), count: count)
  }
}
