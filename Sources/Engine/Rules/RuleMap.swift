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
  // Reused from step to step; the state replaces the memories of the rule.
  private var memory: TypedRule<Line<Double>>.Memory
  private var tracedMemory: TypedRule<Line<TracedDual>>.Memory
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

  /// Returns the map on the parabola ½λ(x − c)².
  func on(_ sharpness: Double, minimum: Double) -> RuleMap {
    var map = self
    (map.sharpness, map.minimum) = (sharpness, minimum)
    return map
  }

  /// Returns the state before the first step from x.
  func start(at x: Double) -> [Double] {
    let memory = rule.initialMemory(at: Line(x), seed: 0)
    return [x] + program.memories.map { memory[$0.register] }
  }

  /// Replaces the state by that after the step with number `step` + 1.
  mutating func advance(_ state: inout [Double], step: Int) {
    advance(&state, step: step, rule, &memory)
  }

  /// Replaces the state by the next one.
  ///
  /// - Returns: The derivatives of the next state by the components that `isLive`, and whether a kink
  ///   was met. The matrix has a row per component of the next state. The derivatives by other
  ///   components are 0.
  mutating func derivative(
    _ state: inout [Double], step: Int, isLive: [Bool]
  ) -> (matrix: [[Double]], hasKink: Bool) {
    let live = state.indices.filter { isLive[$0] }
    var matrix = state.map { _ in [Double](repeating: 0, count: state.count) }
    guard !live.isEmpty else {
      advance(&state, step: step)
      return (matrix, false)
    }
    var hasKink = false
    var result = state
    // Two directions per evaluation.
    for pair in stride(from: 0, to: live.count, by: 2) {
      let second = pair + 1 < live.count ? live[pair + 1] : -1
      var traced = state.enumerated().map { index, value in
        TracedDual(
          Dual(value, dx: index == live[pair] ? 1 : 0, dy: index == second ? 1 : 0),
          isState: isLive[index], hasKink: false)
      }
      advance(&traced, step: step, tracedRule, &tracedMemory)
      hasKink = hasKink || traced.contains(where: \.hasKink)
      for row in traced.indices {
        matrix[row][live[pair]] = traced[row].dual.dx
        if second >= 0 { matrix[row][second] = traced[row].dual.dy }
        result[row] = traced[row].dual.value
      }
    }
    state = result
    return (matrix, hasKink)
  }

  private func advance<N: Number>(
    _ state: inout [N], step: Int, _ rule: TypedRule<Line<N>>,
    _ memory: inout TypedRule<Line<N>>.Memory
  ) {
    memory.step = step
    for (index, place) in program.memories.enumerated() {
      memory[place.register] = state[index + 1]
    }
    var w = Line(state[0])
    let parabola = Parabola(sharpness: N(sharpness), minimum: N(minimum))
    _ = rule.step(&w, &memory, on: parabola)
    state[0] = w.x
    for (index, place) in program.memories.enumerated() {
      state[index + 1] = memory[place.register]
    }
  }
}

extension TypedRule.Memory {
  /// The number in a register of the line.
  fileprivate subscript<N: Number>(register: RuleProgram.Register) -> N where V == Line<N> {
    get { register.isVector ? vectors[register.index].x : numbers[register.index] }
    set {
      if register.isVector {
        vectors[register.index] = Line(newValue)
      } else {
        numbers[register.index] = newValue
      }
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
