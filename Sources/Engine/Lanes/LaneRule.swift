/// An optimizer on a surface, applied to every lane.
protocol LaneRule {
  /// Takes one step and adds |w|² of the new iterates to `squaredNormSum`.
  func step(_ iterates: inout Triple<Point<Lanes>>, _ squaredNormSum: inout Lanes)

  /// The ascent point w + ε of `p`, for the runs of one vector.
  func ascentPoint(from p: Point<Lanes>, in vector: Int) -> Point<Lanes>
}

/// A rule that steps the vectors one after the other and keeps each step in registers.
struct SequentialLaneRule<S: Surface, O: Optimizer<Lanes>>: LaneRule where O.Memory == Void {
  private let surface: S
  private let rules: Triple<O>

  @inline(__always)
  init(_ surface: S, _ knobs: LaneKnobs, _ make: ((Knob) -> Lanes) -> O) {
    self.surface = surface
    rules = knobs.map { make($0) }
  }

  @inline(__always)
  func step(_ iterates: inout Triple<Point<Lanes>>, _ squaredNormSum: inout Lanes) {
    step(rules.first, &iterates.first, &squaredNormSum)
    step(rules.second, &iterates.second, &squaredNormSum)
    step(rules.third, &iterates.third, &squaredNormSum)
  }

  @inline(__always)
  private func step(_ rule: O, _ p: inout Point<Lanes>, _ squaredNormSum: inout Lanes) {
    var memory: Void = ()
    _ = rule.step(&p, &memory, on: surface)
    squaredNormSum = .addingSquares(p.x, p.y, squaredNormSum)
  }

  @inline(never)
  func ascentPoint(from p: Point<Lanes>, in vector: Int) -> Point<Lanes> {
    var (p, memory): (Point<Lanes>, Void) = (p, ())
    return rules[vector].step(&p, &memory, on: surface)
  }
}

/// A rule that steps all vectors at once: a formula then dispatches each operation once per step.
struct FusedLaneRule<S: Surface, O: Optimizer<Triple<Lanes>>>: LaneRule where O.Memory == Void {
  private let surface: S
  private let rule: O

  @inline(__always)
  init(_ surface: S, _ knobs: LaneKnobs, _ make: ((Knob) -> Triple<Lanes>) -> O) {
    self.surface = surface
    rule = make { knob in knobs.map { $0(knob) } }
  }

  @inline(__always)
  func step(_ iterates: inout Triple<Point<Lanes>>, _ squaredNormSum: inout Lanes) {
    var (p, memory): (Point<Triple<Lanes>>, Void) = (
      Point(iterates.map(\.x), iterates.map(\.y)), ()
    )
    _ = rule.step(&p, &memory, on: surface)
    iterates = .zip(p.x, p.y) { Point($0, $1) }
    squaredNormSum = .addingSquares(iterates, added: squaredNormSum)
  }

  @inline(never)
  func ascentPoint(from p: Point<Lanes>, in vector: Int) -> Point<Lanes> {
    var (all, memory): (Point<Triple<Lanes>>, Void) =
      (Point(Triple(p.x, p.x, p.x), Triple(p.y, p.y, p.y)), ())
    let ascent = rule.step(&all, &memory, on: surface)
    return Point(ascent.x[vector], ascent.y[vector])
  }
}

extension Lanes {
  /// The sum plus |w|² of all vectors.
  @inline(__always)
  static func addingSquares(_ p: Triple<Point<Lanes>>, added sum: Lanes) -> Lanes {
    .addingSquares(
      p.first.x, p.first.y,
      .addingSquares(p.second.x, p.second.y, .addingSquares(p.third.x, p.third.y, sum)))
  }
}
