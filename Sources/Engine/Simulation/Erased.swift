/// A surface behind closures, for the kernels that are not worth one copy a surface.
///
/// It answers for `Double` alone, which is what those kernels compute in; for any other number it
/// is NaN. A call costs two nanoseconds, where a kernel of its own costs compile time.
struct Erased: Surface {
  let hasLabels: Bool
  private let heightOf: @Sendable (Point<Double>) -> Double
  private let slopeOf: @Sendable (Point<Double>) -> Point<Double>
  private let curvatureOf: @Sendable (Point<Double>) -> Hessian
  private let labelledHeight: @Sendable (Point<Double>, Double) -> Double
  private let labelledSlope: @Sendable (Point<Double>, Double) -> Point<Double>
  private let labelledCurvature: @Sendable (Point<Double>, Double) -> Hessian

  init<S: Surface>(_ surface: S) {
    hasLabels = surface.hasLabels
    heightOf = { surface.height($0) }
    slopeOf = { surface.slope($0) }
    curvatureOf = { surface.curvature($0) }
    labelledHeight = { surface.height($0, label: $1) }
    labelledSlope = { surface.slope($0, label: $1) }
    labelledCurvature = { surface.curvature($0, label: $1) }
  }

  @inline(__always)
  func height<N: Number>(_ p: Point<N>) -> N {
    guard let p = p as? Point<Double>, let height = heightOf(p) as? N else { return N(.nan) }
    return height
  }

  @inline(__always)
  func slope<N: Number>(_ p: Point<N>) -> Point<N> {
    guard let p = p as? Point<Double>, let slope = slopeOf(p) as? Point<N> else {
      return Point(N(.nan), N(.nan))
    }
    return slope
  }

  @inline(__always)
  func height<N: Number>(_ p: Point<N>, label: N) -> N {
    guard let p = p as? Point<Double>, let label = label as? Double,
      let height = labelledHeight(p, label) as? N
    else { return N(.nan) }
    return height
  }

  @inline(__always)
  func slope<N: Number>(_ p: Point<N>, label: N) -> Point<N> {
    guard let p = p as? Point<Double>, let label = label as? Double,
      let slope = labelledSlope(p, label) as? Point<N>
    else { return Point(N(.nan), N(.nan)) }
    return slope
  }

  func curvature(_ p: Point<Double>) -> Hessian { curvatureOf(p) }
  func curvature(_ p: Point<Double>, label: Double) -> Hessian { labelledCurvature(p, label) }
}

/// A surface as one step's noise shows it: tilted, and with its label moved.
struct Disturbed: Surface {
  private let base: Erased
  private let tilt: Point<Double>
  private let shift: Double

  init(base: Erased, by disturbance: Disturbance) {
    self.base = base
    tilt = disturbance.tilt
    shift = disturbance.label
  }

  var hasLabels: Bool { base.hasLabels }

  @inline(__always)
  private func tilted<N: Number>(_ height: N, _ p: Point<N>) -> N {
    height + N(tilt.x) * p.x + N(tilt.y) * p.y
  }

  @inline(__always)
  func height<N: Number>(_ p: Point<N>) -> N {
    tilted(shift == 0 ? base.height(p) : base.height(p, label: N(shift)), p)
  }

  @inline(__always)
  func height<N: Number>(_ p: Point<N>, label: N) -> N {
    tilted(base.height(p, label: N(shift) + label), p)
  }

  @inline(__always)
  func slope<N: Number>(_ p: Point<N>) -> Point<N> {
    let slope = shift == 0 ? base.slope(p) : base.slope(p, label: N(shift))
    return slope + Point(N(tilt.x), N(tilt.y))
  }

  @inline(__always)
  func slope<N: Number>(_ p: Point<N>, label: N) -> Point<N> {
    base.slope(p, label: N(shift) + label) + Point(N(tilt.x), N(tilt.y))
  }

  func curvature(_ p: Point<Double>) -> Hessian {
    shift == 0 ? base.curvature(p) : base.curvature(p, label: shift)
  }

  func curvature(_ p: Point<Double>, label: Double) -> Hessian {
    base.curvature(p, label: shift + label)
  }
}
