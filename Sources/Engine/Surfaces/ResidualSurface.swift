/// A loss of one residual, f = ℓ(residual), whose label can be moved: what label noise needs.
///
/// Write `residual` and `loss`; height and slope follow.
public protocol ResidualSurface: Surface {
  /// Prediction minus label.
  func residual<N: Number>(_ p: Point<N>) -> N

  /// ℓ.
  func loss<N: Number>(_ residual: N) -> N
}

extension ResidualSurface {
  public var hasLabels: Bool { true }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N { loss(residual(p)) }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>, label: N) -> N { loss(residual(p) - label) }
}
