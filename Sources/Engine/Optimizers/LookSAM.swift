/// SAM that looks uphill every k-th step and remembers what that changed (Liu and others, 2022).
///
/// Between, the part of SAM's gradient across the plain one is added at length α‖g‖: α is a dial of
/// the drift along a valley.
public struct LookSAM: Optimizer {
  public typealias N = Double

  static var every: Knob { Knob("every", symbol: "k", 5, in: 1...1000, "steps from look to look") }
  static var alpha: Knob { Knob("alpha", symbol: "α", 0.7, in: 0...10, "weight of what is kept") }

  /// The steps taken, and what the last look added across the gradient.
  public struct Memory: Sendable {
    var step = 0.0
    var orthogonalGradient = Point<Double>.zero
  }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "looksam", name: "LookSAM",
      rule: "every k steps SAM; else w ← w − η(g + α‖g‖ĝᵥ), gᵥ = g̃ − proj g̃ on g",
      knobs: [.eta, .rho, every, alpha], evaluationsPerStep: 2,
      source: "Liu et al. 2022, arXiv 2203.02714")
  }

  private let eta, rho, every, alpha: Double

  public init(_ knob: (Knob) -> Double) {
    eta = knob(.eta)
    rho = knob(.rho)
    every = max(1, knob(Self.every).rounded())
    alpha = knob(Self.alpha)
  }

  public func initialMemory(seed: UInt64) -> Memory { Memory() }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<Double>, _ memory: inout Memory, on surface: S)
    -> Point<Double>
  {
    let g = surface.gradient(p)
    defer { memory.step += 1 }
    guard memory.step.truncatingRemainder(dividingBy: every) == 0 else {
      let look = p
      p = p - eta * (g + ascentStep(memory.orthogonalGradient, alpha * g.norm))
      return look
    }
    let look = p + ascentStep(g, rho)
    let ahead = surface.gradient(look)
    let unit = ascentStep(g, 1)
    memory.orthogonalGradient = ahead - ahead.dot(unit) * unit
    p = p - eta * ahead
    return look
  }

  public static func evaluations(after steps: Int, _ knob: (Knob) -> Double) -> Int {
    let every = Int(max(1, knob(Self.every).rounded()))
    return steps + (steps + every - 1) / every
  }
}
