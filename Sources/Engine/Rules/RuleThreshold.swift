import Integers
import Synchronization

/// The stability thresholds of a rule with given values of its knobs.
///
/// The threshold of a rule with a kink at the minimum depends on ‖∇f‖. It is searched at eight norms
/// per decade when a norm near them is asked for; between them the search begins at the interpolation.
final class RuleThreshold: Sendable {
  private let stability: RuleStability
  private let spectral: (value: Double, kind: RuleStability.Kind)?
  /// The thresholds by the index of the norm, 10^(index/8).
  private let jumps = Mutex<[Int: Double]>([:])

  init(_ program: RuleProgram, _ knob: (Knob) -> Double) {
    stability = RuleStability(program, knob)
    spectral = stability.spectralThreshold()
  }

  /// Returns the threshold where the norm of the gradient is `gradientNorm`; NaN without a threshold.
  func value(gradientNorm: Double) -> Double {
    if let spectral { return spectral.value }
    // For ‖∇f‖ → ∞ the length of a normalized perturbation is negligible.
    let norm = min(gradientNorm, RuleStability.largestGradientNorm)
    guard norm >= 1e-9 else { return .nan }
    let position = 8 * Double.log(norm) / Double.log(10)
    let low = Int(clamping: position.rounded(.down))
    let (below, above) = (jump(low), jump(low + 1))
    guard below.isFinite, above.isFinite else { return below.isNaN ? above : below }
    let weight = position - Double(low)
    let estimate = Double.exp(Double.log(below) * (1 - weight) + Double.log(above) * weight)
    return stability.jumpThreshold(gradientNorm: norm, near: estimate).value
  }

  private func jump(_ index: Int) -> Double {
    if let value = jumps.withLock({ $0[index] }) { return value }
    let norm = Double.exp(Double(index) / 8 * Double.log(10))
    let value = stability.jumpThreshold(gradientNorm: max(norm, 1e-9)).value
    jumps.withLock { $0[index] = value }
    return value
  }

  /// How the threshold is defined, or why the rule has none.
  var kind: RuleStability.Kind {
    spectral?.kind ?? stability.jumpThreshold(gradientNorm: 1).kind
  }
}

extension RuleProgram {
  /// Returns the largest stable η at a minimum of this sharpness; NaN without a threshold.
  ///
  /// `knob` returns the value of each other knob. Far from the minimum, as `RuleStability` defines.
  func maxStableEta(_ knob: (Knob) -> Double, sharpness: Double) -> Double {
    guard let eta = rule.knobs.first(where: { $0.id == Knob.eta.id }),
      !rule.drawsRandomNumbers
    else { return .nan }
    let range = max(eta.range.lowerBound, 1e-9)...min(eta.range.upperBound, 1e9)
    guard let kind = RuleStability(self, knob).distantKind else { return .nan }
    let threshold = FirstCrossing.of(in: range) { value in
      RuleStability(self) { $0.id == eta.id ? value : knob($0) }.instability(at: sharpness, kind)
    }
    return threshold.isFinite ? threshold : .nan
  }
}

extension Rule {
  /// The definition of the stability threshold with the default knobs, or the reason why the rule has
  /// no threshold.
  public var thresholdDescription: String {
    let threshold = RuleThreshold(RuleProgram(self)) { $0.defaultValue }
    switch threshold.kind {
    case .spectral: return "the sharpness at which \(threshold.kind.rawValue)"
    case .jump:
      return "the sharpness at which \(threshold.kind.rawValue), for the norm of the gradient"
    default: return "none: \(threshold.kind.rawValue)"
    }
  }
}
