/// A loss of one residual, f = ℓ(r(w)), to which label noise applies.
///
/// Implement `residual(_:)` and `loss(_:)`; the value and the gradient follow. Shifting the label
/// by δ gives ℓ(r(w) − δ).
public protocol ResidualSurface: Surface {
  /// Returns the residual r(p): the prediction minus the label.
  func residual<N: Number>(_ p: Point<N>) -> N

  /// Returns ℓ(residual).
  func loss<N: Number>(_ residual: N) -> N
}

extension ResidualSurface {
  /// True: label noise applies.
  public var hasLabels: Bool { true }

  /// Returns ℓ(r(p)).
  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N { loss(residual(p)) }

  /// Returns ℓ(r(p) − label).
  @inline(__always)
  public func value<N: Number>(_ p: Point<N>, label: N) -> N { loss(residual(p) - label) }
}
