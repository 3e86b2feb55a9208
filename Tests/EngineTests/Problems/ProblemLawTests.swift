import TestSupport
import Testing

@testable import Engine

/// The problems with the settings whose laws are tested.
private let cases: [(id: String, settings: [String: Double])] =
  Catalog.problems.map { ($0.info.id, [:]) } + [
    ("diagonal", ["depth": 3, "alpha": 0.5]), ("product", ["factors": 7]),
    ("sensing", ["d": 7, "m": 9, "r": 2]),
    ("digits", ["relu": 1, "squares": 0, "hidden": 9, "n": 70]),
  ]

@Suite(.randomCases) struct `Derivatives of problems` {
  @Test(arguments: cases.indices)
  private func `agree with central differences`(_ index: Int) throws {
    let (id, settings) = cases[index]
    let problem = try Catalog.problem(id).problem(settings, seed: 3)
    let hasKinks = id == "neuron" || settings["relu"] == 1
    let start = problem.start(seed: 3)
    let w = start + 0.1 * Coordinates.random(start.count, seed: 5, stream: .directions)
    let random = Coordinates.random(w.count, seed: 6, stream: .directions)
    let (v, h) = ((1 / random.norm) * random, 1e-5)
    let (loss, gradient) = problem.gradient(w)
    #expect(abs(loss - problem.loss(w)) <= 1e-14 * abs(loss))
    let slope = (problem.loss(w + h * v) - problem.loss(w - h * v)) / (2 * h)
    #expect(
      abs(slope - gradient.dot(v)) <= (hasKinks ? 1e-5 : 1e-7) * max(1, abs(slope)),
      "\(id): \(slope), \(gradient.dot(v))")
    let product = problem.hessian(w, times: v)
    let difference =
      (1 / (2 * h)) * (problem.gradient(w + h * v).gradient - problem.gradient(w - h * v).gradient)
    if !hasKinks {
      #expect(
        (difference - product).norm <= 1e-7 * max(1, product.norm),
        "\(id): \((difference - product).norm), \(product.norm)")
    }
    let other = Coordinates.random(w.count, seed: 7, stream: .directions)
    let u = (1 / other.norm) * other
    let scale = max(product.norm, problem.hessian(w, times: u).norm)
    #expect(
      abs(u.dot(product) - v.dot(problem.hessian(w, times: u))) <= 1e-12 * max(1, scale), "\(id)")
  }

  @Test func `of a batch average to those of all samples`() throws {
    for entry in Catalog.problems {
      let problem = try entry.problem(seed: 2)
      guard problem.sampleCount > 0, problem.sampleCount <= 100 else { continue }
      let w = problem.start(seed: 2)
      var (sum, loss) = (w.zero, 0.0)
      for index in 0..<problem.sampleCount {
        let part = problem.gradient(w, on: .batch([index]))
        sum = sum + part.gradient
        loss += part.loss
      }
      let scale = 1 / Double(problem.sampleCount)
      let (whole, gradient) = problem.gradient(w)
      #expect((scale * sum - gradient).norm <= 1e-12 * gradient.norm, "\(entry.info.id)")
      #expect(abs(scale * loss - whole) <= 1e-12 * whole, "\(entry.info.id)")
    }
  }

  @Test func `of label noise are those of shifted targets`() throws {
    for id in ["sensing", "diagonal", "chebyshev"] {
      let problem = try Catalog.problem(id).problem(seed: 2)
      let w = problem.start(seed: 2)
      let none = problem.gradient(
        w, on: .noisyLabels([Double](repeating: 0, count: problem.sampleCount)))
      #expect((none.gradient - problem.gradient(w).gradient).norm <= 1e-14 * none.gradient.norm)
      // The gradient is affine in the targets.
      let shifts = (0..<problem.sampleCount).map { $0.isMultiple(of: 3) ? 1.0 : -1 }
      let up = problem.gradient(w, on: .noisyLabels(shifts))
      let down = problem.gradient(w, on: .noisyLabels(shifts.map { -$0 }))
      let mean = 0.5 * (up.gradient + down.gradient)
      #expect((mean - none.gradient).norm <= 1e-12 * up.gradient.norm, "\(id)")
    }
  }
}

@Suite struct `Exact laws of problems` {
  @Test func `sensing is invariant under rotations and has a saddle at zero`() throws {
    let problem = Sensing({ $0.defaultValue }, seed: 1)
    let w = problem.start(seed: 1)
    // A rotation of two columns of U.
    var rotated = w
    let (cosine, sine) = (Double.cos(0.7), Double.sin(0.7))
    for row in 0..<problem.d {
      let (a, b) = (w[row * problem.d + 3], w[row * problem.d + 8])
      rotated[row * problem.d + 3] = cosine * a - sine * b
      rotated[row * problem.d + 8] = sine * a + cosine * b
    }
    #expect(abs(problem.loss(rotated) - problem.loss(w)) <= 1e-12 * problem.loss(w))
    let zero = w.zero
    let sum = problem.y.reduce(0) { $0 + $1 * $1 }
    #expect(problem.gradient(zero).gradient == zero)
    #expect(abs(problem.loss(zero) - sum / Double(4 * problem.m)) <= 1e-15)
    // UUᵀ = X* has loss 0 up to the rounding of the targets.
    #expect(problem.testLoss(problem.factorOfTruth) <= 1e-14)
  }

  @Test func `diagonal keeps the products uv of gradient descent`() throws {
    let problem = Diagonal({ $0.defaultValue }, seed: 1)
    var w = problem.start(seed: 1) + 0.05 * Coordinates.random(60, seed: 1, stream: .directions)
    for _ in 0..<20 {
      let g = problem.gradient(w).gradient
      let next = w - 0.05 * g
      for j in 0..<problem.p {
        let h = g[j] / (2 * w[j])
        let expected = w[j] * w[problem.p + j] * (1 - 4 * square(0.05 * h))
        #expect(abs(next[j] * next[problem.p + j] - expected) <= 1e-13)
      }
      w = next
    }
    let dense = ProblemObjective(problem).hessian(w).enumerated().reduce(0) {
      $0 + $1.element[$1.offset]
    }
    #expect(abs(dense - problem.traceAtMinimum(w)) <= 1e-12 * dense)
  }

  @Test func `product keeps the differences of squares of gradient descent`() throws {
    let problem = Product({ $0.defaultValue }, seed: 1)
    let w = problem.start(seed: 1)
    let p = w.values.reduce(1, *)
    let next = w - 0.05 * problem.gradient(w).gradient
    for (i, j) in [(0, 1), (0, 3), (1, 2)] {
      let factor = 1 - square(0.05 * (p - 1) * p / (w[i] * w[j]))
      let expected = (square(w[i]) - square(w[j])) * factor
      #expect(abs(square(next[i]) - square(next[j]) - expected) <= 1e-14)
    }
    // At a minimum λmax is the sum of t²/wᵢ².
    let minimum = (1 / Double.pow(p, 0.25)) * w
    let sharpness = minimum.values.reduce(0) { $0 + 1 / square($1) }
    #expect(abs(ProblemObjective(problem).sharpness(minimum) - sharpness) <= 1e-12 * sharpness)
  }

  @Test func `the sphere depends on the direction of the weights`() throws {
    let problem = Sphere({ $0.defaultValue }, seed: 1)
    let w = problem.start(seed: 1)
    func weights(_ w: Coordinates) -> Coordinates { Coordinates(Array(w.values.dropLast())) }
    let g = problem.gradient(w).gradient
    #expect(abs(weights(w).dot(weights(g))) <= 1e-13 * g.norm)
    var scaled = 3 * w
    scaled[30] = w[30]
    let shrunk = problem.gradient(scaled).gradient
    #expect((3 * weights(shrunk) - weights(g)).norm <= 1e-13 * g.norm)
    let next = weights(w - 0.1 * g)
    let expected = weights(w).dot(weights(w)) + 0.01 * weights(g).dot(weights(g))
    #expect(abs(next.dot(next) - expected) <= 1e-12 * expected)
  }

  @Test func `a ReLU unit keeps its balance up to the square of the step`() throws {
    let problem = Digits({ ["relu": 1, "squares": 0][$0.id] ?? $0.defaultValue }, seed: 1)
    let (w, eta) = (problem.start(seed: 1), 0.5)
    let g = problem.gradient(w).gradient
    let next = w - eta * g
    func balance(_ w: Coordinates, _ unit: Int) -> Double {
      let (first, bias, second) = (unit * 64, 2048 + unit, 2080 + unit)
      return (0..<64).reduce(square(w[bias])) { $0 + square(w[first + $1]) }
        - (0..<10).reduce(0) { $0 + square(w[second + 32 * $1]) }
    }
    for unit in 0..<32 {
      let change = balance(next, unit) - balance(w, unit)
      #expect(abs(change - eta * eta * balance(g, unit)) <= 1e-13)
    }
    // Softmax: the gradients of the output biases and of each column of W₂ add to 0.
    #expect(abs(g.values[2400..<2410].reduce(0, +)) <= 1e-15)
    for unit in 0..<32 {
      #expect(abs((0..<10).reduce(0) { $0 + g[2080 + unit + 32 * $1] }) <= 1e-15)
    }
  }
}

extension Sensing {
  /// The factor u of X* = uuᵀ as the first column of U.
  var factorOfTruth: Coordinates {
    let column = (0..<d).max { truth[$0 * d + $0] < truth[$1 * d + $1] } ?? 0
    let root = truth[column * d + column].squareRoot()
    return Coordinates(
      (0..<d * d).map { $0.isMultiple(of: d) ? truth[$0 / d * d + column] / root : 0 })
  }
}
