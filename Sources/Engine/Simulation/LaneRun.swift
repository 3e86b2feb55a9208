/// Two of a kind.
///
/// A kernel has two vectors of runs under way, so that one computes while the other waits for a
/// root. One vector twice as wide would not fit the registers.
struct Pair<Element> {
  var first, second: Element

  init(_ first: Element, _ second: Element) {
    self.first = first
    self.second = second
  }

  init(_ element: (Int) -> Element) { self.init(element(0), element(1)) }

  subscript(half: Int) -> Element {
    get { half == 0 ? first : second }
    set { if half == 0 { first = newValue } else { second = newValue } }
  }
}

/// Runs side by side: their knobs, starts and how many steps they take.
struct LaneCourse {
  /// How many runs there are in both vectors.
  static let count = 2 * Lanes.count

  let knobs: Pair<(Knob) -> Lanes>
  let start: Pair<Point<Lanes>>
  let steps: Int
  /// Asked now and then; true ends the runs early.
  let isCancelled: () -> Bool
}

/// The end of runs side by side: all that is needed to judge them.
///
/// A class, for every judgement shares it.
final class LaneFinish {
  /// The step at which a lane diverged, or −1.
  fileprivate(set) var divergedAt = [Int](repeating: -1, count: Lanes.count)
  /// The last iterate of each lane that diverged.
  fileprivate(set) var escaped = [Point<Double>](repeating: .zero, count: Lanes.count)
  /// The step of the first iterate that was kept.
  fileprivate(set) var first = 0
  /// The last iterates; nil if all lanes diverged before.
  fileprivate(set) var tail: LaneTail?
  /// Where the gradient is taken from an iterate.
  let look: (Point<Lanes>) -> Point<Lanes>

  init(_ look: @escaping (Point<Lanes>) -> Point<Lanes>) { self.look = look }

  /// The last iterate of a lane.
  func end(of lane: Int) -> Point<Double> {
    guard divergedAt[lane] < 0, let points = tail?.points else { return escaped[lane] }
    return Points(points).lane(lane, at: points.count - 1)
  }

  /// So many iterates are kept: two judgements that agree need at most 590.
  static let kept = 592
  /// Divergence is looked for every so many steps.
  static let chunk = 32
}

/// Iterates in a row; a class, for it owns their memory.
final class LaneTail {
  let points: UnsafeMutableBufferPointer<Point<Lanes>>

  init(count: Int) {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Point<Lanes>>.stride, alignment: Lanes.alignment)
    points = UnsafeMutableBufferPointer(
      start: memory.bindMemory(to: Point<Lanes>.self, capacity: count), count: count)
  }

  deinit { points.deallocate() }
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

/// Runs an optimizer over a surface in every lane; nil if cancelled.
///
/// Only the last iterates are kept. The sum of all |w|² of a few steps tells whether any of them
/// can have been too far; only then are these steps taken again, one by one, to name the step.
/// Lanes that all stand on a cycle that the few steps close are there for good, so the rest of the
/// way is skipped.
@inline(__always)
func simulate<S: Surface, O: Optimizer<Lanes>>(
  _ surface: S, _ course: LaneCourse, _ make: ((Knob) -> Lanes) -> O
) -> Pair<LaneFinish>? where O.Memory == Void {
  let chunk = LaneFinish.chunk
  let rules = Pair { make(course.knobs[$0]) }
  var watches = Pair { _ in Watch() }
  let finish = Pair { half in LaneFinish { looked(surface, rules[half], $0) } }
  var here = course.start
  var step = 0
  let end = max(0, course.steps + 1 - LaneFinish.kept)
  var untilAsked = 0
  while step + chunk <= end {
    untilAsked -= 1
    if untilAsked <= 0 {
      if course.isCancelled() { return nil }
      untilAsked = 256
    }
    let before = here
    let reach = advanced(surface, rules, &here, count: chunk)
    for half in 0...1 where watches[half].mayEscape(reach[half]) {
      let tails = Pair { _ in LaneTail(count: chunk) }
      var again = before
      _ = recorded(surface, rules, &again, tails)
      watches[half].look(at: tails[half], from: step, finish[half])
    }
    if watches.first.isEmpty, watches.second.isEmpty { return finish }
    step += chunk
    if watches.first.stands(before.first, here.first),
      watches.second.stands(before.second, here.second)
    {
      step += (end - step) / chunk * chunk
    }
  }
  let tails = Pair { _ in LaneTail(count: course.steps - step + 1) }
  let reach = recorded(surface, rules, &here, tails)
  for half in 0...1 {
    finish[half].first = step
    finish[half].tail = tails[half]
    if watches[half].mayEscape(reach[half]) {
      watches[half].look(at: tails[half], from: step, finish[half])
    }
  }
  return finish
}

// Out of line: inside the whole kernel the compiler does not inline the root, but calls it.

/// Takes so many steps; the sums of |w|² over the iterates, the first and the last included.
@inline(never)
private func advanced<S: Surface, O: Optimizer<Lanes>>(
  _ surface: S, _ rules: Pair<O>, _ here: inout Pair<Point<Lanes>>, count: Int
) -> Pair<Lanes> where O.Memory == Void {
  var memory: Void = ()
  var (p, q) = (here.first, here.second)
  var (first, second) = (p.square, q.square)
  for _ in 0..<count {
    _ = rules.first.step(&p, &memory, on: surface)
    first = first + p.square
    _ = rules.second.step(&q, &memory, on: surface)
    second = second + q.square
  }
  here = Pair(p, q)
  return Pair(first, second)
}

/// Fills the tails with the iterates from `here` on, `here` included; the sums of their |w|².
@inline(never)
private func recorded<S: Surface, O: Optimizer<Lanes>>(
  _ surface: S, _ rules: Pair<O>, _ here: inout Pair<Point<Lanes>>, _ tails: Pair<LaneTail>
) -> Pair<Lanes> where O.Memory == Void {
  var memory: Void = ()
  var (p, q) = (here.first, here.second)
  let (firsts, seconds) = (tails.first.points, tails.second.points)
  var (first, second) = (Lanes(0), Lanes(0))
  for index in firsts.indices {
    firsts[index] = p
    first = first + p.square
    _ = rules.first.step(&p, &memory, on: surface)
    seconds[index] = q
    second = second + q.square
    _ = rules.second.step(&q, &memory, on: surface)
  }
  here = Pair(p, q)
  return Pair(first, second)
}

/// The point at which the gradient is taken from `p`.
@inline(never)
private func looked<S: Surface, O: Optimizer<Lanes>>(
  _ surface: S, _ rule: O, _ p: Point<Lanes>
) -> Point<Lanes> where O.Memory == Void {
  var (p, memory): (Point<Lanes>, Void) = (p, ())
  return rule.step(&p, &memory, on: surface)
}

/// Keeps an eye on the lanes that have not diverged.
struct Watch {
  private static let limit = Trajectory.escape * Trajectory.escape

  /// 1 where the lane is still inside, otherwise 0.
  private var inside = Lanes(1)

  var isEmpty: Bool { !Lanes.isAny(0 < inside) }

  /// Whether a lane still inside may have been outside, given the sum of its |w|² over some steps.
  @inline(never)
  func mayEscape(_ reach: Lanes) -> Bool {
    // Written so that NaN counts as outside.
    let far = Lanes.choose(reach < Lanes(Self.limit), 0, inside)
    return Lanes.isAny(0 < far)
  }

  /// Notes the lanes that are outside for the first time, and at which step.
  mutating func look(at tail: LaneTail, from step: Int, _ finish: LaneFinish) {
    for (index, p) in tail.points.enumerated() {
      let reach = p.square
      guard mayEscape(reach) else { continue }
      for lane in 0..<Lanes.count where inside[lane] > 0 && !(reach[lane] <= Self.limit) {
        inside[lane] = 0
        finish.divergedAt[lane] = step + index
        finish.escaped[lane] = p[lane]
      }
    }
  }

  /// Whether every lane still inside is where it was, to the bit.
  @inline(never)
  func stands(_ a: Point<Lanes>, _ b: Point<Lanes>) -> Bool {
    let moved = Lanes.choose(
      Lanes.equal(a.x, b.x), Lanes.choose(Lanes.equal(a.y, b.y), 0, inside), inside)
    guard !Lanes.isAny(0 < moved) else { return false }
    // 0 and −0 are equal, and yet may part ways.
    return (0..<Lanes.count).allSatisfy { lane in
      inside[lane] == 0
        || a.x[lane].bitPattern == b.x[lane].bitPattern
          && a.y[lane].bitPattern == b.y[lane].bitPattern
    }
  }
}
