/// The family of update rules to which the laws apply.
///
/// w̃ = w + ρ(1 − μ + μ/‖g‖)g, v ← βv + ∇f(w̃), w ← w − ηv: GD and heavy ball for ρ = 0, USAM for
/// μ = 0, SAM for μ = 1.
struct SAMFamilyRule {
  let eta, mu, beta: Double
  private(set) var rho: Double

  /// Nil for a rule outside the family, and for runs with noise or schedules.
  init?(_ recording: Recording) {
    guard recording.run.noise == .none, !recording.knobs.hasSchedules else { return nil }
    let info = recording.optimizer.info
    func knob(_ id: String) -> Double {
      info.knobs.first { $0.id == id }.map { recording.knobs[$0] } ?? 0
    }
    let interpolation: Double
    switch info.id {
    case "gd", "momentum", "usam": interpolation = 0
    case "sam", "sam-momentum": interpolation = 1
    case "unified": interpolation = knob("mu")
    default: return nil
    }
    eta = knob("eta")
    rho = knob("rho")
    mu = rho == 0 ? 0 : interpolation
    beta = knob("beta")
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
  var isSAM: Bool { mu == 1 && beta == 0 }

  /// λ + (1 − μ)ρλ²: the factor of w in the gradient at w + ε, for an eigenvalue λ.
  func effectiveSharpness(_ lambda: Double) -> Double { lambda + (1 - mu) * rho * lambda * lambda }

  /// The largest stable η at a minimum of sharpness `lambda`.
  func maxStableEta(_ lambda: Double) -> Double { 2 * (1 + beta) / effectiveSharpness(lambda) }

  /// The stability threshold: the sharpness above which the rule is locally unstable.
  var stabilityThreshold: Double {
    USAM<Double>.stabilityThreshold(eta: eta / (1 + beta), ascent: (1 - mu) * rho)
  }

  /// The amplitude of the 2-cycle at a minimum of sharpness `lambda`; nil above the threshold.
  func cycleRadius(_ lambda: Double) -> Double? {
    let margin = 2 * (1 + beta) - eta * effectiveSharpness(lambda)
    return margin > 0 ? eta * lambda * rho * mu / margin : nil
  }
}
