/// The map of one step of a rule on the parabola ½λ(x − c)² of the line.
///
/// The state is x followed by the memories, of which each is one number on the line. A rule of any
/// dimension runs on the line.
struct RuleMap {
  /// A step at which βᵗ is 0.
  static let farStep = 1_000_000_000

  let program: RuleProgram
  private let rule: TypedRule<Line<Double>>
  private let tracedRule: TypedRule<Line<TracedDual>>
  private let memory: TypedRule<Line<Double>>.Memory
  private let tracedMemory: TypedRule<Line<TracedDual>>.Memory
  /// λ, the second derivative of the parabola.
  var sharpness = 1.0
  /// c, the minimum of the parabola.
  var minimum = 0.0

  init(_ program: RuleProgram, _ knob: (Knob) -> Double) {
    self.program = program
    rule = TypedRule(program, knob)
    tracedRule = TypedRule(program) { TracedDual(knob($0)) }
    memory = rule.initialMemory(at: Line(0), seed: 0)
    tracedMemory = tracedRule.initialMemory(at: Line(0), seed: 0)
  }

  /// The number of components of the state.
  var dimension: Int { 1 + program.memories.count }

  /// Returns the state before the first step from x.
  func start(at x: Double) -> [Double] {
    [x] + memories(of: rule.initialMemory(at: Line(x), seed: 0))
  }

  /// Returns the state after the step with number `step` + 1.
  func next(_ state: [Double], step: Int) -> [Double] {
    next(state, step: step, rule, memory)
  }

  /// Returns the next state, its derivatives by the components that `isLive`, and whether a kink was
  /// met.
  ///
  /// The matrix has a row per component of the next state. The derivatives of other components are 0.
  func derivative(
    _ state: [Double], step: Int, isLive: [Bool]
  ) -> (next: [Double], matrix: [[Double]], hasKink: Bool) {
    let live = state.indices.filter { isLive[$0] }
    var matrix = state.map { _ in state.map { _ in 0.0 } }
    var result = next(state, step: step)
    var hasKink = false
    // Two directions per evaluation.
    for pair in stride(from: 0, to: live.count, by: 2) {
      let second = pair + 1 < live.count ? live[pair + 1] : -1
      let traced = state.enumerated().map { index, value in
        TracedDual(
          Dual(value, dx: index == live[pair] ? 1 : 0, dy: index == second ? 1 : 0),
          isState: isLive[index], hasKink: false)
      }
      let next = next(traced, step: step, tracedRule, tracedMemory)
      hasKink = hasKink || next.contains(where: \.hasKink)
      for row in next.indices {
        matrix[row][live[pair]] = next[row].dual.dx
        if second >= 0 { matrix[row][second] = next[row].dual.dy }
      }
      result = next.map(\.dual.value)
    }
    return (result, matrix, hasKink)
  }

  private func next<N: Number>(
    _ state: [N], step: Int, _ rule: TypedRule<Line<N>>, _ memory: TypedRule<Line<N>>.Memory
  ) -> [N] {
    var memory = memory
    memory.step = step
    for (memoryRegisters, value) in zip(program.memories, state.dropFirst()) {
      let register = memoryRegisters.register
      if register.isVector {
        memory.vectors[register.index] = Line(value)
      } else {
        memory.numbers[register.index] = value
      }
    }
    var w = Line(state[0])
    let parabola = Parabola(sharpness: N(sharpness), minimum: N(minimum))
    _ = rule.step(&w, &memory, on: parabola)
    return [w.x] + memories(of: memory)
  }

  private func memories<N: Number>(of memory: TypedRule<Line<N>>.Memory) -> [N] {
    program.memories.map { registers in
      registers.register.isVector
        ? memory.vectors[registers.register.index].x : memory.numbers[registers.register.index]
    }
  }
}

/// A vector of the line.
struct Line<N: Number>: VectorSpace {
  var x: N

  init(_ x: N) { self.x = x }

  static func + (a: Line, b: Line) -> Line { Line(a.x + b.x) }
  static func - (a: Line, b: Line) -> Line { Line(a.x - b.x) }
  static func * (scale: N, v: Line) -> Line { Line(scale * v.x) }
  func dot(_ other: Line) -> N { x * other.x }
  func map(_ transform: (N) -> N) -> Line { Line(transform(x)) }
  func zip(_ other: Line, _ combine: (N, N) -> N) -> Line { Line(combine(x, other.x)) }
}

/// The loss ½λ(x − c)² on the line.
struct Parabola<N: Number>: Objective {
  let sharpness: N
  let minimum: N

  func gradient(_ w: Line<N>) -> Line<N> { Line(sharpness * (w.x - minimum)) }
  func value(_ w: Line<N>) -> N { 0.5 * sharpness * (w.x - minimum) * (w.x - minimum) }
  func hessian(_ w: Line<N>) -> [Line<N>] { [Line(sharpness)] }
}
