/// Mean model of a ReLU neuron that learns a threshold.
///
/// f = ln 2cosh(½x g(b)), g(b) = φ(b) + bΦ(b), b = √ratio·y
///
/// - Domain: ℝ², shown on [−0.6, 0.6] × [−22, 4].
/// - Minima: f = ln 2 on the valley x = 0.
/// - Saddles: none.
/// - Hessian: eigenvalues 0 and λ = ¼g(b)² on the valley, 1/8π at b = 0.
/// - Source: Ahn, Bubeck, Chewi, Lee, Suarez, Zhang (2022), arXiv 2212.07469.
///
/// x is the output weight and b the bias; φ and Φ are the density and distribution function of the
/// standard normal. Only η > 8/g(0)² = 16π drives b below zero. The bias has the learning rate
/// ratio·η, which the scaling y = b/√ratio reduces to one η.
public struct ThresholdNeuron: NamedSurface {
  static let ratio = Knob(
    "ratio", 0.005, in: 1e-6...1, "learning rate of the bias relative to the weight")

  public static let info = SurfaceInfo(
    id: "threshold", formula: "ln 2cosh(½x·g(b)), g(b) = φ(b) + bΦ(b), b = √ratio·y",
    knobs: [ratio], frame: Region(x: -0.6...0.6, y: -22...4), start: Point(0.5, 0),
    about: "The neuron learns the bias only if η > 16π ≈ 50, at the edge of stability.",
    source: "Ahn, Bubeck, Chewi, Lee, Suarez, Zhang 2022, arXiv 2212.07469")

  private let scale: Double

  public init(_ value: (Knob) -> Double) { scale = value(Self.ratio).squareRoot() }

  /// Returns g(b) and g′(b) = Φ(b) at b = √ratio·y.
  @inline(__always)
  private func gain<N: Number>(_ y: N) -> (value: N, derivative: N) {
    let b = N(scale) * y
    let density = N(1 / (2 * Double.pi).squareRoot()) * exp(-0.5 * b * b)
    let distribution = 0.5 * (1 + N.erf(N(0.5.squareRoot()) * b))
    return (density + b * distribution, distribution)
  }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    logCosh(0.5 * p.x * gain(p.y).value) + N(Double.log(2))
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let gain = gain(p.y)
    let t = 0.5 * tanh(0.5 * p.x * gain.value)
    return Point(t * gain.value, N(scale) * (t * p.x * gain.derivative))
  }

  public var landmarks: Landmarks {
    Landmarks(valley: [.init(-30...30) { Point(0, $0) }])
  }
}
