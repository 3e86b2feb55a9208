/// The slow motion of SAM along a manifold of minima: the law and its ingredients at a point.
///
/// SAM oscillates by ±c along the top eigenvector v, c = ηλρ/(2 − ηλ), and the mean of two iterates
/// moves by −2ηρ²/(2 − ηλ)²·P∇λ per step, P the projection onto the null space of the Hessian.
public struct DriftLaw: Sendable {
  /// The largest eigenvalues λ and λ₂.
  public let sharpness, second: Double
  /// P∇λ.
  public let gradient: Coordinates

  /// Returns the displacement of the mean per step.
  public func displacement(eta: Double, rho: Double) -> Coordinates {
    -rate(eta, rho) * gradient
  }

  /// Returns the change of λ per step.
  public func sharpnessChange(eta: Double, rho: Double) -> Double {
    -rate(eta, rho) * gradient.dot(gradient)
  }

  /// Returns the amplitude c of the oscillation.
  public func amplitude(eta: Double, rho: Double) -> Double {
    eta * sharpness * rho / (2 - eta * sharpness)
  }

  private func rate(_ eta: Double, _ rho: Double) -> Double {
    2 * eta * rho * rho / square(2 - eta * sharpness)
  }
}

extension Problem {
  /// Returns the law of SAM's drift at a minimum.
  ///
  /// ∇λ is a second difference of gradients along v. The null space is the complement of the
  /// eigenvectors above 10⁻³λ, of which the Lanczos method finds at most `products`.
  public func driftLaw(at w: Coordinates, products: Int = 160) -> DriftLaw {
    let pairs = Lanczos.topEigenpairs(
      w.count, from: .random(w.count, seed: 1, stream: .spectrum), products: 3...products
    ) { hessian(w, times: $0) }
    let (v, h) = (pairs.vectors[0], 1e-3)
    var slope =
      (1 / (h * h))
      * (gradient(w + h * v).gradient - 2 * gradient(w).gradient + gradient(w - h * v).gradient)
    for (value, vector) in zip(pairs.values, pairs.vectors) where value > 1e-3 * pairs.values[0] {
      slope = slope.orthogonal(to: vector)
    }
    return DriftLaw(
      sharpness: pairs.values[0], second: pairs.values.count > 1 ? pairs.values[1] : .nan,
      gradient: slope)
  }

  /// Returns the trace of the Hessian, estimated by probes of random signs (Hutchinson, 1990).
  ///
  /// Exact up to 64 parameters, without probes. Otherwise ten probes give 10 to 40 percent.
  public func trace(at w: Coordinates, probes: Int = 10, seed: UInt64 = 1) -> Double {
    guard w.count > ProblemObjective.largestMatrix else {
      return ProblemObjective(self).hessian(w).enumerated().reduce(0) { $0 + $1.element[$1.offset] }
    }
    var generator = SplitMix64(seed: seed, stream: .spectrum)
    let sum = (0..<probes).reduce(0.0) { sum, _ in
      let signs = w.map { _ in generator.uniform() < 0.5 ? 1 : -1 }
      return sum + signs.dot(hessian(w, times: signs))
    }
    return sum / Double(probes)
  }
}
