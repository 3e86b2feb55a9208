import Synchronization

extension AnySurface {
  /// Returns why a run ended at a point without a loss; nil for other runs.
  ///
  /// The last step of such a run needed a loss or a derivative outside the domain of the loss: at the
  /// iterate, or at another point of the step such as w + ε. A run that overflows to an iterate that is
  /// not a number has not left the domain. The trajectory does not contain all points of a step, so
  /// `simulate` runs once more, on a surface that notes such points.
  func undefinedLoss(
    endingRun trajectory: Trajectory, _ simulate: (ErasedSurface) -> Trajectory
  ) -> UndefinedLoss? {
    guard let step = trajectory.divergedAt, step > 0,
      trajectory.points[step].isNaN
    else { return nil }
    let last = trajectory.points[step - 1]
    if value(last).isNaN { return undefinedLoss(last) }
    let probe = DomainProbe(erasedSurface)
    _ = simulate(ErasedSurface(probe))
    return probe.firstPoint.map(undefinedLoss)
  }
}

/// A surface that notes the first point where the loss is not a number and a loss or a derivative is
/// asked for.
///
/// Points beyond `Trajectory.divergenceNorm` have diverged, and their losses can overflow.
private struct DomainProbe: Surface {
  /// A reference, because copies of a surface evaluate.
  private final class Note: Sendable {
    let firstPoint = Mutex(Point<Double>?.none)
  }

  private let surface: ErasedSurface
  private let note = Note()

  init(_ surface: ErasedSurface) { self.surface = surface }

  var firstPoint: Point<Double>? { note.firstPoint.withLock { $0 } }
  var hasLabels: Bool { surface.hasLabels }

  func value<N: Number>(_ p: Point<N>) -> N {
    let value = surface.value(p)
    check((value as? Double)?.isNaN, at: p)
    return value
  }

  func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let gradient = surface.gradient(p)
    check((gradient as? Point<Double>)?.isNaN, at: p)
    return gradient
  }

  func hessian(_ p: Point<Double>) -> Hessian {
    let hessian = surface.hessian(p)
    check(hessian.maxEigenvalue.isNaN, at: p)
    return hessian
  }

  func value<N: Number>(_ p: Point<N>, label: N) -> N {
    let value = surface.value(p, label: label)
    check((value as? Double)?.isNaN, at: p)
    return value
  }

  func gradient<N: Number>(_ p: Point<N>, label: N) -> Point<N> {
    let gradient = surface.gradient(p, label: label)
    check((gradient as? Point<Double>)?.isNaN, at: p)
    return gradient
  }

  func hessian(_ p: Point<Double>, label: Double) -> Hessian {
    let hessian = surface.hessian(p, label: label)
    check(hessian.maxEigenvalue.isNaN, at: p)
    return hessian
  }

  /// Notes the point if a result there is not a number, nil for other numbers than `Double`.
  private func check<N: Number>(_ isNaN: Bool?, at p: Point<N>) {
    guard isNaN ?? false, let p = p as? Point<Double>, p.norm <= Trajectory.divergenceNorm,
      surface.value(p).isNaN
    else { return }
    note.firstPoint.withLock { $0 = $0 ?? p }
  }
}
