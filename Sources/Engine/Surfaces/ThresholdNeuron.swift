/// ln 2cosh(½a·g(b)), g(b) = φ(b) + bΦ(b): a ReLU neuron that has to learn its threshold.
///
/// The mean model of Ahn, Bubeck, Chewi, Lee, Suarez and Zhang (2022): x is the outer weight a, and
/// only a large η drives the bias b below zero, with a sharp transition at η = 8/g(0)² = 16π. The
/// bias learns slower by `ratio`: y = b/√ratio, so that one η serves both.
public struct ThresholdNeuron: NamedSurface {
  static let ratio = Knob(
    "ratio", 0.005, in: 1e-6...1, "step size of the bias relative to that of the weight")

  public static let info = SurfaceInfo(
    id: "threshold", formula: "ln 2cosh(½x·g(b)), g(b) = φ(b) + bΦ(b), b = √ratio·y",
    knobs: [ratio], frame: Region(x: -0.6...0.6, y: -22...4), start: Point(0.5, 0),
    about: "The neuron learns its bias only at η beyond 16π ≈ 50: the edge of stability at work.",
    source: "Ahn, Bubeck, Chewi, Lee, Suarez, Zhang 2022, arXiv 2212.07469")

  private let scale: Double

  public init(_ value: (Knob) -> Double) { scale = value(Self.ratio).squareRoot() }

  /// g and its derivative Φ at the bias of y.
  @inline(__always)
  private func gain<N: Number>(_ y: N) -> (value: N, slope: N) {
    let b = N(scale) * y
    let density = N(1 / (2 * Double.pi).squareRoot()) * exp(-0.5 * b * b)
    let below = 0.5 * (1 + N.erf(N(0.5.squareRoot()) * b))
    return (density + b * below, below)
  }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    logCosh(0.5 * p.x * gain(p.y).value) + N(Double.log(2))
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let gain = gain(p.y)
    let t = 0.5 * tanh(0.5 * p.x * gain.value)
    return Point(t * gain.value, N(scale) * (t * p.x * gain.slope))
  }

  public var landmarks: Landmarks {
    Landmarks(valley: [.init(-30...30) { Point(0, $0) }])
  }
}
