import Integers

/// What is measured along a run on a problem, beside the coordinates in the plane.
///
/// Losses and distances are known at each step. The iterates, the test loss and the spectrum are
/// known at samples, of which networks have at most about 200; between samples, the last sample
/// counts.
public struct AmbientPath: Sendable {
  /// A step with its iterate.
  public struct Sample: Sendable {
    /// The step.
    public let step: Int
    /// The iterate.
    public let iterate: Coordinates
    /// The loss on data that the training does not use.
    public let testLoss: Double
    /// The share of test samples that are classified correctly; nil without classes.
    public let accuracy: Double?
    /// The largest eigenvalue of the Hessian; nil until measured.
    public internal(set) var sharpness: Double?
    /// The predicted displacement per step of SAM's drift along the minima; nil without one.
    public internal(set) var drift: Coordinates?
  }

  /// The loss at each step.
  public internal(set) var losses: [Double] = []
  /// ‖∇L(w)‖ at each step.
  public internal(set) var gradientNorms: [Double] = []
  /// ‖w‖ at each step.
  public internal(set) var norms: [Double] = []
  /// ‖w_t − w₀‖ at each step.
  public internal(set) var distances: [Double] = []
  /// The distance from the plane at each step.
  public internal(set) var planeDistances: [Double] = []
  /// The distances from the last iterate and from the last but one; NaN before.
  var (updates, returns): ([Double], [Double]) = ([], [])
  /// The samples in the order of their steps.
  public internal(set) var samples: [Sample] = []
  /// The number of steps between samples; the last step is a sample, too.
  ///
  /// Odd, so that the samples lie on both sides of a 2-cycle, and the mean of λ is that of all steps.
  public let stride: Int
  /// Whether the coordinates between samples are interpolated, until they are computed again.
  public internal(set) var isInterpolated = false
  /// The run after the last step; nil if the run is finished.
  var simulation: ProblemSimulation?
  /// The last two iterates, the latest first; before the first step recorded, the iterate before.
  var latest: [Coordinates] = []

  init(stride: Int) { self.stride = stride }

  /// Appends the norm of an iterate and its distances from the last two.
  mutating func appendMotion(to w: Coordinates) {
    norms.append(w.norm)
    updates.append(latest.first.map { (w - $0).norm } ?? .nan)
    returns.append(latest.count > 1 ? (w - latest[1]).norm : .nan)
    latest = [w] + latest.prefix(1)
  }

  /// Whether all steps are recorded.
  public var isFinished: Bool { simulation == nil }

  /// Returns the last sample up to a step; nil before the first step is recorded.
  public func sample(at step: Int) -> Sample? { index(at: step).map { samples[$0] } }

  /// Returns the sharpness of the last sample up to a step whose sharpness is measured; NaN without.
  public func sharpness(at step: Int) -> Double {
    guard let index = index(at: step) else { return .nan }
    return samples[...index].last { $0.sharpness != nil }?.sharpness ?? .nan
  }

  private func index(at step: Int) -> Int? {
    guard let last = samples.last else { return nil }
    if last.step <= step { return samples.count - 1 }
    let index = min(step / stride, samples.count - 1)
    return samples.indices.contains(index) ? index : nil
  }

  /// Returns the state at a step: of a random run if draws or noise disturb the steps.
  ///
  /// A run of period 2 whose iterates return exactly is cycling; one whose iterates move on by less
  /// than a fifth of the oscillation is drifting.
  func state(at step: Int, isRandom: Bool) -> State {
    guard step >= 16 else { return .descending }
    let latest = step - 7...step
    let update = latest.reduce(0) { $0 + updates[$1] } / 8
    let back = latest.reduce(0) { $0 + returns[$1] } / 8
    if update <= 1e-7 * max(norms[step], 1e-3) { return .settled }
    if !isRandom, back <= 0.2 * update {
      return back <= 1e-6 * update ? .cycling(period: 2) : .drifting
    }
    let span = min(step / 2, 64)
    func mean(_ steps: Range<Int>) -> Double {
      steps.reduce(0) { $0 + losses[$1] } / Double(steps.count)
    }
    let now = mean(step + 1 - span..<step + 1)
    let before = mean(step + 1 - 2 * span..<step + 1 - span)
    if now <= before * (1 - 1e-4) { return .descending }
    return isRandom ? .fluctuating : .aperiodic
  }
}
