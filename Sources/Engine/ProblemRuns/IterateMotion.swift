import Integers

/// The losses of a run on a problem and the lengths of its updates, which decide its state.
struct IterateMotion: Sendable {
  /// The loss at each step.
  private(set) var losses: [Double] = []
  /// ‖w‖ at each step.
  private(set) var norms: [Double] = []
  /// The distances from the last iterate and from the last but one; NaN before.
  private var (updates, returns): ([Double], [Double]) = ([], [])
  /// The last two iterates, the latest first.
  private var latest: [Coordinates] = []

  /// The number of last steps on which a state depends.
  static let stateSteps = 129

  /// Creates the motion before the first iterate; `previous` is the iterate before it.
  init(after previous: Coordinates? = nil) { latest = [previous].compactMap(\.self) }

  /// Appends an iterate with its loss.
  mutating func append(_ w: Coordinates, loss: Double) {
    losses.append(loss)
    norms.append(w.norm)
    updates.append(latest.first.map { (w - $0).norm } ?? .nan)
    returns.append(latest.count > 1 ? (w - latest[1]).norm : .nan)
    latest = [w] + latest.prefix(1)
  }

  /// Returns the distance of the iterate from the iterate before; NaN at the start.
  func update(at step: Int) -> Double { updates[step] }

  /// Returns the angle in degrees between the updates before and after an iterate.
  func updateAngle(at step: Int) -> Double {
    let (a, b, c) = (updates[step], updates[step + 1], returns[step + 1])
    let cosine = (c * c - a * a - b * b) / (2 * a * b)
    return cosine.isNaN ? .nan : Double.acos(max(-1, min(1, cosine))) * 180 / Double.pi
  }

  /// Returns the state at a step: of a random run if draws or noise disturb the steps.
  ///
  /// A run of period 2 whose iterates return exactly is cycling; a run whose iterates move on by less
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
