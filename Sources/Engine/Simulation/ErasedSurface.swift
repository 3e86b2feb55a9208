import Vectors

/// A type-erased surface, for kernels that are not specialized per surface.
///
/// Those kernels compute in `Double` or `Lanes`; any other number type yields NaN. A call costs two
/// nanoseconds, a specialized kernel costs compile time.
struct ErasedSurface: Surface {
  /// Computes a gradient in registers of lanes.
  typealias LaneGradients = @Sendable (LaneGradient, LaneRegisters) -> Void

  let hasLabels: Bool
  /// The formula of the surface; nil for other surfaces.
  let formula: FormulaSurface?
  /// The gradients of rules on lanes.
  let laneGradients: LaneGradients
  private let doubles: ErasedFunctions<Double>
  private let lanes: ErasedFunctions<Lanes>
  private let hessianOf: @Sendable (Point<Double>) -> Hessian
  private let labelledHessian: @Sendable (Point<Double>, Double) -> Hessian

  init<S: Surface>(_ surface: S) {
    hasLabels = surface.hasLabels
    formula = surface as? FormulaSurface
    laneGradients = { $0.evaluate(surface, in: $1) }
    doubles = ErasedFunctions(surface)
    lanes = ErasedFunctions(surface)
    hessianOf = { surface.hessian($0) }
    if surface.hasLabels {
      labelledHessian = { surface.hessian($0, label: $1) }
    } else {
      labelledHessian = { [hessianOf] p, _ in hessianOf(p) }
    }
  }

  /// The value, the gradient and the Hessian at a point.
  var pointFunctions:
    (
      value: @Sendable (Point<Double>) -> Double,
      gradient: @Sendable (Point<Double>) -> Point<Double>,
      hessian: @Sendable (Point<Double>) -> Hessian
    )
  { (doubles.value, doubles.gradient, hessianOf) }

  /// The functions on a number type; nil for a type other than `Double` and `Lanes`.
  ///
  /// In a kernel, whose number type is known, the casts cost nothing.
  @inline(__always)
  private func functions<N: Number>(on _: N.Type) -> ErasedFunctions<N>? {
    if N.self == Double.self { return doubles as? ErasedFunctions<N> }
    return lanes as? ErasedFunctions<N>
  }

  @inline(__always)
  func value<N: Number>(_ p: Point<N>) -> N { functions(on: N.self)?.value(p) ?? N(.nan) }

  @inline(__always)
  func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    functions(on: N.self)?.gradient(p) ?? Point(N(.nan), N(.nan))
  }

  @inline(__always)
  func value<N: Number>(_ p: Point<N>, label: N) -> N {
    functions(on: N.self)?.labelledValue(p, label) ?? N(.nan)
  }

  @inline(__always)
  func gradient<N: Number>(_ p: Point<N>, label: N) -> Point<N> {
    functions(on: N.self)?.labelledGradient(p, label) ?? Point(N(.nan), N(.nan))
  }

  func hessian(_ p: Point<Double>) -> Hessian { hessianOf(p) }
  func hessian(_ p: Point<Double>, label: Double) -> Hessian { labelledHessian(p, label) }
}

/// The value and the gradient of a surface on one number type, as closures.
private struct ErasedFunctions<N: Number>: Sendable {
  let value: @Sendable (Point<N>) -> N
  let gradient: @Sendable (Point<N>) -> Point<N>
  let labelledValue: @Sendable (Point<N>, N) -> N
  let labelledGradient: @Sendable (Point<N>, N) -> Point<N>

  @inline(__always)
  init<S: Surface>(_ surface: S) {
    value = { surface.value($0) }
    gradient = { surface.gradient($0) }
    // Without labels, the compiler would emit both functions twice.
    if surface.hasLabels {
      labelledValue = { surface.value($0, label: $1) }
      labelledGradient = { surface.gradient($0, label: $1) }
    } else {
      labelledValue = { [value] p, _ in value(p) }
      labelledGradient = { [gradient] p, _ in gradient(p) }
    }
  }
}

/// A surface with the noise of one step: an offset of the gradient and of the label.
struct NoisyObjective: Objective {
  private let surface: ErasedSurface
  /// The noise of the step.
  var noise = NoiseSample()

  init(_ surface: ErasedSurface) { self.surface = surface }

  @inline(__always)
  func gradient(_ w: Point<Double>) -> Point<Double> {
    let gradient =
      noise.labelNoise == 0
      ? surface.gradient(w) : surface.gradient(w, label: noise.labelNoise)
    return gradient + noise.gradientNoise
  }

  @inline(__always)
  func gradient(_ w: Point<Double>, label: Double) -> Point<Double> {
    surface.gradient(w, label: noise.labelNoise + label) + noise.gradientNoise
  }

  func value(_ w: Point<Double>) -> Double { value(w, label: 0) }

  func value(_ w: Point<Double>, label: Double) -> Double {
    let label = noise.labelNoise + label
    let value = label == 0 ? surface.value(w) : surface.value(w, label: label)
    return noise.gradientNoise == .zero ? value : value + noise.gradientNoise.dot(w)
  }

  func hessian(_ w: Point<Double>) -> [Point<Double>] { noisyHessian(w).rows }

  func topEigenvector(_ w: Point<Double>) -> Point<Double> { noisyHessian(w).topEigenvector }

  private func noisyHessian(_ w: Point<Double>) -> Hessian {
    noise.labelNoise == 0 ? surface.hessian(w) : surface.hessian(w, label: noise.labelNoise)
  }
}
