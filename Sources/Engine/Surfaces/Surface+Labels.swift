// Defaults for the surface of one noisy sample, whose label is shifted.
extension Surface {
  /// False: the surface has no labels.
  public var hasLabels: Bool { false }

  /// Returns `value(p)`.
  @inline(__always)
  public func value<N: Number>(_ p: Point<N>, label: N) -> N { value(p) }

  /// Returns the gradient of `value(_:label:)` by dual numbers.
  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>, label: N) -> Point<N> {
    guard hasLabels else { return gradient(p) }
    let f = value(
      Point(Dual(p.x, dx: 1, dy: 0), Dual(p.y, dx: 0, dy: 1)), label: Dual(label, dx: 0, dy: 0))
    return Point(f.dx, f.dy)
  }

  /// Returns the Hessian by dual numbers through `gradient(_:label:)`.
  @inline(__always)
  public func hessian(_ p: Point<Double>, label: Double) -> Hessian {
    guard hasLabels else { return hessian(p) }
    let g = gradient(
      Point(Dual(p.x, dx: 1, dy: 0), Dual(p.y, dx: 0, dy: 1)), label: Dual(label, dx: 0, dy: 0))
    return Hessian(xx: g.x.dx, xy: g.x.dy, yy: g.y.dy)
  }
}
