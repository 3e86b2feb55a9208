/// A type-erased surface, for kernels that are not specialized per surface.
///
/// Those kernels compute in `Double`; any other number type yields NaN. A call costs two
/// nanoseconds, a specialized kernel costs compile time.
struct ErasedSurface: Surface {
  let hasLabels: Bool
  private let valueOf: @Sendable (Point<Double>) -> Double
  private let gradientOf: @Sendable (Point<Double>) -> Point<Double>
  private let hessianOf: @Sendable (Point<Double>) -> Hessian
  private let labelledValue: @Sendable (Point<Double>, Double) -> Double
  private let labelledGradient: @Sendable (Point<Double>, Double) -> Point<Double>
  private let labelledHessian: @Sendable (Point<Double>, Double) -> Hessian

  init<S: Surface>(_ surface: S) {
    hasLabels = surface.hasLabels
    valueOf = { surface.value($0) }
    gradientOf = { surface.gradient($0) }
    hessianOf = { surface.hessian($0) }
    labelledValue = { surface.value($0, label: $1) }
    labelledGradient = { surface.gradient($0, label: $1) }
    labelledHessian = { surface.hessian($0, label: $1) }
  }

  @inline(__always)
  func value<N: Number>(_ p: Point<N>) -> N {
    guard let p = p as? Point<Double>, let value = valueOf(p) as? N else { return N(.nan) }
    return value
  }

  @inline(__always)
  func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    guard let p = p as? Point<Double>, let gradient = gradientOf(p) as? Point<N> else {
      return Point(N(.nan), N(.nan))
    }
    return gradient
  }

  @inline(__always)
  func value<N: Number>(_ p: Point<N>, label: N) -> N {
    guard let p = p as? Point<Double>, let label = label as? Double,
      let value = labelledValue(p, label) as? N
    else { return N(.nan) }
    return value
  }

  @inline(__always)
  func gradient<N: Number>(_ p: Point<N>, label: N) -> Point<N> {
    guard let p = p as? Point<Double>, let label = label as? Double,
      let gradient = labelledGradient(p, label) as? Point<N>
    else { return Point(N(.nan), N(.nan)) }
    return gradient
  }

  func hessian(_ p: Point<Double>) -> Hessian { hessianOf(p) }
  func hessian(_ p: Point<Double>, label: Double) -> Hessian { labelledHessian(p, label) }
}

/// A surface with the noise of one step: a linear term in the value and an offset of the label.
struct NoisySurface: Surface {
  private let base: ErasedSurface
  private let gradientNoise: Point<Double>
  private let labelNoise: Double

  init(base: ErasedSurface, noise sample: NoiseSample) {
    self.base = base
    gradientNoise = sample.gradientNoise
    labelNoise = sample.labelNoise
  }

  var hasLabels: Bool { base.hasLabels }

  @inline(__always)
  private func addingLinearTerm<N: Number>(_ value: N, _ p: Point<N>) -> N {
    value + N(gradientNoise.x) * p.x + N(gradientNoise.y) * p.y
  }

  @inline(__always)
  func value<N: Number>(_ p: Point<N>) -> N {
    addingLinearTerm(labelNoise == 0 ? base.value(p) : base.value(p, label: N(labelNoise)), p)
  }

  @inline(__always)
  func value<N: Number>(_ p: Point<N>, label: N) -> N {
    addingLinearTerm(base.value(p, label: N(labelNoise) + label), p)
  }

  @inline(__always)
  func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let gradient = labelNoise == 0 ? base.gradient(p) : base.gradient(p, label: N(labelNoise))
    return gradient + Point(N(gradientNoise.x), N(gradientNoise.y))
  }

  @inline(__always)
  func gradient<N: Number>(_ p: Point<N>, label: N) -> Point<N> {
    base.gradient(p, label: N(labelNoise) + label) + Point(N(gradientNoise.x), N(gradientNoise.y))
  }

  func hessian(_ p: Point<Double>) -> Hessian {
    labelNoise == 0 ? base.hessian(p) : base.hessian(p, label: labelNoise)
  }

  func hessian(_ p: Point<Double>, label: Double) -> Hessian {
    base.hessian(p, label: labelNoise + label)
  }
}
