import Vectors

/// An optimizer on a surface, applied to every lane.
protocol LaneRule {
  /// The memories of all vectors.
  associatedtype Memory

  /// Whether the rule has a memory, on which the ascent point depends too.
  static var hasMemory: Bool { get }

  /// Returns the memory before the first step from the given iterates.
  func initialMemory(at iterates: Triple<Point<Lanes>>) -> Memory

  /// Takes one step and adds |w|² of the new iterates to `squaredNormSum`.
  ///
  /// Returns the ascent points w + ε.
  @discardableResult
  func step(
    _ iterates: inout Triple<Point<Lanes>>, _ memory: inout Memory, _ squaredNormSum: inout Lanes
  ) -> Triple<Point<Lanes>>

  /// The ascent point w + ε of `p`, for the runs of one vector; for a rule without memory.
  func ascentPoint(from p: Point<Lanes>, in vector: Int) -> Point<Lanes>
}

/// A rule that steps the vectors one after the other and keeps each step in registers.
struct SequentialLaneRule<S: Surface, O: Optimizer<Point<Lanes>>>: LaneRule {
  static var hasMemory: Bool { O.Memory.self != Void.self }

  private let surface: S
  private let rules: Triple<O>
  private let activeMasks: Triple<Lanes>

  /// Creates the rule of the given hyperparameters; lanes whose mask is 0 have diverged.
  ///
  /// `makeRule` returns the rule of one vector from its hyperparameters.
  @inline(__always)
  init(_ surface: S, _ input: LaneRuleInput, _ makeRule: ((Knob) -> Lanes) -> O) {
    self.surface = surface
    rules = input.knobs.map { makeRule($0) }
    activeMasks = input.activeMasks
  }

  // Without random draws, the seed has no effect.
  func initialMemory(at iterates: Triple<Point<Lanes>>) -> Triple<O.Memory> {
    .zip(rules, iterates) { $0.initialMemory(at: $1, seed: 0) }
  }

  @inline(__always)
  @discardableResult
  func step(
    _ iterates: inout Triple<Point<Lanes>>, _ memory: inout Triple<O.Memory>,
    _ squaredNormSum: inout Lanes
  ) -> Triple<Point<Lanes>> {
    Triple(
      step(
        rules.first, activeMasks.first, &iterates.first, &memory.first, &squaredNormSum),
      step(
        rules.second, activeMasks.second, &iterates.second, &memory.second, &squaredNormSum),
      step(
        rules.third, activeMasks.third, &iterates.third, &memory.third, &squaredNormSum))
  }

  @inline(__always)
  private func step(
    _ rule: O, _ activeMask: Lanes, _ p: inout Point<Lanes>, _ memory: inout O.Memory,
    _ squaredNormSum: inout Lanes
  ) -> Point<Lanes> {
    let before = p
    let ascentPoint = rule.step(&p, &memory, on: SurfaceObjective(surface))
    if Self.hasMemory {
      // The memory of a diverged run is not finite and would spoil every later iterate.
      let isActive = 0 < activeMask
      p = Point(.select(isActive, p.x, before.x), .select(isActive, p.y, before.y))
    }
    squaredNormSum = .addingSquares(p.x, p.y, squaredNormSum)
    return ascentPoint
  }

  @inline(never)
  func ascentPoint(from p: Point<Lanes>, in vector: Int) -> Point<Lanes> {
    var (p, memory) = (p, rules[vector].initialMemory(at: p, seed: 0))
    return rules[vector].step(&p, &memory, on: SurfaceObjective(surface))
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
