/// A complete experiment on a problem as a value: equal runs have bit-identical iterates.
public struct ProblemRun: Sendable, Hashable {
  /// The id of the problem.
  public var problem: String
  /// The values of its settings by id; omitted settings have their default.
  public var settings: [String: Double]
  /// The data of a problem that needs those of a file.
  public var data: TabularData?
  /// The optimizer with its hyperparameters.
  public var optimizer: OptimizerChoice
  /// The number of steps.
  public var steps: Int
  /// The seed of data, split, start, batches, noise and random draws of the optimizer.
  public var seed: UInt64
  /// The seed of data and split if it differs from `seed`; nil for `seed`.
  public var dataSeed: UInt64?
  /// The number of samples of each step's gradients; nil for all.
  public var batch: Int?
  /// σ of the label noise ±σ in each step; 0 disables label noise.
  public var labelNoise: Double
  /// The noise that a step adds to all components of its gradients: normal or Pareto, with one scale.
  public var gradientNoise = Noise.none

  /// The run with these settings.
  public init(
    _ problem: String, settings: [String: Double] = [:], data: TabularData? = nil,
    optimizer: OptimizerChoice, steps: Int, seed: UInt64 = 1, batch: Int? = nil,
    labelNoise: Double = 0
  ) {
    self.problem = problem
    self.settings = settings
    self.data = data
    self.optimizer = optimizer
    self.steps = steps
    self.seed = seed
    self.batch = batch
    self.labelNoise = labelNoise
  }
}

extension ProblemRun {
  /// The noise of each step: `labelNoise` or `gradientNoise`.
  public var noise: Noise {
    get { labelNoise > 0 ? .label(labelNoise) : gradientNoise }
    set {
      if case .label(let sigma) = newValue {
        (labelNoise, gradientNoise) = (sigma, .none)
      } else {
        (labelNoise, gradientNoise) = (0, newValue)
      }
    }
  }

  /// Returns the problem of the catalog with its data.
  ///
  /// - Throws: `EngineError` if the id or a setting is unknown or invalid.
  public func makeProblem() throws(EngineError) -> any Problem {
    try Catalog.problem(problem).problem(settings, seed: dataSeed ?? seed, data: data)
  }

  /// Whether another run has the same problem with the same data.
  public func sharesProblem(with other: ProblemRun) -> Bool {
    problem == other.problem && settings == other.settings
      && (dataSeed ?? seed) == (other.dataSeed ?? other.seed) && data == other.data
  }
}

/// A run on a problem that computes one step at a time.
///
/// ```swift
/// let sam = OptimizerChoice("sam", knobs: ["eta": 0.05, "rho": 0.1])
/// var simulation = try ProblemSimulation(ProblemRun("sensing", optimizer: sam, steps: 1000))
/// while simulation.advance() {}
/// print(simulation.problem.testLoss(simulation.w))
/// ```
public struct ProblemSimulation: Sendable {
  /// The run.
  public let run: ProblemRun
  /// The problem with its data.
  public let problem: any Problem
  /// The iterate wₜ.
  public private(set) var w: Coordinates
  /// The point at which the last step took its gradient; w₀ before the first step.
  public private(set) var ascentPoint: Coordinates
  /// The number of steps taken.
  public private(set) var step = 0
  /// The step at which the run diverged; nil if the run has not diverged.
  public private(set) var divergedAt: Int?

  let optimizer: OptimizerEntry
  private let knobs: KnobValues
  private var stepper: any ProblemStepper
  private var objective: ProblemObjective
  private var batches: SplitMix64
  private var labels: SplitMix64
  private var gradientNoise: NoiseGenerator?

  /// Creates a run before its first step.
  ///
  /// - Parameters:
  ///   - run: The experiment.
  ///   - problem: The problem of the run, to share its data, or a problem outside the catalog; nil to
  ///     create the problem of the catalog.
  ///   - start: The start; nil for the start of the problem.
  /// - Throws: `EngineError` if an id or a setting is unknown or out of range, if the optimizer needs
  ///   the plane, or if the problem has no samples or labels for the noise.
  public init(
    _ run: ProblemRun, on problem: (any Problem)? = nil, from start: Coordinates? = nil
  ) throws(EngineError) {
    let problem: any Problem = if let problem { problem } else { try run.makeProblem() }
    optimizer = try Catalog.optimizer(run.optimizer)
    knobs = try optimizer.knobValues(run.optimizer)
    guard let makeStepper = optimizer.stepper else { throw .needsPlane(optimizer.info.id) }
    switch run.gradientNoise {
    case .none: break
    case .normal(let x, let y) where x == y, .pareto(_, let x, let y) where x == y:
      gradientNoise = NoiseGenerator(
        run.gradientNoise, SplitMix64(seed: run.seed, stream: .noise))
    default: throw .anisotropicNoise
    }
    if run.batch != nil, run.labelNoise > 0 { throw .noisyBatches }
    if run.batch != nil, problem.sampleCount == 0 { throw .noSamples(run.problem) }
    if run.labelNoise > 0, !problem.hasLabels { throw .noTargets(run.problem) }
    (self.run, self.problem, objective) = (run, problem, ProblemObjective(problem))
    w = start ?? problem.start(seed: run.seed)
    ascentPoint = w
    stepper = makeStepper(
      { [knobs] in knobs.value($0, at: 0, of: run.steps) }, w, run.seed)
    batches = SplitMix64(seed: run.seed, stream: .batch)
    labels = SplitMix64(seed: run.seed, stream: .noise)
  }

  /// Whether the run has reached its last step or diverged.
  public var isFinished: Bool { step >= run.steps || divergedAt != nil }

  /// Takes a step; returns whether the run can continue.
  public mutating func advance() -> Bool {
    guard !isFinished else { return false }
    if knobs.hasSchedules {
      let (knobs, step, steps) = (knobs, step, run.steps)
      stepper.set { knobs.value($0, at: step, of: steps) }
    }
    if let batch = run.batch {
      let count = problem.sampleCount
      objective.selection = .batch((0..<batch).map { _ in batches.below(count) })
    } else if run.labelNoise > 0 {
      let sigma = run.labelNoise
      objective.selection = .noisyLabels(
        (0..<problem.sampleCount).map { _ in labels.uniform() < 0.5 ? sigma : -sigma })
    }
    objective.gradientNoise = gradientNoise?.next(w.count)
    ascentPoint = stepper.step(&w, on: objective)
    step += 1
    // Compares with `<=`: NaN counts as diverged.
    if !(w.norm <= Trajectory.divergenceNorm) { divergedAt = step }
    return !isFinished
  }

  /// Returns the loss and the gradient on all samples at the iterate.
  ///
  /// Each is evaluated once: the next step takes its first gradient there, unless the gradient is on
  /// a batch or on noisy labels.
  mutating func gradient() -> (loss: Double, gradient: Coordinates) {
    if let known = objective.known, known.w.sharesMemory(with: w) {
      return (known.loss, known.gradient)
    }
    let (loss, gradient) = problem.gradient(w)
    objective.known = (w, loss, gradient)
    return (loss, gradient)
  }

  /// The run without the vectors that a step replaces, whose ascent point is the iterate.
  var checkpoint: ProblemSimulation {
    var copy = self
    (copy.ascentPoint, copy.objective.known) = (w, nil)
    return copy
  }

  /// Takes steps until `step`; stops after divergence.
  public mutating func advance(to last: Int) {
    while step < last, advance() {}
  }

  /// Returns the stability threshold at the iterate; NaN where no closed form is known.
  public func stabilityThreshold(gradientNorm: Double) -> Double {
    stabilityThreshold(at: step, gradientNorm: gradientNorm)
  }

  /// Returns the stability threshold with the hyperparameters in force at a step.
  func stabilityThreshold(at step: Int, gradientNorm: Double) -> Double {
    optimizer.stabilityThreshold(
      knobs.snapshot(step, of: run.steps, optimizer.info.knobs), gradientNorm: gradientNorm)
  }

  /// The number of gradient evaluations so far.
  public var evaluations: Int { evaluations(after: step) }

  /// Returns the number of gradient evaluations of the first steps.
  func evaluations(after step: Int) -> Int { optimizer.evaluations(after: step, knobs) }
}
