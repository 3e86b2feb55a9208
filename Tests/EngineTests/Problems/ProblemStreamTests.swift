import Testing

@testable import Engine

@Suite struct `Random streams of a problem` {
  @Test(arguments: [1, 2] as [UInt64])
  private func `agree with the reference`(seed: UInt64) throws {
    let reference = try ProblemReference.stochastic(seed: seed)
    func numbers(_ name: String) throws -> [Double] {
      try #require(reference[name] as? [Double])
    }
    var words = SplitMix64(seed: seed, stream: .data)
    let first = (0..<2).map { _ in "0x" + String(words.next(), radix: 16) }
    #expect(first == reference["stream 1 first"] as? [String])
    var uniforms = SplitMix64(seed: seed, stream: .data)
    words = SplitMix64(seed: seed, stream: .data)
    for number in try numbers("stream 1 uniforms") {
      let uniform = uniforms.uniform()
      #expect(uniform == Double(words.next() >> 11) * 0x1p-53)
      // JSONSerialization is wrong by up to two units in the last place.
      #expect(abs(uniform - number) <= 2 * uniform.ulp)
    }
    for (stream, name) in [(RandomStream.data, "1"), (.start, "2")] {
      var normals = GridNormals(seed: seed, stream: stream)
      #expect(
        try normals.next(5).map { $0 * 0x1p20 }
          == numbers("stream \(name) normals on the grid x 2^20"))
    }
    var batches = SplitMix64(seed: seed, stream: .batch)
    #expect(
      try (0..<10).map { _ in Double(batches.below(20)) } == numbers("batch indices of 20"))
    var labels = SplitMix64(seed: seed, stream: .noise)
    #expect(
      try (0..<10).map { _ in labels.uniform() < 0.5 ? 1.0 : -1 } == numbers("label signs"))
    let split = DataSplit(of: 1797, train: 500, seed: seed)
    #expect(try split.train.prefix(10).map(Double.init) == numbers("digits train head"))
    #expect(try split.test.prefix(5).map(Double.init) == numbers("digits test head"))
  }

  @Test(arguments: [1, 2] as [UInt64])
  private func `give the reference's stochastic runs`(seed: UInt64) throws {
    var agreement = Agreement()
    let reference = try ProblemReference.stochastic(seed: seed)
    func compare(
      _ name: String, _ problem: String, settings: [String: Double] = [:],
      _ optimizer: OptimizerChoice, batch: Int? = nil, labelNoise: Double = 0
    ) throws {
      let values = try #require(reference["\(name): loss, norm"] as? [String: [Double]])
      var simulation = try ProblemSimulation(
        ProblemRun(
          problem, settings: settings, optimizer: optimizer, steps: 1000, seed: seed, batch: batch,
          labelNoise: labelNoise))
      for step in values.keys.compactMap(Int.init).sorted() {
        simulation.advance(to: step)
        let (loss, norm) = (simulation.problem.loss(simulation.w), simulation.w.norm)
        agreement.expect(loss, values["\(step)"]?[0], "\(name) @\(step)")
        agreement.expect(norm, values["\(step)"]?[1], "‖w‖ of \(name) @\(step)")
      }
    }
    func sam(_ eta: Double, _ rho: Double) -> OptimizerChoice {
      OptimizerChoice("sam", knobs: ["eta": eta, "rho": rho])
    }
    try compare("diagonal 1-SAM eta .01 rho .1", "diagonal", sam(0.01, 0.1), batch: 1)
    try compare(
      "diagonal label noise sigma 1 eta .05", "diagonal",
      OptimizerChoice("gd", knobs: ["eta": 0.05]), labelNoise: 1)
    try compare(
      "sensing 1-SAM from scale .1, eta .002 rho .05", "sensing", settings: ["scale": 0.1],
      sam(0.002, 0.05), batch: 1)
    print(agreement.tally.summary("values of stochastic runs of seed \(seed)"))
  }

  @Test func `the data files have the reference's counts`() {
    let digits = DataTable(images: "digits.txt")
    #expect(digits.rows.count == 1797)
    #expect(Set(digits.rows.flatMap(\.self)) == Set((0...16).map { Double($0) / 16 }))
    let sum: Double = digits.rows.joined().reduce(0, +)
    #expect(16 * sum == 561_718)
    let counts = (0..<10).map { digit in digits.classes.count { $0 == digit } }
    #expect(counts == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
    let cancer = DataTable(csv: "cancer.csv")
    #expect(cancer.rows.count == 569 && cancer.rows.allSatisfy { $0.count == 30 })
    #expect(cancer.classes.reduce(0, +) == 357)
    let iris = DataTable(csv: "iris.csv")
    #expect(iris.rows.count == 150 && iris.rows.allSatisfy { $0.count == 4 })
    #expect((0..<3).map { kind in iris.classes.count { $0 == kind } } == [50, 50, 50])
  }
}
