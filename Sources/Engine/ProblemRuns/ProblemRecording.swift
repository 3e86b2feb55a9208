/// A run on a problem that grows step by step and stores at most 200 states.
///
/// The states are stored at equal numbers of steps; `state(at:)` computes the steps between them
/// again, with the same bits. A copy grows independently of the original, so a background thread can
/// extend a copy while the original is drawn.
///
/// ```swift
/// var recording = try ProblemRecording(ProblemRun("digits", optimizer: sam, steps: 1000))
/// while recording.extend(by: 20) { draw(recording) }
/// while recording.measureNextSpectrum() {}
/// ```
public struct ProblemRecording: Sendable {
  /// The largest number of stored states.
  public static let capacity = 200

  /// A stored state of the run and its quantities.
  public struct StoredState: Sendable {
    /// The step.
    public var step: Int { simulation.step }
    /// The iterate wₜ.
    public var w: Coordinates { simulation.w }
    /// The quantities; the eigenvalues are NaN until `measureNextSpectrum()` has measured them.
    public fileprivate(set) var row: ProblemRow
    fileprivate let simulation: ProblemSimulation
  }

  /// The number of steps between stored states.
  public let stride: Int
  /// The stored states in order: the start and every `stride` steps, and the step of divergence.
  public private(set) var points: [StoredState] = []
  /// The number of stored states with eigenvalues, which are measured in order.
  public private(set) var spectra = 0
  private var head: ProblemSimulation
  private var meter: ProblemMeter

  /// Creates a recording of the start; see `ProblemSimulation`.
  ///
  /// - Throws: `EngineError` if the run is invalid.
  public init(
    _ run: ProblemRun, on problem: (any Problem)? = nil, from start: Coordinates? = nil
  ) throws(EngineError) {
    head = try ProblemSimulation(run, on: problem, from: start)
    // One state is reserved for a divergence between two multiples.
    stride = max(1, (run.steps + Self.capacity - 3) / (Self.capacity - 2))
    meter = ProblemMeter(head)
    store()
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

  /// Takes up to `steps` steps; returns whether the run can continue.
  public mutating func extend(by steps: Int) -> Bool {
    var rest = steps
    while rest > 0, !head.isFinished {
      _ = head.advance()
      rest -= 1
      if head.step.isMultiple(of: stride) || head.divergedAt != nil { store() }
    }
    return !head.isFinished
  }

  private mutating func store() {
    var stored = head
    stored.dropAscentPoint()
    points.append(
      StoredState(row: meter.row(of: head, spectrum: false), simulation: stored))
  }

  /// Measures λ₁ and λ₂ of the first stored state without them; returns false if none is left.
  ///
  /// Each iteration starts at the eigenvectors of the state before.
  public mutating func measureNextSpectrum() -> Bool {
    guard spectra < points.count else { return false }
    points[spectra].row.spectrum = meter.spectrum(of: points[spectra].simulation)
    spectra += 1
    return true
  }

  /// Returns the run at a step, which is clamped to the steps taken.
  ///
  /// Computes at most `stride` steps.
  public func state(at step: Int) -> ProblemSimulation {
    let step = min(max(step, 0), lastStep)
    if step == lastStep { return head }
    // A stored state has no ascent point.
    var simulation = points[index(at: step - 1)].simulation
    simulation.advance(to: step)
    return simulation
  }

  /// Returns the iterate at a step, which is clamped to the steps taken.
  ///
  /// Computes at most `stride` − 1 steps.
  public func iterate(at step: Int) -> Coordinates {
    let stored = points[index(at: step)]
    return stored.step == step ? stored.w : state(at: step).w
  }

  /// Returns the index of the last stored state at or before a step; 0 before the start.
  public func index(at step: Int) -> Int {
    let last = points.count - 1
    return step >= points[last].step ? last : max(step, 0) / stride
  }
}
