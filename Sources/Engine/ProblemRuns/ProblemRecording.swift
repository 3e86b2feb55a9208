/// A run on a problem that grows step by step, with its measurements.
///
/// Losses, norms and distances are known at each step. The iterates, the test loss and the spectrum
/// are known at samples, of which networks have at most about 200; between samples, the last sample
/// counts. `state(at:)` computes the steps between samples again, with the same bits. A copy grows
/// independently of the original, so a background thread can extend a copy while the original is
/// drawn.
///
/// ```swift
/// var recording = try ProblemRecording(ProblemRun("digits", optimizer: sam, steps: 1000))
/// while recording.extend(by: 20) { draw(recording) }
/// while recording.measureNextSpectrum() {}
/// print(recording.sharpness(at: 1000))
/// ```
public struct ProblemRecording: Sendable {
  /// A step with its iterate.
  public struct Sample: Sendable {
    /// The step.
    public let step: Int
    /// The iterate wₜ.
    public let iterate: Coordinates
    /// The loss on data that the training does not use.
    public let testLoss: Double
    /// The share of test samples that are classified correctly; nil without classes.
    public let accuracy: Double?
    /// The largest eigenvalues of the Hessian; nil until measured.
    public fileprivate(set) var spectrum: ProblemRow.Spectrum?
    /// The predicted displacement per step of SAM's drift along the minima; nil without one.
    public internal(set) var drift: Coordinates?
  }

  /// The number of steps between samples; the last step is a sample, too.
  ///
  /// Odd, so that the samples lie on both sides of a 2-cycle, and the mean of λ is that of all steps.
  public let stride: Int
  /// The samples in the order of their steps.
  public internal(set) var samples: [Sample] = []
  /// ‖∇L(w)‖ at each step.
  public private(set) var gradientNorms: [Double] = []
  /// ‖w − w₀‖ at each step.
  public private(set) var distances: [Double] = []
  private(set) var motion = IterateMotion()
  /// The run at every `checkpointStride`-th step.
  private(set) var checkpoints: [ProblemSimulation] = []
  private let checkpointStride: Int
  private var head: ProblemSimulation
  private var meter: ProblemMeter

  /// The largest number of checkpoints.
  static let capacity = 200
  /// The number of iterates that a run stores at least, if it has as many steps.
  private static let leastSamples = 200
  /// The bytes of the iterates that a run on few parameters stores.
  private static let sampleBytes = 4_000_000
  /// The number of samples of a long run whose spectrum is measured, at most twice as many.
  private static let measuredSamples = 100

  /// Creates a recording of the start; see `ProblemSimulation`.
  ///
  /// - Throws: `EngineError` if the run is invalid.
  public init(
    _ run: ProblemRun, on problem: (any Problem)? = nil, from start: Coordinates? = nil
  ) throws(EngineError) {
    head = try ProblemSimulation(run, on: problem, from: start)
    meter = ProblemMeter(head)
    let most = max(Self.leastSamples, Self.sampleBytes / (8 * max(head.w.count, 1)))
    stride = ((run.steps - 1) / most + 1) | 1
    // A checkpoint shares the memory of its iterate with a sample.
    checkpointStride = stride * ((run.steps / stride - 1) / (Self.capacity - 1) + 1)
    measure()
  }

  /// The run.
  public var run: ProblemRun { head.run }
  /// The problem with its data.
  public var problem: any Problem { head.problem }
  /// The number of steps taken so far.
  public var lastStep: Int { head.step }
  /// The step at which the run diverged; nil if the run has not diverged.
  public var divergedAt: Int? { head.divergedAt }
  /// Whether the run has reached its last step or diverged.
  public var isFinished: Bool { head.isFinished }
  /// The iterate at `lastStep`.
  public var w: Coordinates { head.w }
  /// The point at which the last step took its gradient; w₀ before the first step.
  public var ascentPoint: Coordinates { head.ascentPoint }
  /// The loss at each step.
  public var losses: [Double] { motion.losses }
  /// ‖w‖ at each step.
  public var norms: [Double] { motion.norms }

  /// Takes up to `steps` steps; returns whether the run can continue.
  public mutating func extend(by steps: Int) -> Bool {
    var rest = steps
    while rest > 0, !head.isFinished {
      _ = head.advance()
      rest -= 1
      measure()
    }
    return !head.isFinished
  }

  /// Appends the measurements of the last iterate.
  private mutating func measure() {
    let (w, step, problem) = (head.w, head.step, head.problem)
    let (loss, gradient) = head.gradient()
    motion.append(w, loss: loss)
    gradientNorms.append(gradient.norm)
    distances.append((w - (samples.first?.iterate ?? w)).norm)
    guard step.isMultiple(of: stride) || head.isFinished else { return }
    if step.isMultiple(of: checkpointStride) { checkpoints.append(head.checkpoint) }
    samples.append(
      Sample(step: step, iterate: w, testLoss: problem.testLoss(w), accuracy: problem.accuracy(w)))
  }
}

extension ProblemRecording {
  /// Returns the run at a step, which is clamped to the steps taken.
  ///
  /// Computes the steps from the checkpoint before, at most a hundredth of the run.
  public func state(at step: Int) -> ProblemSimulation {
    let step = min(max(step, 0), lastStep)
    if step == lastStep { return head }
    // A checkpoint has no ascent point.
    var simulation = checkpoints[max(step - 1, 0) / checkpointStride]
    simulation.advance(to: step)
    return simulation
  }

  /// Returns the iterate at a step, which is clamped to the steps taken.
  public func iterate(at step: Int) -> Coordinates {
    let step = min(max(step, 0), lastStep)
    guard let sample = sample(at: step), sample.step == step else { return state(at: step).w }
    return sample.iterate
  }

  /// Returns the last sample up to a step; nil before the start.
  public func sample(at step: Int) -> Sample? {
    step < 0 ? nil : samples[index(at: step)]
  }

  /// Returns the sharpness of the last sample up to a step whose spectrum is measured; NaN without.
  public func sharpness(at step: Int) -> Double {
    samples[...index(at: max(step, 0))].last { $0.spectrum != nil }?.spectrum?.sharpness ?? .nan
  }

  private func index(at step: Int) -> Int {
    let last = samples.count - 1
    return samples[last].step <= step ? last : min(step / stride, last)
  }

  /// Returns all quantities at a sample; the eigenvalues are NaN until they are measured.
  public func row(of sample: Sample) -> ProblemRow {
    let step = sample.step
    return ProblemRow(
      step: step, evaluations: head.evaluations(after: step), loss: losses[step],
      testLoss: sample.testLoss, accuracy: sample.accuracy, gradientNorm: gradientNorms[step],
      norm: norms[step], distance: distances[step],
      edge: head.stabilityThreshold(at: step, gradientNorm: gradientNorms[step]),
      spectrum: sample.spectrum ?? .none)
  }

  /// Measures λ₁ and λ₂ of the next sample without them; returns false if no sample is left.
  ///
  /// Measures at most about 200 samples and the last one. Each iteration starts at the eigenvectors
  /// of the sample before, and ends when `converging` of the two eigenvalues are exact to 10⁻³.
  public mutating func measureNextSpectrum(converging: Int = 2) -> Bool {
    guard let index = nextUnmeasuredSample else { return false }
    let sample = samples[index]
    samples[index].spectrum =
      losses[sample.step].isFinite
      ? meter.spectrum(of: problem, at: sample.iterate, converging: converging) : .none
    return true
  }

  /// Whether `measureNextSpectrum()` has measured all samples so far.
  public var hasAllSpectra: Bool { nextUnmeasuredSample == nil }

  /// The index of the next sample whose spectrum is to be measured; nil if all are measured.
  ///
  /// Every k-th sample for an odd k, so that both sides of a 2-cycle are measured, and the last.
  private var nextUnmeasuredSample: Int? {
    let every = samples.count / Self.measuredSamples | 1
    let measured = Swift.stride(from: 0, to: samples.count, by: every)
    return measured.first { samples[$0].spectrum == nil }
      ?? (samples.last?.spectrum == nil ? samples.count - 1 : nil)
  }

  /// Returns at most about `count` samples at equal distances, and the last.
  func thinned(to count: Int) -> [Sample] {
    let every = max(1, (samples.count + count - 1) / max(count, 1))
    return samples.indices.filter { $0.isMultiple(of: every) || $0 == samples.count - 1 }
      .map { samples[$0] }
  }
}
