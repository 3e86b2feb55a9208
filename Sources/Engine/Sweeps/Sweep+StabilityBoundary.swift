extension Sweep {
  /// The largest stable η of a quadratic surface as a function of ρ; nil for other maps.
  ///
  /// Defined for maps of η and ρ, or of η alone, of optimizers with a stability threshold. The run
  /// diverges above this η. GD and SAM need η < 2/λ, USAM η < 2/(λ + ρλ²), Unified SAM
  /// η < 2/(λ + (1 − μ)ρλ²).
  public var stabilityBoundary: (@Sendable (_ rho: Double) -> Double)? {
    guard sweepsEtaAndRho || sweepsEtaAlone,
      let surface = try? Catalog.surface(base.surface), surface.isQuadratic
    else { return nil }
    let hessian = surface.hessian(.zero)
    guard hessian.minEigenvalue > 0 else { return nil }
    return Self.maxStableEta(base.optimizer, sharpness: hessian.maxEigenvalue)
  }

  /// The largest stable η at a minimum of this sharpness, as a function of ρ.
  ///
  /// Nil for optimizers without a stability threshold.
  public static func maxStableEta(
    _ optimizer: OptimizerChoice, sharpness: Double
  ) -> (@Sendable (_ rho: Double) -> Double)? {
    (try? Catalog.optimizer(optimizer))?.maxStableEta(optimizer, sharpness: sharpness)
  }

  private var sweepsEtaAndRho: Bool {
    Set([x.parameter, y.parameter]) == [.knob("eta"), .knob("rho")]
  }

  private var sweepsEtaAlone: Bool { x.parameter == .knob("eta") && isLine }

  /// The stability boundary as (column, row) in cells, (0, 0) at the centre of the first cell.
  ///
  /// One point per value of ρ at which the boundary crosses the map; empty without a boundary.
  public var stabilityBoundaryLine: [Point<Double>] { stabilityBoundary.map(line) ?? [] }

  /// A curve η = `limit(ρ)` as (column, row) in cells; empty unless the map sweeps η and ρ.
  ///
  /// On a map of η alone, the vertical line at `limit(ρ)` for the ρ of the run.
  public func line(of limit: (_ rho: Double) -> Double) -> [Point<Double>] {
    if sweepsEtaAlone {
      let position = x.position(limit(base.optimizer.knobs["rho"] ?? Knob.rho.defaultValue))
      guard position >= -0.5, position <= Double(x.count) - 0.5 else { return [] }
      return [Point(position, -0.5), Point(position, 0.5)]
    }
    guard sweepsEtaAndRho else { return [] }
    let isEtaVertical = y.parameter == .knob("eta")
    let (eta, rho) = isEtaVertical ? (y, x) : (x, y)
    return (0..<rho.count).compactMap { index in
      let position = eta.position(limit(rho.value(index)))
      guard position >= -0.5, position <= Double(eta.count) - 0.5 else { return nil }
      return isEtaVertical ? Point(Double(index), position) : Point(position, Double(index))
    }
  }
}
