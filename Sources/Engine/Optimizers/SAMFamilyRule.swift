/// The family of update rules to which the closed-form laws apply.
///
/// w̃ = w + ρ(1 − μ + μ/‖g‖)g, v ← βv + ∇f(w̃), w ← w − ηv: GD and heavy ball for ρ = 0, USAM for
/// μ = 0, SAM for μ = 1.
public struct SAMFamilyRule: Sendable {
  /// The learning rate η.
  public let eta: Double
  /// The perturbation radius ρ.
  public private(set) var rho: Double
  /// The normalized part μ of the perturbation, 0 without a perturbation.
  public let mu: Double
  /// The momentum coefficient β.
  public let beta: Double

  /// Creates a rule of the family, by default without perturbation and momentum.
  public init(eta: Double, rho: Double = 0, mu: Double = 0, beta: Double = 0) {
    self.eta = eta
    self.rho = rho
    self.mu = rho == 0 ? 0 : mu
    self.beta = beta
  }

  /// The same rule with another ρ.
  func with(rho: Double) -> SAMFamilyRule {
    var rule = self
    rule.rho = rho
    return rule
  }

  /// Whether the perturbation is normalized, at least in part: then the rule has a 2-cycle.
  var isNormalized: Bool { mu > 0 }

  /// Whether the rule is plain SAM.
  public var isSAM: Bool { mu == 1 && beta == 0 }

  /// λ + (1 − μ)ρλ²: the factor of w in the gradient at w + ε, for an eigenvalue λ.
  func effectiveSharpness(_ lambda: Double) -> Double { lambda + (1 - mu) * rho * lambda * lambda }

  /// The largest stable η at a minimum of sharpness `lambda`.
  func maxStableEta(_ lambda: Double) -> Double { 2 * (1 + beta) / effectiveSharpness(lambda) }

  /// The stability threshold: the sharpness above which the rule is locally unstable.
  var stabilityThreshold: Double {
    Self.stabilityThreshold(eta: eta / (1 + beta), ascent: (1 - mu) * rho)
  }

  /// Returns the root λ of λ + aλ² = 2/η for a = `ascent`.
  ///
  /// This form does not cancel as a → 0, where λ → 2/η.
  static func stabilityThreshold(eta: Double, ascent: Double) -> Double {
    4 / (eta * (1 + (1 + 8 * ascent / eta).squareRoot()))
  }

  /// The amplitude of the 2-cycle at a minimum of sharpness `lambda`; nil above the threshold.
  func cycleRadius(_ lambda: Double) -> Double? {
    let margin = 2 * (1 + beta) - eta * effectiveSharpness(lambda)
    return margin > 0 ? eta * lambda * rho * mu / margin : nil
  }
}
