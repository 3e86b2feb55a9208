/// Gradient descent at a random point of the circle round w (after Ahn, Jadbabaie, Sra, 2024).
///
/// On average the gradient of f smoothed over radius ρ, that is of f + ¼ρ² tr ∇²f: it flattens the
/// trace, at half of SAM's pace on ½(xy − 1)².
public struct RandomSmoothing: Optimizer {
  public typealias N = Double

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "rs", name: "Random smoothing", rule: "w ← w − η∇f(w + ρu), u uniform on the circle",
      knobs: [.eta, .rho], evaluationsPerStep: 1,
      source: "Ahn, Jadbabaie, Sra 2024, arXiv 2305.15659")
  }

  private let eta, rho: Double

  public init(_ knob: (Knob) -> Double) {
    eta = knob(.eta)
    rho = knob(.rho)
  }

  public func initialMemory(seed: UInt64) -> SplitMix64 { SplitMix64(seed: seed) }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<Double>, _ bits: inout SplitMix64, on surface: S)
    -> Point<Double>
  {
    let angle = 2 * Double.pi * bits.uniform()
    let look = p + rho * Point(Double.cos(angle), Double.sin(angle))
    p = p - eta * surface.gradient(look)
    return look
  }
}
