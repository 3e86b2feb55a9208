/// The update rules that the laws speak of, as one family.
///
/// w̃ = w + ρ(1 − μ + μ/‖g‖)g, v ← βv + ∇f(w̃), w ← w − ηv: GD and heavy ball for ρ = 0, USAM for
/// μ = 0, SAM for μ = 1.
struct SAMFamilyRule {
  let eta, mu, beta: Double
  private(set) var rho: Double

  /// Nil for a rule outside the family, and for one that changes or is disturbed from step to step.
  init?(_ recording: Recording) {
    guard recording.run.noise == .none, !recording.knobs.hasSchedules else { return nil }
    let card = recording.optimizer.info
    func knob(_ id: String) -> Double {
      card.knobs.first { $0.id == id }.map { recording.knobs[$0] } ?? 0
    }
    let share: Double
    switch card.id {
    case "gd", "momentum", "usam": share = 0
    case "sam", "sam-momentum": share = 1
    case "unified": share = knob("mu")
    default: return nil
    }
    eta = knob("eta")
    rho = knob("rho")
    mu = rho == 0 ? 0 : share
    beta = knob("beta")
  }

  /// The same rule with a look of another length.
  func with(rho: Double) -> SAMFamilyRule {
    var rule = self
    rule.rho = rho
    return rule
  }

  /// Whether the look uphill is normalized, wholly or in part, so that the rule hums.
  var isNormalized: Bool { mu > 0 }

  var isSAM: Bool { mu == 1 && beta == 0 }

  /// λ + (1 − μ)ρλ²: by how much a component of curvature λ is multiplied with −η in a step.
  func effectiveSharpness(_ lambda: Double) -> Double { lambda + (1 - mu) * rho * lambda * lambda }

  /// The largest stable η on a bowl of this curvature.
  func maxStableEta(_ lambda: Double) -> Double { 2 * (1 + beta) / effectiveSharpness(lambda) }

  /// The sharpness of a bowl on which η is the largest stable one.
  var stabilityThreshold: Double {
    USAM<Double>.stabilityThreshold(eta: eta / (1 + beta), ascent: (1 - mu) * rho)
  }

  /// The radius of the 2-cycle on a bowl of this curvature; nil above the threshold.
  func cycleRadius(_ lambda: Double) -> Double? {
    let room = 2 * (1 + beta) - eta * effectiveSharpness(lambda)
    return room > 0 ? eta * lambda * rho * mu / room : nil
  }
}
