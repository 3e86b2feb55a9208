// Measures of the stability of a rule on the parabola.
extension RuleMap {
  /// The number of steps, up to 64, after which the rule repeats itself, far from its first step.
  ///
  /// 1 if a step does not depend on its number; nil if the steps do not repeat.
  var period: Int? {
    guard program.dependsOnStep else { return 1 }
    var map = self
    let state = [0.37] + [Double](repeating: 0.11, count: dimension - 1)
    let next = (0..<130).map { index in
      var state = state
      map.advance(&state, step: Self.farStep + index)
      return state
    }
    return (1...64).first { period in
      (0..<129 - period).allSatisfy { index in
        zip(next[index], next[index + period]).allSatisfy { a, b in
          a == b || a.isNaN && b.isNaN || abs(a - b) <= 1e-9 * abs(b)
        }
      }
    }
  }

  /// Returns the spectral radius of the map of a step at rest; nil at a kink or away from rest.
  ///
  /// Per step, of the map of `period` steps.
  mutating func spectralRadius(_ period: Int) -> Double? {
    guard var state = restingState(period), state[0] == minimum else { return nil }
    let isLive = state.map(\.isFinite)
    var product: [[Double]]?
    for step in 0..<period {
      let (matrix, hasKink) = derivative(&state, step: Self.farStep + step, isLive: isLive)
      if hasKink { return nil }
      product = product.map { multiplied(matrix, $0) } ?? matrix
    }
    guard let product, product.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return nil }
    return Double.pow(Engine.spectralRadius(product), 1 / Double(period))
  }

  /// Returns the state after 200 steps at the minimum, or fewer if nothing changes during a period.
  private mutating func restingState(_ period: Int) -> [Double]? {
    var state = start(at: minimum)
    var unchangedSteps = 0
    for step in 0..<200 where unchangedSteps <= period {
      let former = state
      advance(&state, step: step)
      unchangedSteps = state == former ? unchangedSteps + 1 : 0
    }
    return state
  }

  /// Returns −(x′ − c)/(x − c) of a step from x = c + ‖∇f‖/λ, with the memories on the 2-cycle of x.
  ///
  /// The memories are those of Newton's method, which solves linear memories in one round. The method
  /// begins at the memories of `guess` if it then ends within two rounds, otherwise after 40 steps on
  /// ±(x − c). Nil without a 2-cycle.
  mutating func jumpRatio(
    _ gradientNorm: Double, from guess: [Double]? = nil
  ) -> (ratio: Double, state: [Double])? {
    let offset = gradientNorm / sharpness
    if let guess, let result = jumpRatio(offset, from: guess, rounds: 2) { return result }
    var state = start(at: minimum + offset)
    for step in 0..<(dimension > 1 ? 40 : 0) {
      state[0] = minimum + (step.isMultiple(of: 2) ? offset : -offset)
      advance(&state, step: Self.farStep + step)
    }
    return jumpRatio(offset, from: state, rounds: 30)
  }

  private mutating func jumpRatio(
    _ offset: Double, from guess: [Double], rounds: Int
  ) -> (ratio: Double, state: [Double])? {
    var state = guess
    guard !state.dropFirst().contains(where: \.isNaN) else { return nil }
    let isLive = state.indices.map { $0 > 0 && state[$0].isFinite }
    let live = state.indices.filter { isLive[$0] }
    for round in 0..<rounds {
      state[0] = minimum + offset
      var next = state
      let first = derivative(&next, step: Self.farStep, isLive: isLive).matrix
      let ratio = -(next[0] - minimum) / offset
      if live.isEmpty { return (ratio, state) }
      next[0] = minimum - offset
      let second = derivative(&next, step: Self.farStep + 1, isLive: isLive).matrix
      let gap = live.map { next[$0] - state[$0] }
      let size = live.map { abs(state[$0]) }.max().map { max($0, 1e-300) } ?? 1
      let tolerance = round < 29 ? 1e-14 : 1e-10
      if gap.allSatisfy({ abs($0) <= tolerance * size }) { return (ratio, state) }
      let product = multiplied(second, first)
      let matrix = live.map { row in
        live.map { (row == $0 ? 1 : 0) - product[row][$0] }
      }
      guard let correction = solved(matrix, gap) else { return nil }
      for (index, change) in zip(live, correction) { state[index] += change }
    }
    return nil
  }

  /// Returns the length of a jump six steps after it is released, as a multiple of its length.
  mutating func released(_ gradientNorm: Double) -> Double {
    guard var state = jumpRatio(gradientNorm)?.state else { return 0 }
    for step in 0..<6 { advance(&state, step: Self.farStep + step) }
    return state[0].isFinite ? abs(state[0]) * sharpness / gradientNorm : .infinity
  }
}

/// Returns the matrix product.
private func multiplied(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
  a.map { row in
    b.indices.map { column in
      row.indices.reduce(0) { $0 + row[$1] * b[$1][column] }
    }
  }
}

/// Returns the solution of a linear system; nil for a matrix that is singular up to rounding.
private func solved(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
  let solution = SquareMatrix(matrix)?.solution(of: right)
  guard let solution, solution.allSatisfy({ $0.isFinite && abs($0) < 1e13 }) else { return nil }
  return solution
}

/// Returns the largest magnitude of an eigenvalue.
///
/// In closed form for one and two rows; otherwise by squaring: ‖Aᵐ‖^(1/m) for m = 2⁶⁰.
private func spectralRadius(_ matrix: [[Double]]) -> Double {
  if matrix.count == 1 { return abs(matrix[0][0]) }
  if matrix.count == 2 {
    let half = 0.5 * (matrix[0][0] + matrix[1][1])
    let determinant = matrix[0][0] * matrix[1][1] - matrix[0][1] * matrix[1][0]
    let square = half * half - determinant
    return square < 0 ? determinant.squareRoot() : abs(half) + square.squareRoot()
  }
  var (power, logarithm, weight) = (matrix, 0.0, 1.0)
  for _ in 0..<60 {
    let size = power.map { $0.map(abs).max() ?? 0 }.max() ?? 0
    guard size > 0 else { return 0 }
    logarithm += weight * Double.log(size)
    power = power.map { $0.map { $0 / size } }
    power = multiplied(power, power)
    weight *= 0.5
  }
  return Double.exp(logarithm)
}
