/// A threshold neuron on sparse-coding data.
///
/// L = mean ln(1 + e^(−yf)), f(x) = a⁻Σⱼ ReLU(−xⱼ + b) + a⁺Σⱼ ReLU(xⱼ + b). Each sample is sorted once,
/// with the sums of its largest and smallest entries, so a gradient takes O(n log d).
public struct Neuron: NamedProblem {
  private static let size = Knob.count("d", 100, in: 1...1000, "entries of a sample")
  private static let samples = Knob.count("n", 300, in: 1...5000, "number of samples")
  private static let signal = Knob("signal", symbol: "λ", 3, in: 0...100, "size of the signal")
  /// The number of test samples.
  private static let testCount = 1000

  public static var info: ProblemInfo {
    ProblemInfo(
      id: "neuron", name: "Threshold neuron",
      formula: "L = mean ln(1 + e^(−y(a⁻Σ ReLU(b − xⱼ) + a⁺Σ ReLU(b + xⱼ))))",
      about: """
        Below the step size 8π/d² gradient descent learns the same bias b for every step size, \
        above it a negative bias that recovers the signal. SAM learns the bias at small steps.
        """,
      source: "Ahn et al. 2023, arXiv 2212.07469", settings: [size, samples, signal],
      eta: 0.0025)
  }

  /// A sample in ascending order, the sums of its first entries, and its label ±1.
  struct Sample: Sendable {
    let sorted: [Double]
    let prefixSums: [Double]
    let label: Double
  }

  let d: Int
  let samples: [Sample]
  /// The first samples in the order in which they were drawn.
  let firstRows: [[Double]]
  private let test: [Sample]

  public init(_ setting: (Knob) -> Double, seed: UInt64) {
    let d = Knob.whole(setting(Self.size))
    let signal = setting(Self.signal)
    func draw(_ count: Int, _ stream: RandomStream) -> [(x: [Double], label: Double)] {
      var normals = GridNormals(seed: seed, stream: stream)
      return (0..<count).map { _ in
        let label = normals.generator.uniform() < 0.5 ? 1.0 : -1
        let index = normals.generator.below(d)
        var x = normals.next(d)
        x[index] += signal * label
        return (x, label)
      }
    }
    let train = draw(Knob.whole(setting(Self.samples)), .data)
    self.d = d
    firstRows = train.prefix(2).map(\.x)
    samples = train.map { Sample($0.x, $0.label) }
    test = draw(Self.testCount, .testData).map { Sample($0.x, $0.label) }
  }

  public var standardPlaneKind: PlaneKind { .parameters("a+", "b") }

  public var layout: ParameterLayout {
    ParameterLayout(
      ["a-", "a+", "b"].map { .init($0, rows: 1, columns: 1, isWeight: false) })
  }

  /// Returns a⁻ and a⁺ normal with variance 1/2d, and b = 0.
  public func start(seed: UInt64) -> Coordinates {
    var normals = GridNormals(seed: seed, stream: .start)
    let scale = 1 / Double(2 * d).squareRoot()
    return Coordinates([normals.next() * scale, normals.next() * scale, 0])
  }

  public func loss(_ w: Coordinates) -> Double { Self.loss(w, samples) }
  public func testLoss(_ w: Coordinates) -> Double { Self.loss(w, test) }

  private static func loss(_ w: Coordinates, _ samples: [Sample]) -> Double {
    samples.reduce(0) { sum, sample in
      sum + Double.softplus(-sample.label * sample.response(w).value)
    } / Double(samples.count)
  }

  public func accuracy(_ w: Coordinates) -> Double? {
    let correct = test.count { $0.label * $0.response(w).value > 0 }
    return Double(correct) / Double(test.count)
  }

  public func gradient(_ w: Coordinates) -> (loss: Double, gradient: Coordinates) {
    mean(w, samples.indices)
  }

  public var sampleCount: Int { samples.count }

  public func gradient(_ w: Coordinates, on selection: SampleSelection) -> (
    loss: Double, gradient: Coordinates
  ) {
    switch selection {
    case .batch(let indices): mean(w, indices)
    case .noisyLabels: gradient(w)
    }
  }

  /// Returns the mean loss and gradient of some samples.
  private func mean(_ w: Coordinates, _ indices: some Collection<Int>) -> (
    loss: Double, gradient: Coordinates
  ) {
    var (loss, gradient) = (0.0, Coordinates(zeros: 3))
    for index in indices {
      let (label, response) = (samples[index].label, samples[index].response(w))
      loss += Double.softplus(-label * response.value)
      let slope = -label * Double.sigmoid(-label * response.value)
      gradient[0] += slope * response.negative
      gradient[1] += slope * response.positive
      gradient[2] += slope * response.bias
    }
    let scale = 1 / Double(indices.count)
    return (scale * loss, scale * gradient)
  }

  public func hessian(_ w: Coordinates, times v: Coordinates) -> Coordinates {
    var product = Coordinates(zeros: 3)
    for sample in samples {
      let response = sample.response(w)
      let sigma = Double.sigmoid(-sample.label * response.value)
      let slope = -sample.label * sigma
      let gradient = response.gradient
      let along = sigma * (1 - sigma) * gradient.dot(v)
      let (below, above) = (slope * response.below, slope * response.above)
      product[0] += along * gradient[0] + below * v[2]
      product[1] += along * gradient[1] + above * v[2]
      product[2] += along * gradient[2] + below * v[0] + above * v[1]
    }
    return (1 / Double(samples.count)) * product
  }
}

extension Neuron.Sample {
  init(_ x: [Double], _ label: Double) {
    sorted = x.sorted()
    prefixSums = sorted.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    self.label = label
  }

  /// The output f, its gradient and the numbers of active units.
  struct Response {
    let value: Double
    /// The derivatives of f by a⁻, a⁺ and b.
    let negative, positive, bias: Double
    /// The numbers of units with xⱼ < b and with xⱼ > −b.
    let below, above: Double
    /// The gradient of f.
    var gradient: Coordinates { Coordinates([negative, positive, bias]) }
  }

  /// Returns the response of the neuron with parameters (a⁻, a⁺, b).
  func response(_ w: Coordinates) -> Response {
    let (b, count) = (w[2], sorted.count)
    let below = sorted.partitionPoint { !($0 < b) }
    let inactive = sorted.partitionPoint { $0 > -b }
    let above = count - inactive
    let negative = Double(below) * b - prefixSums[below]
    let positive = (prefixSums[count] - prefixSums[inactive]) + Double(above) * b
    return Response(
      value: w[0] * negative + w[1] * positive, negative: negative, positive: positive,
      bias: w[0] * Double(below) + w[1] * Double(above), below: Double(below),
      above: Double(above))
  }
}

extension Array {
  /// Returns the first index whose element satisfies a predicate that holds from some index on.
  fileprivate func partitionPoint(_ predicate: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if predicate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
