/// The tolerances of rest and of stationary points.
///
/// All are relative: to the radius R = ‖w‖ + ‖w − w₀‖ of the motion, to the largest absolute
/// eigenvalue Λ of the Hessian, or to the displacement η‖∇f‖ that the gradient would cause. Scaling
/// the loss or the coordinates changes no state.
private enum Tolerance {
  /// The motion over `WindowSize.stride` steps of a run at rest, relative to R.
  static let motion = 1e-9
  /// The distance |gᵢ/λᵢ| to the stationary point along each eigenvector, relative to R.
  static let distance = 1e-6
  /// A gradient component that rounding may cause, relative to ΛR: a valley of minima has λᵢ = 0.
  static let roundedGradient = 1e-10
  /// The gradient at the ascent point of a hallucinated minimizer, relative to the gradient.
  static let hallucination = 1e-3
  /// The motion of a run that stalls, relative to the displacement by the gradient.
  static let stall = 1e-3
  /// An eigenvalue that counts as zero, relative to Λ.
  static let eigenvalue = 1e-6
  /// The distance over which the loss must fall beside a degenerate saddle, relative to R.
  static let reach = 1e-2
}

/// A stationary point that is no minimum.
enum SaddleKind {
  /// The Hessian has a negative eigenvalue.
  case strict
  /// The Hessian has no negative eigenvalue, but the loss falls in some direction.
  case degenerate
}

extension StateClassifier {
  /// The radius R of the motion.
  private var radius: Double { window[0].norm + (window[0] - window.start).norm }

  /// Whether the last iterates are equal up to a fraction of the radius of the motion.
  var isAtRest: Bool {
    let tolerance = Tolerance.motion * radius
    return window.recentSquaredMotion <= tolerance * tolerance
  }

  /// The state of a run at rest; nil if the run moves as slowly as its gradient demands.
  var restingState: State? {
    let p = window[0]
    let (gradient, hessian) = (run.gradient(p), run.hessian(p))
    // A gradient of zero is stationary even where the Hessian is not a number.
    if gradient == .zero || isStationary(gradient, hessian) {
      switch saddle(at: p, gradient, hessian, reach: Tolerance.reach * radius) {
      case .strict: return .atSaddle()
      case .degenerate: return .atSaddle(isDegenerate: true)
      case nil: return .settled
      }
    }
    let norm = gradient.norm
    let ascent = window.ascentPoint
    if ascent != p, run.gradient(ascent).norm <= Tolerance.hallucination * norm {
      return .hallucinating
    }
    let demanded = Tolerance.stall * effectiveStepSize * norm
    return window.recentSquaredMotion <= demanded * demanded ? .stalled : nil
  }

  /// Whether the stationary point is near along both eigenvectors.
  private func isStationary(_ gradient: Point<Double>, _ hessian: Hessian) -> Bool {
    let (radius, top) = (radius, hessian.topEigenvector)
    let (max, min) = (hessian.maxEigenvalue, hessian.minEigenvalue)
    let rounding = Tolerance.roundedGradient * Swift.max(max.magnitude, min.magnitude) * radius
    func isNear(_ component: Double, _ eigenvalue: Double) -> Bool {
      component.magnitude
        <= Swift.max(Tolerance.distance * eigenvalue.magnitude * radius, rounding)
    }
    return isNear(gradient.dot(top), max) && isNear(gradient.dot(Point(-top.y, top.x)), min)
  }

  /// The kind of saddle around which the run oscillates with a period; nil at no saddle.
  func saddle(within period: Int) -> SaddleKind? {
    let center = window.mean(ofLast: period)
    let size = window.maxSquaredDistance(ofLast: period, from: center).squareRoot()
    var p = center
    // Newton steps to the stationary point; at a degenerate one each halves the distance.
    for _ in 0..<16 {
      let (gradient, hessian) = (run.gradient(p), run.hessian(p))
      // Beside a degenerate saddle λmin is small, but of either sign; a map has no time to see that.
      let limit = run.comparesCourse ? 1e3 * hessian.zeroEigenvalue : hessian.zeroEigenvalue
      guard hessian.minEigenvalue <= limit else { return nil }
      let step = hessian.newtonStep(against: gradient)
      p = p + step
      guard (p - center).norm <= 2 * size else { return nil }
      if step.norm <= 1e-9 * size { break }
    }
    let (gradient, hessian) = (run.gradient(p), run.hessian(p))
    guard hessian.newtonStep(against: gradient).norm <= 1e-3 * size else { return nil }
    guard hessian.hasNegativeEigenvalue else {
      return hessian.minEigenvalue <= hessian.zeroEigenvalue
        && fallsBeside(p, gradient, hessian, reach: Swift.max(size, Tolerance.reach * radius))
        ? .degenerate : nil
    }
    // A cycle far larger than the saddle is not at the saddle.
    let (value, down) = (run.value(p), size * hessian.bottomEigenvector)
    return run.value(p + down) < value || run.value(p - down) < value ? .strict : nil
  }

  /// Whether the run moves irregularly around a saddle.
  ///
  /// All iterates of the late half are where λmin is negative: a chaotic run through several wells
  /// has its mean near a saddle too.
  var isTrappedAtSaddle: Bool {
    let length = WindowSize.halfLength(of: window.count)
    return (0..<length).allSatisfy { run.hessian(window[$0]).hasNegativeEigenvalue }
      && saddle(within: length) != nil
  }

  /// The kind of saddle at a stationary point; nil at a minimum.
  private func saddle(
    at p: Point<Double>, _ gradient: Point<Double>, _ hessian: Hessian, reach: Double
  ) -> SaddleKind? {
    let (min, zero) = (hessian.minEigenvalue, hessian.zeroEigenvalue)
    guard min <= zero else { return nil }
    if min < -zero {
      // Near a valley of minima λmin is as inexact as the iterate: a Newton step goes to the floor.
      guard min > -1e3 * zero else {
        return rises(from: p, along: hessian.bottomEigenvector, to: reach) ? nil : .strict
      }
      let floor = p + hessian.newtonStep(against: gradient)
      return run.hessian(floor).hasNegativeEigenvalue ? .strict : nil
    }
    return fallsBeside(p, gradient, hessian, reach: reach) ? .degenerate : nil
  }

  /// Whether the loss rises on both sides of a point, at three distances up to `reach`.
  ///
  /// So it does where kinks cross, although the Hessian of one side has a negative eigenvalue.
  private func rises(from p: Point<Double>, along v: Point<Double>, to reach: Double) -> Bool {
    let value = run.value(p)
    return [1, 0.1, 0.01].allSatisfy { fraction in
      let d = fraction * reach * v
      return Swift.min(run.value(p + d), run.value(p - d)) > value + 1e-13 * value.magnitude
    }
  }

  /// Whether the loss falls beside a stationary point whose Hessian has no negative eigenvalue.
  ///
  /// Sampled at four distances up to `reach`. Along the null direction the samples are moved to the
  /// floor of the loss across it: at the saddle (0, 0) of (xy² − 1)² + x²/20 the loss is constant
  /// along the null direction, but falls as −20y⁴ on the curve x = 20y².
  private func fallsBeside(
    _ p: Point<Double>, _ gradient: Point<Double>, _ hessian: Hessian, reach: Double
  ) -> Bool {
    let (top, curvature) = (hessian.topEigenvector, hessian.maxEigenvalue)
    let radius = reach > 0 ? reach : Tolerance.reach
    let value = run.value(p)
    guard curvature <= 0 else {
      let slope = gradient.dot(top)
      let floor = value - slope * slope / (2 * curvature)
      func falls(along direction: Point<Double>) -> Bool {
        self.falls(from: floor, gradient.dot(direction), curvature, to: radius) {
          run.value(floorPoint(near: p + $0 * direction, across: top, curvature))
        }
      }
      return falls(along: top.perpendicular) || falls(along: -top.perpendicular)
    }
    // Where the Hessian vanishes, no direction is distinguished.
    return (0..<16).contains { index in
      let angle = 2 * Double.pi * (Double(index) + 0.37) / 16
      let direction = Point(Double.cos(angle), Double.sin(angle))
      return falls(from: value, gradient.dot(direction), curvature, to: radius) {
        run.value(p + $0 * direction)
      }
    }
  }

  /// Whether the loss falls from sample to sample by more than rounding and the slope explain.
  private func falls(
    from value: Double, _ slope: Double, _ curvature: Double, to reach: Double,
    _ loss: (_ distance: Double) -> Double
  ) -> Bool {
    let rounding = 1e-13 * (value.magnitude + curvature.magnitude * reach * reach)
    let last = loss(reach)
    guard last < value - rounding - 2 * reach * slope.magnitude else { return false }
    let losses = [value] + [0.125, 0.25, 0.5].map { loss($0 * reach) } + [last]
    return zip(losses, losses.dropFirst()).allSatisfy { $1 <= $0 + rounding }
  }

  /// The point near `start` where the gradient component along `normal` vanishes.
  ///
  /// Two Newton steps with one curvature, which hardly changes over the short distance.
  private func floorPoint(
    near start: Point<Double>, across normal: Point<Double>, _ curvature: Double
  ) -> Point<Double> {
    let p = start - (run.gradient(start).dot(normal) / curvature) * normal
    return p - (run.gradient(p).dot(normal) / curvature) * normal
  }
}

extension Hessian {
  /// The magnitude below which an eigenvalue counts as zero.
  fileprivate var zeroEigenvalue: Double {
    Tolerance.eigenvalue * max(maxEigenvalue.magnitude, minEigenvalue.magnitude)
  }

  /// Whether λmin is negative beyond rounding.
  fileprivate var hasNegativeEigenvalue: Bool { minEigenvalue < -zeroEigenvalue }

  /// Returns the Newton step along the eigenvectors whose eigenvalue is not zero.
  fileprivate func newtonStep(against gradient: Point<Double>) -> Point<Double> {
    let zero = zeroEigenvalue
    let top = topEigenvector
    func step(_ eigenvalue: Double, along v: Point<Double>) -> Point<Double> {
      guard eigenvalue.magnitude > zero else { return .zero }
      return (-gradient.dot(v) / eigenvalue) * v
    }
    return step(maxEigenvalue, along: top) + step(minEigenvalue, along: top.perpendicular)
  }
}
