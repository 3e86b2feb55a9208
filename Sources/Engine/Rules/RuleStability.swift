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
  }

  private var map: RuleMap
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
    guard let period else { return (.nan, .clock) }
    guard let here = map.spectralRadius(1.3, period, minimum: 0) else { return nil }
    let there = map.spectralRadius(1.3, period, minimum: 3.7) ?? .nan
    guard abs(here - there) <= 1e-9 else { return (.nan, .origin) }
    // An eigenvalue that is 1 for every λ, as of a counter, is no instability.
    let threshold = firstCrossing {
      (map.spectralRadius($0, period, minimum: 0) ?? .nan) - 1 - 1e-12
    }
    return threshold.isNaN ? nil : (threshold, .spectral)
  }

  /// Returns the threshold of a rule with a kink at the minimum, where ‖∇f‖ is `gradientNorm`.
  ///
  /// `near` is an estimate, which makes the search faster.
  func jumpThreshold(
    gradientNorm: Double, near estimate: Double? = nil
  ) -> (value: Double, kind: Kind) {
    if period != 1 { return (.nan, .clock) }
    if program.rule.startsMemoryAtIterate { return (.nan, .ownIterate) }
    guard gradientNorm >= 1e-9 else { return (.nan, .atMinimum) }
    func excess(_ sharpness: Double) -> Double {
      (map.jumpRatio(sharpness, gradientNorm, minimum: 0)?.ratio ?? .nan) - 1
    }
    if let estimate, excess(0.9 * estimate) < 0, excess(1.1 * estimate) >= 0 {
      return (bisected(0.9 * estimate, 1.1 * estimate, excess), .jump)
    }
    guard let here = map.jumpRatio(1.3, 1, minimum: 0)?.ratio else { return (.nan, .noCycle) }
    let there = map.jumpRatio(1.3, 1, minimum: 3.7)?.ratio ?? .nan
    guard abs(here - there) <= 1e-8 * (1 + abs(here)) else { return (.nan, .origin) }
    let threshold = firstCrossing(excess)
    if threshold.isFinite, map.dimension > 1 {
      // With a memory, another oscillation may grow below the threshold.
      guard map.released(0.99 * threshold, gradientNorm) <= 1 else { return (.nan, .unsteady) }
    }
    return (threshold, threshold.isNaN ? .noCycle : .jump)
  }

  /// Returns the least λ from 10⁻³ to 10⁵ at which a function becomes ≥ 0; ∞ if the function is
  /// negative at every λ.
  ///
  /// NaN if the function is NaN or begins at ≥ 0.
  private func firstCrossing(_ f: (Double) -> Double) -> Double {
    var below: Double?
    for index in 0...160 {
      let sharpness = 1e-3 * Double.exp(Double(index) / 160 * Double.log(1e8))
      let value = f(sharpness)
      if value.isNaN { return .nan }
      if value >= 0 { return below.map { bisected($0, sharpness, f) } ?? .nan }
      below = sharpness
    }
    return .infinity
  }

  private func bisected(_ low: Double, _ high: Double, _ f: (Double) -> Double) -> Double {
    var (low, high) = (low, high)
    while high - low > 1e-15 * high {
      let middle = 0.5 * (low + high)
      if middle == low || middle == high { break }
      if f(middle) < 0 { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }
}

extension Rule {
  /// Whether a memory starts as the iterate itself.
  fileprivate var startsMemoryAtIterate: Bool {
    memories.contains { graph[$0.startValue].operation == .w }
  }
}
