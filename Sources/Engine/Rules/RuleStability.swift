/// The stability threshold of a rule: the sharpness λ above which it is unstable on ½λx².
///
/// A rule that is smooth at the minimum is unstable where the spectral radius of its one-step map
/// exceeds 1. A rule with a kink there, such as SAM, is unstable where it answers a jump from x to −x
/// by a larger jump back; this depends on ‖∇f‖.
struct RuleStability {
  /// The kind of a threshold, or why a rule has none.
  enum Kind: String, Sendable {
    case spectral = "the spectral radius of a step at the minimum is 1"
    case jump = "a jump across the minimum keeps its length"
    case random = "it draws random numbers"
    case clock = "its steps differ and do not repeat"
    case origin = "it depends on the distance of the minimum from the origin"
    case ownIterate = "a memory is another iterate"
    case atMinimum = "the gradient vanishes"
    case noCycle = "its memories have no 2-cycle"
    case unsteady = "the oscillation changes its form before it grows"
    case oneSided = "it moves away from the minimum on one side"
  }

  /// The norm of the gradient that stands for ‖∇f‖ → ∞.
  static let largestGradientNorm = 1e12

  private let map: RuleMap
  private let program: RuleProgram
  /// The number of steps after which a step repeats, for a rule whose steps differ.
  private let period: Int?

  init(_ program: RuleProgram, _ knob: (Knob) -> Double) {
    self.program = program
    map = RuleMap(program, knob)
    period = program.rule.drawsRandomNumbers ? nil : map.period
  }

  /// Returns the threshold that does not depend on the gradient; nil at a kink.
  ///
  /// ∞ if the rule is stable for every sharpness; NaN if it has none, with the reason.
  func spectralThreshold() -> (value: Double, kind: Kind)? {
    if program.rule.drawsRandomNumbers { return (.nan, .random) }
    guard period != nil else { return (.nan, .clock) }
    guard let here = spectralRadius(1.3) else { return nil }
    guard abs(here - (spectralRadius(1.3, minimum: 3.7) ?? .nan)) <= 1e-9 else {
      return (.nan, .origin)
    }
    var map = map
    let threshold = FirstCrossing.of { sharpness in
      map.sharpness = sharpness
      return instability(map.spectralRadius(period ?? 1))
    }
    return threshold.isNaN ? nil : (threshold, .spectral)
  }

  private func spectralRadius(_ sharpness: Double, minimum: Double = 0) -> Double? {
    var map = map.on(sharpness, minimum: minimum)
    return period.flatMap { map.spectralRadius($0) }
  }

  /// Returns the spectral radius minus 1.
  ///
  /// An eigenvalue that is 1 for every λ, as of a counter, is no instability.
  private func instability(_ radius: Double?) -> Double { (radius ?? .nan) - 1 - 1e-12 }

  /// Returns the threshold of a rule with a kink at the minimum, where ‖∇f‖ is `gradientNorm`.
  ///
  /// `near` is an estimate, which makes the search faster.
  func jumpThreshold(
    gradientNorm: Double, near estimate: Double? = nil
  ) -> (value: Double, kind: Kind) {
    if let reason = reasonAgainstJumps(gradientNorm) { return (.nan, reason) }
    var (map, state, lowestRatio) = (map, nil as [Double]?, Double.infinity)
    func excess(_ sharpness: Double) -> Double {
      map.sharpness = sharpness
      let jump = map.jumpRatio(gradientNorm, from: state)
      state = jump?.state
      let ratio = jump?.ratio ?? .nan
      lowestRatio = min(lowestRatio, ratio)
      return ratio - 1
    }
    if let estimate, let threshold = FirstCrossing.near(estimate, excess) {
      return (threshold, .jump)
    }
    if let reason = reasonAgainstCycles() { return (.nan, reason) }
    let threshold = FirstCrossing.of(excess)
    // No jump grows at any sharpness, but a move away from the minimum that does not cross it does.
    if threshold == .infinity, lowestRatio < -1 - 1e-9 { return (.nan, .oneSided) }
    if threshold.isFinite, map.dimension > 1 {
      // With a memory, another oscillation may grow below the threshold.
      map.sharpness = 0.99 * threshold
      guard map.released(gradientNorm) <= 1 else { return (.nan, .unsteady) }
    }
    return (threshold, threshold.isNaN ? .noCycle : .jump)
  }

  private func reasonAgainstJumps(_ gradientNorm: Double) -> Kind? {
    if period != 1 { return .clock }
    if program.rule.startsMemoryAtIterate { return .ownIterate }
    return gradientNorm >= 1e-9 ? nil : .atMinimum
  }

  /// Returns why jumps across the minimum say nothing about the rule.
  private func reasonAgainstCycles() -> Kind? {
    var (map, moved) = (map.on(1.3, minimum: 0), map.on(1.3, minimum: 3.7))
    guard let here = map.jumpRatio(1)?.ratio else { return .noCycle }
    let there = moved.jumpRatio(1)?.ratio ?? .nan
    return abs(here - there) <= 1e-8 * (1 + abs(here)) ? nil : .origin
  }

  /// The kind of threshold far from the minimum, ‖∇f‖ → ∞, where the length of a normalized
  /// perturbation is negligible; nil without a threshold.
  var distantKind: Kind? {
    guard period != nil else { return nil }
    guard let here = spectralRadius(1.3) else {
      let reason = reasonAgainstJumps(Self.largestGradientNorm) ?? reasonAgainstCycles()
      return reason == nil ? .jump : nil
    }
    return abs(here - (spectralRadius(1.3, minimum: 3.7) ?? .nan)) <= 1e-9 ? .spectral : nil
  }

  /// Returns how unstable the rule is far from a minimum of this sharpness; negative if stable.
  func instability(at sharpness: Double, _ kind: Kind) -> Double {
    var map = map.on(sharpness, minimum: 0)
    if kind == .spectral { return instability(map.spectralRadius(period ?? 1)) }
    return (map.jumpRatio(Self.largestGradientNorm)?.ratio ?? .nan) - 1
  }
}

extension Rule {
  /// Whether a memory starts as the iterate itself.
  fileprivate var startsMemoryAtIterate: Bool {
    memories.contains { graph[$0.startValue].operation == .w }
  }
}
