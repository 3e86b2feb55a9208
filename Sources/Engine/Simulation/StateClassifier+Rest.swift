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
    let (gradient, curvature) = (run.gradient(p), Curvature(run.hessian(p)))
    // A gradient of zero is stationary even where the Hessian is not a number.
    if gradient == .zero || isStationary(gradient, curvature) {
      switch saddle(at: p, gradient, curvature, reach: Tolerance.reach * radius) {
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
  private func isStationary(_ gradient: Point<Double>, _ curvature: Curvature) -> Bool {
    let (radius, top) = (radius, curvature.topEigenvector)
    let rounding = Tolerance.roundedGradient * curvature.largest * radius
    func isNear(_ component: Double, _ eigenvalue: Double) -> Bool {
      component.magnitude
        <= Swift.max(Tolerance.distance * eigenvalue.magnitude * radius, rounding)
    }
    return isNear(gradient.dot(top), curvature.max)
      && isNear(gradient.dot(top.perpendicular), curvature.min)
  }

  /// The kind of saddle around which the run oscillates with a period; nil at no saddle.
  func saddle(within period: Int) -> SaddleKind? {
    let center = window.mean(ofLast: period)
    let size = window.maxSquaredDistance(ofLast: period, from: center).squareRoot()
    var p = center
    // Newton steps to the stationary point; at a degenerate one each halves the distance.
    for _ in 0..<16 {
      let curvature = Curvature(run.hessian(p))
      // Beside a degenerate saddle λmin is small, but of either sign; a map has no time to see that.
      let limit = run.comparesCourse ? 1e3 * curvature.zero : curvature.zero
      guard curvature.min <= limit else { return nil }
      let step = curvature.newtonStep(against: run.gradient(p))
      p = p + step
      guard (p - center).norm <= 2 * size else { return nil }
      if step.norm <= 1e-9 * size { break }
    }
    let (gradient, curvature) = (run.gradient(p), Curvature(run.hessian(p)))
    guard curvature.newtonStep(against: gradient).norm <= 1e-3 * size else { return nil }
    guard curvature.isNegative else {
      return curvature.min <= curvature.zero
        && fallsBeside(p, gradient, curvature, reach: Swift.max(size, Tolerance.reach * radius))
        ? .degenerate : nil
    }
    // A cycle far larger than the saddle is not at the saddle.
    let (value, down) = (run.value(p), size * curvature.bottomEigenvector)
    return run.value(p + down) < value || run.value(p - down) < value ? .strict : nil
  }

  /// Whether the run moves irregularly around a saddle.
  ///
  /// All iterates of the late half are where λmin is negative: a chaotic run through several wells
  /// has its mean near a saddle too. A run is tested further: every third of the latest 1024 iterates,
  /// or of the later half of a shorter run, must be there too, because a chaotic motion stays beside a
  /// saddle for some hundred steps and then leaves.
  var isTrappedAtSaddle: Bool {
    let length = WindowSize.halfLength(of: window.count)
    guard (0..<length).allSatisfy({ isBesideSaddle(window[$0]) }), saddle(within: length) != nil
    else { return false }
    guard run.comparesCourse else { return true }
    return window.withLatestPoints(2048) { points in
      // The stride is odd, so that no short cycle hides a part of its iterates.
      stride(from: points.count - 1, through: points.count / 2, by: -3)
        .allSatisfy { isBesideSaddle(points[$0]) }
    }
  }

  private func isBesideSaddle(_ p: Point<Double>) -> Bool { Curvature(run.hessian(p)).isNegative }

  /// The kind of saddle at a stationary point; nil at a minimum.
  private func saddle(
    at p: Point<Double>, _ gradient: Point<Double>, _ curvature: Curvature, reach: Double
  ) -> SaddleKind? {
    guard curvature.min <= curvature.zero else { return nil }
    if curvature.isNegative {
      // Near a valley of minima λmin is as inexact as the iterate: a Newton step goes to the floor.
      guard curvature.min > -1e3 * curvature.zero else {
        return rises(from: p, along: curvature.bottomEigenvector, to: reach) ? nil : .strict
      }
      let floor = p + curvature.newtonStep(against: gradient)
      return Curvature(run.hessian(floor)).isNegative ? .strict : nil
    }
    return fallsBeside(p, gradient, curvature, reach: reach) ? .degenerate : nil
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
    _ p: Point<Double>, _ gradient: Point<Double>, _ local: Curvature, reach: Double
  ) -> Bool {
    let (top, curvature) = (local.topEigenvector, local.max)
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

/// A Hessian with its eigenvalues, computed once.
private struct Curvature {
  private let hessian: Hessian
  let max, min: Double
  /// The larger magnitude of the eigenvalues.
  let largest: Double

  init(_ hessian: Hessian) {
    self.hessian = hessian
    (max, min) = hessian.eigenvalues
    largest = Swift.max(max.magnitude, min.magnitude)
  }

  /// The magnitude below which an eigenvalue counts as zero.
  var zero: Double { Tolerance.eigenvalue * largest }

  /// Whether λmin is negative beyond rounding.
  var isNegative: Bool { min < -zero }

  var topEigenvector: Point<Double> { hessian.topEigenvector }
  var bottomEigenvector: Point<Double> { hessian.bottomEigenvector }

  /// Returns the Newton step along the eigenvectors whose eigenvalue is not zero.
  func newtonStep(against gradient: Point<Double>) -> Point<Double> {
    let (zero, top) = (zero, topEigenvector)
    func step(_ eigenvalue: Double, along v: Point<Double>) -> Point<Double> {
      guard eigenvalue.magnitude > zero else { return .zero }
      return (-gradient.dot(v) / eigenvalue) * v
    }
    return step(max, along: top) + step(min, along: top.perpendicular)
  }
}
