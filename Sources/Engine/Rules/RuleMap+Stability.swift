// Measures of the stability of a rule on the parabola.
extension RuleMap {
  /// The number of steps, up to 64, after which the rule repeats itself, far from its first step.
  ///
  /// 1 if a step does not depend on its number; nil if the steps do not repeat.
  var period: Int? {
    let state = [0.37] + [Double](repeating: 0.11, count: dimension - 1)
    let next = (0..<130).map { self.next(state, step: Self.farStep + $0) }
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
  func spectralRadius(_ sharpness: Double, _ period: Int, minimum: Double) -> Double? {
    let map = on(sharpness, minimum)
    var state = map.start(at: minimum)
    for step in 0..<200 { state = map.next(state, step: step) }
    guard state[0] == minimum else { return nil }
    let isLive = state.map(\.isFinite)
    var product: [[Double]]?
    for step in 0..<period {
      let (next, matrix, hasKink) = map.derivative(
        state, step: Self.farStep + step, isLive: isLive)
      if hasKink { return nil }
      state = next
      product = product.map { multiplied(matrix, $0) } ?? matrix
    }
    guard let product, product.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return nil }
    return Double.pow(Engine.spectralRadius(product), 1 / Double(period))
  }

  /// Returns −(x′ − c)/(x − c) of a step from x = c + ‖∇f‖/λ, with the memories on the 2-cycle of x.
  ///
  /// The memories are those of Newton's method, which solves linear memories in one round. Nil
  /// without a 2-cycle.
  func jumpRatio(
    _ sharpness: Double, _ gradientNorm: Double, minimum: Double
  ) -> (ratio: Double, state: [Double])? {
    let map = on(sharpness, minimum)
    let offset = gradientNorm / sharpness
    var state = map.start(at: minimum + offset)
    for step in 0..<40 {
      state[0] = minimum + (step.isMultiple(of: 2) ? offset : -offset)
      state = map.next(state, step: Self.farStep + step)
    }
    guard !state.dropFirst().contains(where: \.isNaN) else { return nil }
    let isLive = state.indices.map { $0 > 0 && state[$0].isFinite }
    let live = state.indices.filter { isLive[$0] }
    func answer(_ next: Double) -> Double { -(next - minimum) / offset }
    for round in 0..<30 {
      state[0] = minimum + offset
      let (there, first, _) = map.derivative(state, step: Self.farStep, isLive: isLive)
      if live.isEmpty { return (answer(there[0]), state) }
      var reflected = there
      reflected[0] = minimum - offset
      let (back, second, _) = map.derivative(reflected, step: Self.farStep + 1, isLive: isLive)
      let gap = live.map { back[$0] - state[$0] }
      let size = live.map { abs(state[$0]) }.max().map { max($0, 1e-300) } ?? 1
      let tolerance = round < 29 ? 1e-14 : 1e-10
      if gap.allSatisfy({ abs($0) <= tolerance * size }) { return (answer(there[0]), state) }
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
  func released(_ sharpness: Double, _ gradientNorm: Double) -> Double {
    let offset = gradientNorm / sharpness
    guard var state = jumpRatio(sharpness, gradientNorm, minimum: 0)?.state else { return 0 }
    let map = on(sharpness, 0)
    for step in 0..<6 { state = map.next(state, step: Self.farStep + step) }
    return state[0].isFinite ? abs(state[0]) / offset : .infinity
  }

  private func on(_ sharpness: Double, _ minimum: Double) -> RuleMap {
    var map = self
    (map.sharpness, map.minimum) = (sharpness, minimum)
    return map
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
