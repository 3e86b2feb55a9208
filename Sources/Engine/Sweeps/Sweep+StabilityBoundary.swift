extension Sweep {
  /// Where theory says that a quadratic bowl turns unstable, as a curve over the map.
  ///
  /// For a map of η against ρ of gd, sam, usam or unified on the `quadratic` surface: at each value
  /// of ρ the η beyond which the run diverges. GD and SAM need η < 2/λ, USAM η < 2/(λ + ρλ²),
  /// Unified SAM the latter with ρ(1 − μ) for ρ. Nil for other maps.
  public var stabilityBoundary: (@Sendable (_ rho: Double) -> Double)? {
    guard case .named("quadratic", _) = base.surface, sweepsEtaAndRho else { return nil }
    guard let surface = try? Catalog.surface(base.surface) else { return nil }
    let hessian = surface.hessian(.zero)
    guard hessian.minEigenvalue > 0 else { return nil }
    return Self.maxStableEta(base.optimizer, sharpness: hessian.maxEigenvalue)
  }

  /// The largest stable η at a minimum of this sharpness, as a function of ρ.
  public static func maxStableEta(
    _ optimizer: OptimizerChoice, sharpness: Double
  ) -> (@Sendable (_ rho: Double) -> Double)? {
    let share: Double
    switch optimizer.id {
    case "gd", "sam": share = 0
    case "usam": share = 1
    case "unified": share = 1 - (optimizer.knobs["mu"] ?? UnifiedSAM<Double>.mu.defaultValue)
    default: return nil
    }
    return { rho in 2 / (sharpness * (1 + share * rho * sharpness)) }
  }

  private var sweepsEtaAndRho: Bool {
    Set([x.parameter, y.parameter]) == [.knob("eta"), .knob("rho")]
  }

  /// The boundary in cells: columns and rows from the middle of the first, row by row or, where η
  /// is upright, column by column; empty where there is none.
  public var stabilityBoundaryLine: [Point<Double>] { stabilityBoundary.map(line) ?? [] }

  /// The same of any limit of η for each ρ; empty for a map of other quantities.
  public func line(of limit: (_ rho: Double) -> Double) -> [Point<Double>] {
    guard sweepsEtaAndRho else { return [] }
    let isUpright = y.parameter == .knob("eta")
    let (eta, rho) = isUpright ? (y, x) : (x, y)
    return (0..<rho.count).compactMap { index in
      let position = eta.position(limit(rho.value(index)))
      guard position >= -0.5, position <= Double(eta.count) - 0.5 else { return nil }
      return isUpright ? Point(Double(index), position) : Point(position, Double(index))
    }
  }
}
