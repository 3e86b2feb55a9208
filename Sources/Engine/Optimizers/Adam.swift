/// Adaptive moment estimation (Adam).
///
/// m ← βm + (1 − β)g, s ← β₂s + (1 − β₂)g², w ← w − η m̂/(√ŝ + 10⁻⁸), g = ∇f(w)
///
/// With the bias correction m̂ = m/(1 − βᵗ), ŝ = s/(1 − β₂ᵗ); squares and √ are per coordinate.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `beta`: decay rate β of the first moment, 0 to 0.999999, default 0.9.
///   - `beta2`: decay rate β₂ of the second moment, 0 to 0.999999, default 0.999.
/// - References: Kingma, Ba (2015), arXiv 1412.6980.
/// - Example: `ravine run --surface rosenbrock --optimizer adam:eta=0.05,beta=0.9`
public struct Adam<V: VectorSpace>: NamedOptimizer {
  /// The running moments m and s, with βᵗ and β₂ᵗ for the bias correction.
  public struct Memory: Sendable {
    var firstMoment: V
    var secondMoment: V
    var betaPower: V.Scalar = 1
    var beta2Power: V.Scalar = 1
  }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "adam", name: "Adam",
      rule: "m ← βm + (1 − β)g, s ← β₂s + (1 − β₂)g², w ← w − η m̂/(√ŝ + 10⁻⁸)",
      knobs: [.eta, .beta, .beta2], evaluationsPerStep: 1,
      source: "Kingma, Ba 2015, arXiv 1412.6980")
  }

  private let eta, beta, beta2: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) {
    eta = knob(.eta)
    beta = knob(.beta)
    beta2 = knob(.beta2)
  }

  /// Returns zero moments before the first step.
  public func initialMemory(at w: V, seed: UInt64) -> Memory {
    Memory(firstMoment: w.zero, secondMoment: w.zero)
  }

  @inline(__always)
  public func step(_ w: inout V, _ memory: inout Memory, on objective: some Objective<V>) -> V {
    let previous = w
    let g = objective.gradient(w)
    memory.firstMoment = beta * memory.firstMoment + (1 - beta) * g
    memory.secondMoment = beta2 * memory.secondMoment + (1 - beta2) * g.map(square)
    memory.betaPower = memory.betaPower * beta
    memory.beta2Power = memory.beta2Power * beta2
    let m = (1 / (1 - memory.betaPower)) * memory.firstMoment
    let s = (1 / (1 - memory.beta2Power)) * memory.secondMoment
    w = w - eta * m.zip(s) { $0 / (sqrt($1) + 1e-8) }
    return previous
  }
}
