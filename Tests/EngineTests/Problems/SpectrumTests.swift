import TestSupport
import Testing

@testable import Engine

@Suite(.randomCases) struct `The Lanczos method` {
  @Test func `finds the eigenvalues of random matrices`() {
    forEachRandomCase(20) { generator in
      let size = 1 + generator.below(30)
      var rows = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
      for i in 0..<size {
        for j in 0...i {
          rows[i][j] = generator.number(in: -1...1)
          rows[j][i] = rows[i][j]
        }
      }
      let pairs = Lanczos.topEigenpairs(
        min(2, size), from: .random(size, seed: 1, stream: .spectrum), tolerance: 1e-10,
        products: 1...size
      ) { v in Coordinates(rows.map { Coordinates($0).dot(v) }) }
      let exact = try #require(SquareMatrix(rows)).topEigenpair
      try #require(abs(pairs.values[0] - exact.value) <= 1e-11 * Double(size))
      for (value, vector) in zip(pairs.values, pairs.vectors) {
        let product = Coordinates(rows.map { Coordinates($0).dot(vector) })
        try #require((product - value * vector).norm <= 1e-9)
        try #require(abs(vector.norm - 1) <= 1e-14)
      }
      try #require(pairs.isConverged && pairs.products <= size)
    }
  }

  @Test func `needs few products from the eigenvectors of a point nearby`() throws {
    let problem = try Catalog.problem("digits").problem(seed: 1)
    let w = problem.start(seed: 1)
    let cold = problem.topEigenpairs(2, at: w)
    let next = w - 0.15 * problem.gradient(w).gradient
    let start = cold.vectors[0] + 0.3 * cold.vectors[1]
    let warm = problem.topEigenpairs(1, at: next, from: start)
    let exact = problem.topEigenpairs(1, at: next, tolerance: 1e-8)
    #expect(warm.isConverged && warm.products < 16, "\(warm.products) products")
    #expect(abs(warm.values[0] - exact.values[0]) <= 1e-3 * exact.values[0])
  }

  @Test func `finds an eigenvalue that has overtaken those of the start`() {
    let bowl = Bowl(eigenvalues: [3, 2, 5] + (3..<60).map { 1 / Double($0) })
    let start = Coordinates([1, 0.3] + Array(repeating: 0, count: 58))
    let pairs = bowl.topEigenpairs(2, at: start.zero, from: start)
    #expect(abs(pairs.values[0] - 5) < 5e-3 && abs(pairs.values[1] - 3) < 5e-3)
  }

  @Test func `returns NaN for a product that is not finite`() {
    let pairs = Lanczos.topEigenpairs(2, from: Coordinates([1, 2, 3])) { _ in
      Coordinates([.nan, 0, 0])
    }
    #expect(pairs.values[0].isNaN && !pairs.isConverged)
    let zero = Lanczos.topEigenpairs(2, from: Coordinates([1, 2, 3])) { $0.zero }
    #expect(zero.values == [0])
  }
}

@Suite struct `The trace of a Hessian` {
  @Test func `is exact for few parameters and near for many`() throws {
    let diagonal = Diagonal({ $0.defaultValue }, seed: 1)
    let w = diagonal.start(seed: 1)
    #expect(abs(diagonal.trace(at: w) - diagonal.traceAtMinimum(w)) <= 1e-11)
    let sensing = Sensing({ $0.defaultValue }, seed: 1)
    let start = sensing.start(seed: 1)
    let exact = (0..<400).reduce(0.0) { sum, row in
      let unit = Coordinates((0..<400).map { $0 == row ? 1 : 0 })
      return sum + sensing.hessian(start, times: unit)[row]
    }
    #expect(abs(sensing.trace(at: start, probes: 200) - exact) <= 0.1 * exact)
  }
}

@Suite struct `SAM's drift on a manifold of minima` {
  /// The settings of the reference that run quickly; with `RAVINE_THOROUGH`, all of them.
  private static var settings: [String] {
    let all = ProblemReference.all.drift.keys.sorted()
    return isThorough ? all : all.filter { $0.hasPrefix("1 ") }
  }

  /// The ratios of the measured to the predicted drift of λ on stretches of a run of seed 1.
  ///
  /// SAM starts at the end of gradient descent; λ and the law are those of the minima to which
  /// gradient descent returns from both ends of a stretch. The first stretch, on which the cycle
  /// grows, is not compared: its ratio depends on the start of the cycle.
  @Test(
    arguments: [
      (0.05, 0.03, 100, [0.9986, 0.9985, 0.9985, 0.9985, 0.9985, 0.9985]),
      (0.05, 0.1, 25, [0.9882, 0.9872, 0.9867, 0.9862, 0.9857, 0.9849, 0.984, 0.9826]),
      (0.1, 0.03, 25, [0.9952, 0.9952, 0.9953, 0.9954, 0.9955, 0.9956, 0.9957, 0.9958]),
    ])
  private func `follows the law on stretches`(
    _ eta: Double, _ rho: Double, _ length: Int, _ ratios: [Double]
  ) throws {
    let problem = try Catalog.problem("sensing").problem(seed: 1)
    func minimum(from w: Coordinates?, steps: Int) throws -> Coordinates {
      let gd = OptimizerChoice("gd", knobs: ["eta": 0.05])
      var descent = try problem.simulate(gd, of: "sensing", steps: steps, seed: 1, from: w)
      descent.advance(to: steps)
      return descent.w
    }
    let sam = OptimizerChoice("sam", knobs: ["eta": eta, "rho": rho])
    var simulation = try problem.simulate(
      sam, of: "sensing", steps: length * (ratios.count + 1), seed: 1,
      from: try minimum(from: nil, steps: 4000))
    var laws: [DriftLaw] = []
    while simulation.step < length * (ratios.count + 1) {
      simulation.advance(to: simulation.step + length)
      laws.append(problem.driftLaw(at: try minimum(from: simulation.w, steps: 1500)))
    }
    var agreement = Agreement()
    for (index, reference) in ratios.enumerated() {
      let (from, to) = (laws[index], laws[index + 1])
      let rate =
        0.5 * (from.sharpnessChange(eta: eta, rho: rho) + to.sharpnessChange(eta: eta, rho: rho))
      let ratio = (to.sharpness - from.sharpness) / (Double(length) * rate)
      agreement.expect(ratio, reference, within: 6e-4, "stretch \(index + 2), ρ = \(rho)")
    }
    print(agreement.tally.summary("ratios of drifts on stretches for η, ρ = \(eta), \(rho)"))
  }

  /// The reference compares on stretches of a run: SAM starts on its cycle, and the law and λ are
  /// those of the minima to which gradient descent returns from the steps 600 and 1000.
  @Test(arguments: settings)
  private func `follows the law`(_ setting: String) throws {
    let reference = try #require(ProblemReference.all.drift[setting])
    let numbers = setting.split(separator: " ").compactMap { Double($0) }
    let (seed, eta, rho) = (UInt64(numbers[0]), numbers[1], numbers[2])
    var agreement = Agreement()
    let problem = try Catalog.problem("sensing").problem(seed: seed)
    func minimum(from w: Coordinates?, steps: Int) throws -> Coordinates {
      let gd = OptimizerChoice("gd", knobs: ["eta": 0.05])
      var descent = try problem.simulate(gd, of: "sensing", steps: steps, seed: seed, from: w)
      descent.advance(to: steps)
      return descent.w
    }
    let start = try minimum(from: nil, steps: 4000)
    let law = problem.driftLaw(at: start)
    agreement.expect(law.sharpness, reference["lam1"], "λ₁", tolerance: 1e-8)
    agreement.expect(law.second, reference["lam2"], "λ₂", tolerance: 1e-6)
    agreement.expect(law.gradient.norm, reference["gt"], "‖P∇λ‖", tolerance: 1e-8)
    let top = problem.topEigenpairs(1, at: start, tolerance: 1e-7).vectors[0]
    let sam = OptimizerChoice("sam", knobs: ["eta": eta, "rho": rho])
    var simulation = try problem.simulate(
      sam, of: "sensing", steps: 1000, seed: seed,
      from: start + law.amplitude(eta: eta, rho: rho) * top)
    let laws = try [600, 1000].map { step in
      simulation.advance(to: step)
      return problem.driftLaw(at: try minimum(from: simulation.w, steps: 1500))
    }
    let predicted = laws.reduce(0) { $0 + $1.sharpnessChange(eta: eta, rho: rho) } / 2
    agreement.expect(
      predicted, reference["pred"], "predicted change of λ", tolerance: 2e-5)
    let measured = (laws[1].sharpness - laws[0].sharpness) / 400
    agreement.expect(measured, reference["meas"], "measured change of λ", tolerance: 1e-4)
    agreement.expect(measured, predicted, "the law", tolerance: 3e-4)
    print(agreement.tally.summary("values of the drift for seed, η, ρ = \(setting)"))
  }
}

/// The loss ½Σλᵢwᵢ².
private struct Bowl: Problem {
  let eigenvalues: [Double]

  var layout: ParameterLayout {
    ParameterLayout([.init("w", rows: 1, columns: eigenvalues.count, isWeight: false)])
  }

  func start(seed: UInt64) -> Coordinates { Coordinates(eigenvalues.map { _ in 1 }) }

  func loss(_ w: Coordinates) -> Double { gradient(w).loss }

  func gradient(_ w: Coordinates) -> (loss: Double, gradient: Coordinates) {
    let gradient = hessian(w, times: w)
    return (0.5 * w.dot(gradient), gradient)
  }

  func hessian(_ w: Coordinates, times v: Coordinates) -> Coordinates {
    Coordinates(zip(eigenvalues, v.values).map { $0 * $1 })
  }
}
