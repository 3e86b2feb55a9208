import CReference
import Engine

extension Benchmark {
  /// Compares gradients and steps on problems of many parameters with C.
  static func compareProblems(_ table: inout Table) throws(EngineError) {
    let digits = try Catalog.problem("digits").problem(["relu": 1, "squares": 0], seed: 1)
    let w = digits.start(seed: 1)
    let data = ReferenceSamples(count: 500)
    let gradients = 100
    table.compare(
      "gradient of digits, 2410 parameters, 500 samples, against C", budget: 0.9,
      unit: Double(gradients),
      ours: { for _ in 0..<gradients { blackHole(digits.gradient(w).loss) } },
      reference: {
        var gradient = [Double](repeating: 0, count: Int(reference_network_parameters))
        for _ in 0..<gradients {
          blackHole(
            reference_network_gradient(
              w.values, data.inputs, data.targets, data.masks, Int32(data.count), &gradient))
        }
      })
    table.compare(
      "Hessian product of digits, against its gradient", budget: 0.4, unit: Double(gradients),
      ours: { for _ in 0..<gradients { blackHole(digits.hessian(w, times: w)[0]) } },
      reference: { for _ in 0..<gradients { blackHole(digits.gradient(w).loss) } })
  }

  /// Prints the median times of a step of SAM and of a picture on each problem.
  static func timeProblems() throws(EngineError) {
    func microseconds(_ work: () -> Void) -> Double {
      work()
      return median((0..<25).map { _ in ContinuousClock().measure(work) / .microseconds(1) })
    }
    let sam = OptimizerChoice("sam", knobs: ["eta": 1e-4, "rho": 0.05])
    for entry in Catalog.problems {
      var simulation = try ProblemSimulation(
        ProblemRun(entry.info.id, optimizer: sam, steps: .max))
      let problem = simulation.problem
      let w = simulation.w
      let step = microseconds { for _ in 0..<20 { _ = simulation.advance() } } / 20
      let plane = Plane.filterNormalized(at: w, problem.layout, seed: 1)
      let (xs, ys) = ((0..<54).map { Double($0) / 54 }, (0..<40).map { Double($0) / 40 })
      let picture = microseconds { blackHole(problem.losses(on: plane, xs, ys)[0]) }
      let pairs = problem.topEigenpairs(2, at: w)
      let near = pairs.nextStart
      let sharpness = microseconds {
        blackHole(problem.topEigenpairs(1, at: w, from: near).values[0])
      }
      print(
        "\(entry.info.id): SAM step \(threeDigits(step)) µs, picture of 54 × 40 points "
          + "\(threeDigits(picture / 1000)) ms, λmax \(threeDigits(sharpness / 1000)) ms")
    }
  }
}

/// Random samples in the layout of the C reference.
private struct ReferenceSamples {
  let count: Int
  private(set) var inputs, targets, masks: [Double]

  init(count: Int) {
    self.count = count
    let padded = (count + 63) / 64 * 64
    var generator = SplitMix64(seed: 1)
    inputs = (0..<64 * padded).map { _ in generator.uniform() }
    targets = [Double](repeating: 0, count: 10 * padded)
    masks = (0..<padded).map { $0 < count ? 1 : 0 }
    for sample in 0..<count {
      let digit = Int(generator.next() % 10)
      targets[(sample / 64 * 10 + digit) * 64 + sample % 64] = 1
    }
  }
}
