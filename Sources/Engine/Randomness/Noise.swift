/// What makes a run's gradients noisy; drawn anew for each step and the same for every gradient that
/// the step takes.
public enum Noise: Sendable, Hashable {
  case none
  /// Normal, of these standard deviations along x and y.
  case normal(x: Double, y: Double)
  /// Of either sign and as large as scale·(U^(−1/tail) − 1): without a variance for tail ≤ 2, without
  /// a mean for tail ≤ 1. Scale by axis.
  case pareto(tail: Double, x: Double, y: Double)
  /// The label is off by this much, to either side: for surfaces with a label alone.
  case label(Double)

  /// Normal and alike in all directions.
  public static func normal(_ sigma: Double) -> Noise { .normal(x: sigma, y: sigma) }

  /// Its σ or scale, along the axis where that is larger.
  public var maxScale: Double {
    switch self {
    case .none: 0
    case .normal(let x, let y), .pareto(_, let x, let y): max(x, y)
    case .label(let sigma): sigma
    }
  }

  /// The same noise in another size; normal and alike in all directions, if there was none.
  public func rescaled(to new: Double) -> Noise {
    // A size of zero along both axes has no proportion to keep.
    func along(_ old: Double) -> Double { maxScale > 0 ? old / maxScale * new : new }
    return switch self {
    case .none: new == 0 ? .none : .normal(new)
    case .normal(let x, let y): new == 0 ? .none : .normal(x: along(x), y: along(y))
    case .pareto(let tail, let x, let y): .pareto(tail: tail, x: along(x), y: along(y))
    case .label: .label(new)
    }
  }
}

/// One step's noise: an addition to every gradient, and to the label.
struct NoiseSample: Sendable {
  var gradientNoise = Point<Double>.zero
  var labelNoise = 0.0
}

/// The noise of one run, step after step.
struct NoiseGenerator: Sendable {
  private let noise: Noise
  private var normals: NormalGenerator

  init(_ noise: Noise, seed: UInt64) {
    self.noise = noise
    normals = NormalGenerator(SplitMix64(seed: seed))
  }

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

  private mutating func paretoSample(_ tail: Double) -> Double {
    let size = Double.pow(1 - normals.generator.uniform(), -1 / tail) - 1
    return normals.generator.uniform() < 0.5 ? -size : size
  }
}
