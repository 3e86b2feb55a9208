/// The properties of a surface that laws and label noise use.
struct SurfaceTraits: Sendable, Hashable {
  /// Whether label noise applies to the surface.
  let hasLabels: Bool
  /// Whether f is quadratic.
  let isQuadratic: Bool
  /// c₃ of ℓ′(u) = u − c₃u³ + … if f = ℓ(xy); nil for other surfaces.
  let productLossCubicCoefficient: Double?

  init(_ surface: some Surface) {
    hasLabels = surface.hasLabels
    isQuadratic = surface.isQuadratic
    productLossCubicCoefficient = surface.productLossCubicCoefficient
  }
}
