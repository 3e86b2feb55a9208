/// The distribution of the gradient or label noise of a run.
///
/// Each step draws one sample and adds the sample to every gradient of the step, so the ascent
/// and the descent gradient of SAM have the same noise.
public enum Noise: Sendable, Hashable {
  /// No noise.
  case none
  /// Normal gradient noise with the given standard deviations along x and y.
  case normal(x: Double, y: Double)
  /// Heavy-tailed gradient noise ±scale·(U^(−1/tail) − 1), with the given scales along x and y.
  ///
  /// The sign is random. The variance is infinite for tail ≤ 2, the mean undefined for tail ≤ 1.
  case pareto(tail: Double, x: Double, y: Double)
  /// Label noise ±σ, for surfaces with a label only.
  case label(Double)

  /// Returns isotropic normal gradient noise with standard deviation `sigma`.
  public static func normal(_ sigma: Double) -> Noise { .normal(x: sigma, y: sigma) }

  /// The standard deviation or scale, the larger of both axes; 0 without noise.
  public var maxScale: Double {
    switch self {
    case .none: 0
    case .normal(let x, let y), .pareto(_, let x, let y): max(x, y)
    case .label(let sigma): sigma
    }
  }

  /// Returns the same noise with `maxScale` equal to `newScale`, keeping the ratio of the axes.
  ///
  /// Isotropic normal noise if there was no noise before.
  public func rescaled(to newScale: Double) -> Noise {
    // If both scales are zero, there is no ratio to keep.
    func rescale(_ scale: Double) -> Double {
      maxScale > 0 ? scale / maxScale * newScale : newScale
    }
    return switch self {
    case .none: newScale == 0 ? .none : .normal(newScale)
    case .normal(let x, let y): newScale == 0 ? .none : .normal(x: rescale(x), y: rescale(y))
    case .pareto(let tail, let x, let y): .pareto(tail: tail, x: rescale(x), y: rescale(y))
    case .label: .label(newScale)
    }
  }
}

/// The noise of one step, added to every gradient and to the label.
struct NoiseSample: Sendable {
  var gradientNoise = Point<Double>.zero
  var labelNoise = 0.0
}

/// A generator of the noise samples of one run, one per step.
struct NoiseGenerator: Sendable {
  private let noise: Noise
  private var normals: NormalGenerator

  init(_ noise: Noise, seed: UInt64) { self.init(noise, SplitMix64(seed: seed)) }

  init(_ noise: Noise, _ generator: SplitMix64) {
    self.noise = noise
    normals = NormalGenerator(generator)
  }

  /// Returns `count` numbers of gradient noise.
  mutating func next(_ count: Int) -> Coordinates {
    var values: [Double] = []
    while values.count < count {
      let sample = next().gradientNoise
      values += [sample.x, sample.y]
    }
    return Coordinates(Array(values.prefix(count)))
  }

  /// Returns the sample of the next step.
  mutating func next() -> NoiseSample {
    switch noise {
    case .none: return NoiseSample()
    case .normal(let x, let y):
      let first = normals.next()
      return NoiseSample(gradientNoise: Point(x * first, y * normals.next()))
    case .pareto(let tail, let x, let y):
      let first = paretoSample(tail)
      return NoiseSample(gradientNoise: Point(x * first, y * paretoSample(tail)))
    case .label(let sigma):
      return NoiseSample(labelNoise: normals.generator.uniform() < 0.5 ? sigma : -sigma)
    }
  }

  /// Returns ±(U^(−1/tail) − 1), by inversion of the Lomax distribution.
  private mutating func paretoSample(_ tail: Double) -> Double {
    let magnitude = Double.pow(1 - normals.generator.uniform(), -1 / tail) - 1
    return normals.generator.uniform() < 0.5 ? -magnitude : magnitude
  }
}
