import Testing

@testable import Engine

// The stability thresholds of networks and the planes of runs.
extension Phenomena {
  /// Returns the mean of λmax over the stability threshold at every tenth step of a range.
  ///
  /// Oscillating iterates have two values of λmax in turn; the reference, too, takes even steps. The
  /// Lanczos method starts at the last top eigenvector in the components of `subspace`.
  private func meanRatio(
    _ problem: any Problem, _ id: String, _ optimizer: OptimizerChoice, _ range: ClosedRange<Int>,
    subspace: Coordinates? = nil
  ) throws -> Double {
    var (ratios, start): ([Double], Coordinates?) = ([], nil)
    let steps = Array(stride(from: range.lowerBound, through: range.upperBound, by: 10))
    try run(problem, id, optimizer, to: steps) { simulation in
      let w = simulation.w
      let first = start ?? .random(w.count, seed: seed, stream: .spectrum)
      let pairs = problem.topEigenpairs(
        subspace == nil ? 2 : 1, at: w, from: subspace.map { first.zip($0, *) } ?? start,
        tolerance: 1e-5)
      start = subspace == nil ? pairs.nextStart : pairs.vectors[0]
      let threshold = simulation.stabilityThreshold(gradientNorm: problem.gradient(w).gradient.norm)
      ratios.append(pairs.values[0] / threshold)
    }
    return ratios.reduce(0, +) / Double(ratios.count)
  }

  /// 1 for each weight and 0 for each bias.
  ///
  /// The data of `chebyshev` are odd, and a network without biases is an odd function: all runs stay
  /// odd, until rounding has grown along an eigenvector of biases. Its eigenvalue exceeds the
  /// stability threshold after about 1900 steps, without effect for hundreds of steps, so the
  /// threshold concerns the eigenvalues of the weights. When a run stops being odd depends on rounding.
  private func weights(of problem: any Problem) -> Coordinates {
    Coordinates(
      problem.layout.blocks.flatMap {
        [Double](repeating: $0.isWeight ? 1 : 0, count: $0.count)
      })
  }

  mutating func measureThresholds() throws {
    let (chebyshev, digits) = (try problem("chebyshev"), try problem("digits"))
    for (id, rho, name) in [
      ("gd", 0, "gd 0"), ("usam", 0.05, "usam 0.05"), ("sam", 0.02, "sam 0.02"),
      ("sam", 0.05, "sam 0.05"),
    ] {
      values["chebyshev \(name) mean lam/edge 1000..3000"] = try meanRatio(
        chebyshev, "chebyshev", choice(id, 0.1, rho), 1000...3000,
        subspace: weights(of: chebyshev))
      values["digits \(name) mean lam/edge 500..1000"] = try meanRatio(
        digits, "digits", choice(id, 0.1, rho), 500...1000)
    }
    var values = values
    for (id, rho) in [("gd", 0), ("usam", 0.1), ("sam", 0.1)] {
      let name = rho == 0 ? "gd 0" : "\(id) \(rho)"
      try run(digits, "digits", choice(id, 0.15, rho), to: [300]) {
        values["digits eta .15 \(name) loss@300"] = digits.loss($0.w)
        values["digits eta .15 \(name) diverges at"] = $0.divergedAt.map(Double.init)
      }
    }
    self.values = values
  }

  /// Measures the plane of GD and SAM on sensing, of 51 iterates each.
  private mutating func measureSensingPlane() throws {
    let sensing = try problem("sensing")
    var (points, values) = ([[Coordinates]](), values)
    for optimizer in [choice("gd", 0.05), choice("sam", 0.05, 0.1)] {
      var path: [Coordinates] = []
      try run(sensing, "sensing", optimizer, to: Array(stride(from: 0, through: 1000, by: 20))) {
        path.append($0.w)
      }
      points.append(path)
    }
    let chosen = try sensing.plane(.principal, of: points)
    let end = points[0][50]
    values["sensing joint PCA explained 1"] = chosen.explained?[0]
    values["sensing joint PCA explained 2"] = chosen.explained?[1]
    values["sensing GD end: distance from joint PCA plane"] = chosen.plane.distance(end)
    values["sensing GD end: loss on that plane"] = sensing.loss(
      chosen.plane.point(chosen.plane.coordinates(end)))
    values["sensing GD end: loss"] = sensing.loss(end)
    self.values = values
  }

  mutating func measurePlanes() throws {
    try measureSensingPlane()
    let digits = try problem("digits", ["relu": 1, "squares": 0])
    var values = values
    func end(_ optimizer: OptimizerChoice, from start: Coordinates? = nil) throws -> Coordinates {
      var end = digits.start(seed: seed)
      try run(digits, "digits", optimizer, to: [1000], from: start) { end = $0.w }
      return end
    }
    let (gd, sam) = (try end(choice("gd", 0.5)), try end(choice("sam", 0.5, 0.2)))
    let other = try end(choice("gd", 0.5), from: digits.start(seed: seed + 100))
    values["digits lam gd@1000"] = sharpness(digits, gd)
    values["digits lam sam@1000"] = sharpness(digits, sam)
    values["digits wall gd-sam"] = LossLine(from: gd, to: sam, digits.loss).barrier
    values["digits wall gd-gd other start"] = LossLine(from: gd, to: other, digits.loss).barrier
    var rescaled = gd
    for index in 0..<2080 { rescaled[index] *= 5 }
    for index in 2080..<2400 { rescaled[index] /= 5 }
    values["rescaled x5: lam"] = sharpness(digits, rescaled)
    values["rescaled x5: loss change"] =
      abs(digits.loss(rescaled) - digits.loss(gd)) / digits.loss(gd)
    self.values = values
  }
}
