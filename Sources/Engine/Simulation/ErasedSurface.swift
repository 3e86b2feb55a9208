/// A surface behind closures, for the kernels that are not worth one copy a surface.
///
/// It answers for `Double` alone, which is what those kernels compute in; for any other number it
/// is NaN. A call costs two nanoseconds, where a kernel of its own costs compile time.
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
    guard let p = p as? Point<Double>, let height = valueOf(p) as? N else { return N(.nan) }
    return height
  }

  @inline(__always)
  func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    guard let p = p as? Point<Double>, let slope = gradientOf(p) as? Point<N> else {
      return Point(N(.nan), N(.nan))
    }
    return slope
  }

  @inline(__always)
  func value<N: Number>(_ p: Point<N>, label: N) -> N {
    guard let p = p as? Point<Double>, let label = label as? Double,
      let height = labelledValue(p, label) as? N
    else { return N(.nan) }
    return height
  }

  @inline(__always)
  func gradient<N: Number>(_ p: Point<N>, label: N) -> Point<N> {
    guard let p = p as? Point<Double>, let label = label as? Double,
      let slope = labelledGradient(p, label) as? Point<N>
    else { return Point(N(.nan), N(.nan)) }
    return slope
  }

  func hessian(_ p: Point<Double>) -> Hessian { hessianOf(p) }
  func hessian(_ p: Point<Double>, label: Double) -> Hessian { labelledHessian(p, label) }
}

/// A surface as one step's noise shows it: tilted, and with its label moved.
struct NoisySurface: Surface {
  private let base: ErasedSurface
  private let gradientNoise: Point<Double>
  private let labelNoise: Double

  init(base: ErasedSurface, by disturbance: NoiseSample) {
    self.base = base
    gradientNoise = disturbance.gradientNoise
    labelNoise = disturbance.labelNoise
  }

  var hasLabels: Bool { base.hasLabels }

  @inline(__always)
  private func addingLinearTerm<N: Number>(_ height: N, _ p: Point<N>) -> N {
    height + N(gradientNoise.x) * p.x + N(gradientNoise.y) * p.y
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
    let slope = labelNoise == 0 ? base.gradient(p) : base.gradient(p, label: N(labelNoise))
    return slope + Point(N(gradientNoise.x), N(gradientNoise.y))
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
