import Testing

@testable import Engine

/// The measurements of one seed.
struct Phenomena {
  let seed: UInt64
  /// The values by their names in the reference.
  var values: [String: Double] = [:]

  init(seed: UInt64) { self.seed = seed }

  /// Returns the values of a group.
  func measure(_ group: String) throws -> [String: Double] {
    var copy = self
    switch group {
    case "sensing": try copy.measureSensing()
    case "onesam": try copy.measureSingleSamples()
    case "diagonal": try copy.measureDiagonal()
    case "edges": try copy.measureThresholds()
    case "neuron": try copy.measureNeuron()
    case "sphere": try copy.measureSphere()
    case "logistic": try copy.measureLogistic()
    case "noisy": try copy.measureWrongLabels()
    case "planes": try copy.measurePlanes()
    default: break
    }
    return copy.values
  }

  // MARK: - Runs

  func choice(_ id: String, _ eta: Double, _ rho: Double = 0) -> OptimizerChoice {
    OptimizerChoice(id, knobs: id == "gd" ? ["eta": eta] : ["eta": eta, "rho": rho])
  }

  func problem(
    _ id: String, _ settings: [String: Double] = [:]
  ) throws -> any Problem { try Catalog.problem(id).problem(settings, seed: seed) }

  /// Runs an optimizer and stops at the given steps.
  func run(
    _ problem: any Problem, _ id: String, _ optimizer: OptimizerChoice, to steps: [Int],
    from start: Coordinates? = nil, batch: Int? = nil, labelNoise: Double = 0,
    _ measure: (ProblemSimulation) throws -> Void
  ) throws {
    var simulation = try problem.simulate(
      optimizer, of: id, steps: steps.last ?? 0, seed: seed, from: start, batch: batch,
      labelNoise: labelNoise)
    for step in steps {
      simulation.advance(to: step)
      try measure(simulation)
    }
  }

  func sharpness(_ problem: any Problem, _ w: Coordinates) -> Double {
    problem.topEigenpairs(1, at: w, tolerance: 1e-7).values[0]
  }

  // MARK: - Sensing

  private mutating func measureSensing() throws {
    let sensing = Sensing({ $0.defaultValue }, seed: seed)
    var values: [String: Double] = [:]
    func record(
      _ name: String, _ optimizer: OptimizerChoice, _ steps: [Int], from start: Coordinates? = nil
    ) throws {
      try run(sensing, "sensing", optimizer, to: steps, from: start) { simulation in
        values["\(name) test@\(simulation.step)"] = sensing.testLoss(simulation.w)
        values["\(name) lam@\(simulation.step)"] = sharpness(sensing, simulation.w)
      }
    }
    try record("gd", choice("gd", 0.05), [1000, 4000])
    try record("usam .03", choice("usam", 0.05, 0.03), [1000, 4000])
    try record("sam .1", choice("sam", 0.05, 0.1), [1000, 4000])
    try record("sam .3", choice("sam", 0.05, 0.3), [1000])
    try record("gd eta 0.1", choice("gd", 0.1), [2000])
    try record("gd eta 0.15", choice("gd", 0.15), [2000])
    try run(sensing, "sensing", choice("usam", 0.05, 0.1), to: [1000]) {
      values["usam .1 diverges at"] = $0.divergedAt.map(Double.init)
    }
    var point: Coordinates?
    try run(sensing, "sensing", choice("gd", 0.05), to: [1000]) { point = $0.w }
    try record("warm sam .1", choice("sam", 0.05, 0.1), [3000], from: point)
    try record("warm usam .1", choice("usam", 0.05, 0.1), [3000], from: point)
    let small = (0.01 / 0.3) * sensing.start(seed: seed)
    try record("small gd", choice("gd", 0.05), [4000], from: small)
    try record("small sam .1", choice("sam", 0.05, 0.1), [4000], from: small)
    try record("small sam .3", choice("sam", 0.05, 0.3), [2000], from: small)
    try run(sensing, "sensing", choice("sam", 0.05, 0.3), to: [2000], from: small) {
      values["small sam .3 loss@2000"] = sensing.loss($0.w)
    }
    values["loss at 0"] = sensing.loss(small.zero)
    values["lam at truth"] = sharpness(sensing, sensing.factorOfTruth)
    self.values = values
  }

  private mutating func measureSingleSamples() throws {
    let sensing = Sensing({ $0.defaultValue }, seed: seed)
    var (values, start): ([String: Double], Coordinates?) = ([:], nil)
    try run(sensing, "sensing", choice("gd", 0.05), to: [2000]) {
      start = $0.w
      values["start nuclear"] = $0.w.dot($0.w)
      values["start test"] = sensing.testLoss($0.w)
    }
    try run(sensing, "sensing", choice("sam", 0.005, 0.1), to: [5000], from: start, batch: 1) {
      values["1sam nuclear@5000"] = $0.w.dot($0.w)
      values["1sam test@5000"] = sensing.testLoss($0.w)
      values["1sam lam@5000"] = sharpness(sensing, $0.w)
    }
    self.values = values
  }

  // MARK: - Diagonal

  private mutating func measureDiagonal() throws {
    let diagonal = Diagonal({ $0.defaultValue }, seed: seed)
    var values: [String: Double] = [:]
    func measure(_ w: Coordinates) -> [String: Double] {
      [
        "T": diagonal.testLoss(w), "lam": sharpness(diagonal, w), "tr": diagonal.traceAtMinimum(w),
        "l1": diagonal.coefficients(w).reduce(0) { $0 + abs($1) },
      ]
    }
    func record(
      _ name: String, _ optimizer: OptimizerChoice, _ steps: [Int], batch: Int? = nil,
      labelNoise: Double = 0
    ) throws {
      try run(
        diagonal, "diagonal", optimizer, to: steps, batch: batch, labelNoise: labelNoise
      ) { simulation in
        for (id, value) in measure(simulation.w) {
          values["\(name) \(id)@\(simulation.step)"] = value
        }
      }
    }
    try record("gd", choice("gd", 0.05), [5000])
    for step in [1000, 5000] {
      // SAM alternates between two points. Rounding in the first steps decides which of them comes at
      // even steps, so all values are those of the point with the sharpness of the reference.
      var points: [[String: Double]] = []
      try run(diagonal, "diagonal", choice("sam", 0.05, 0.1), to: [step, step + 1]) {
        points.append(measure($0.w))
      }
      let name = "sam .1 lam@\(step)"
      let reference = ProblemReference.all.phenomena.first {
        $0.group == "diagonal" && $0.seed == seed && $0.name == name
      }
      func distance(_ point: [String: Double]) -> Double {
        abs((point["lam"] ?? .nan) - (reference?.value ?? .nan))
      }
      for (id, value) in points.min(by: { distance($0) < distance($1) }) ?? [:] {
        values["sam .1 \(id)@\(step)"] = value
      }
    }
    try record("usam .1", choice("usam", 0.05, 0.1), [5000])
    try record("1sam .1", choice("sam", 0.01, 0.1), [5000, 20000], batch: 1)
    try record("label 1", choice("gd", 0.05), [5000, 20000], labelNoise: 1)
    self.values = values
  }

  // MARK: - Classification

  private mutating func measureNeuron() throws {
    let neuron = try problem("neuron")
    let threshold = 8 * Double.pi / 1e4
    var values = values
    func record(_ name: String, _ id: String, _ factor: Double, _ rho: Double = 0) throws {
      let eta = factor * threshold
      let steps = Int((10 / eta).rounded())
      try run(neuron, "neuron", choice(id, eta, rho), to: [steps]) {
        values["\(name) b@\(steps)"] = $0.w[2]
        values["\(name) acc@\(steps)"] = neuron.accuracy($0.w)
      }
    }
    for (name, factor) in [
      ("0.5x", 0.5), ("1.0x", 1), ("1.25x", 1.25), ("1.5x", 1.5), ("2x", 2), ("3x", 3),
    ] { try record("gd eta \(name)", "gd", factor) }
    try record("gd 0 eta .25x", "gd", 0.25)
    try record("sam 0.03 eta .25x", "sam", 0.25, 0.03)
    try record("usam 0.03 eta .25x", "usam", 0.25, 0.03)
    self.values = values
  }

  private mutating func measureSphere() throws {
    let sphere = try problem("sphere")
    var values = values
    for (id, eta, rho, name) in [
      ("gd", 0.1, 0, "gd 0 eta 0.1"), ("gd", 1, 0, "gd 0 eta 1"), ("gd", 10, 0, "gd 0 eta 10"),
      ("usam", 1, 1, "usam 1 eta 1"), ("usam", 1, 10, "usam 10 eta 1"),
      ("sam", 0.1, 0.5, "sam 0.5 eta 0.1"),
    ] as [(String, Double, Double, String)] {
      try run(sphere, "sphere", choice(id, eta, rho), to: [2000]) { simulation in
        let norm = Coordinates(Array(simulation.w.values.dropLast())).norm
        values["\(name) norm@2000"] = norm
        values["\(name) loss@2000"] = sphere.loss(simulation.w)
        values["\(name) lam*norm^2@2000"] = sharpness(sphere, simulation.w) * norm * norm
      }
    }
    self.values = values
  }

  private mutating func measureLogistic() throws {
    let cancer = try problem("cancer")
    var values = values
    for (id, rho) in [("gd", 0), ("sam", 0.5), ("usam", 20)] {
      let name = rho == 0 ? "gd 0" : "\(id) \(rho)"
      try run(cancer, "cancer", choice(id, 1, rho), to: [100, 1000, 10000]) {
        values["\(name) test@\($0.step)"] = cancer.testLoss($0.w)
        values["\(name) lam@\($0.step)"] = sharpness(cancer, $0.w)
      }
    }
    self.values = values
  }

  private mutating func measureWrongLabels() throws {
    var values = values
    for share in [0.2, 0.4] {
      let settings = ["relu": 1, "squares": 0, "wrong": share]
      let digits = Digits({ settings[$0.id] ?? $0.defaultValue }, seed: seed)
      values["\(share) wrong labels"] = Double(digits.wrongCount)
      for (id, rho) in [("gd", 0), ("usam", 0.5), ("sam", 0.5)] {
        let name = rho == 0 ? "gd 0" : "\(id) \(rho)"
        try run(digits, "digits", choice(id, 0.5, rho), to: [500, 1000]) {
          values["\(share) \(name) acc@\($0.step)"] = digits.accuracy($0.w)
        }
      }
    }
    self.values = values
  }
}
