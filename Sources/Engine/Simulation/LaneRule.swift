/// An optimizer on a surface, in every lane.
protocol LaneRule {
  /// Takes a step, and adds |w|² of where it leads to.
  func step(_ here: inout Triple<Point<Lanes>>, _ reach: inout Lanes)

  /// The point at which the gradient is taken from `p` by the runs of one vector.
  func ascentPoint(from p: Point<Lanes>, in vector: Int) -> Point<Lanes>
}

/// A rule that moves one vector after the other: all that a step needs is in registers.
struct SequentialLaneRule<S: Surface, O: Optimizer<Lanes>>: LaneRule where O.Memory == Void {
  private let surface: S
  private let rules: Triple<O>

  @inline(__always)
  init(_ surface: S, _ knobs: LaneKnobs, _ make: ((Knob) -> Lanes) -> O) {
    self.surface = surface
    rules = knobs.map { make($0) }
  }

  @inline(__always)
  func step(_ here: inout Triple<Point<Lanes>>, _ reach: inout Lanes) {
    step(rules.first, &here.first, &reach)
    step(rules.second, &here.second, &reach)
    step(rules.third, &here.third, &reach)
  }

  @inline(__always)
  private func step(_ rule: O, _ p: inout Point<Lanes>, _ reach: inout Lanes) {
    var memory: Void = ()
    _ = rule.step(&p, &memory, on: surface)
    reach = .addingSquares(p.x, p.y, reach)
  }

  @inline(never)
  func ascentPoint(from p: Point<Lanes>, in vector: Int) -> Point<Lanes> {
    var (p, memory): (Point<Lanes>, Void) = (p, ())
    return rules[vector].step(&p, &memory, on: surface)
  }
}

/// A rule that moves all vectors at once: on a formula, of which each operation is looked up first.
struct FusedLaneRule<S: Surface, O: Optimizer<Triple<Lanes>>>: LaneRule where O.Memory == Void {
  private let surface: S
  private let rule: O

  @inline(__always)
  init(_ surface: S, _ knobs: LaneKnobs, _ make: ((Knob) -> Triple<Lanes>) -> O) {
    self.surface = surface
    rule = make { knob in knobs.map { $0(knob) } }
  }

  @inline(__always)
  func step(_ here: inout Triple<Point<Lanes>>, _ reach: inout Lanes) {
    var (p, memory): (Point<Triple<Lanes>>, Void) = (Point(here.map(\.x), here.map(\.y)), ())
    _ = rule.step(&p, &memory, on: surface)
    here = .zip(p.x, p.y) { Point($0, $1) }
    reach = .addingSquares(here, added: reach)
  }

  @inline(never)
  func ascentPoint(from p: Point<Lanes>, in vector: Int) -> Point<Lanes> {
    var (all, memory): (Point<Triple<Lanes>>, Void) =
      (Point(Triple(p.x, p.x, p.x), Triple(p.y, p.y, p.y)), ())
    let look = rule.step(&all, &memory, on: surface)
    return Point(look.x[vector], look.y[vector])
  }
}

extension Lanes {
  /// |w|² of all vectors, added to a sum.
  @inline(__always)
  static func addingSquares(_ p: Triple<Point<Lanes>>, added sum: Lanes) -> Lanes {
    .addingSquares(
      p.first.x, p.first.y,
      .addingSquares(p.second.x, p.second.y, .addingSquares(p.third.x, p.third.y, sum)))
  }
}
