/// What theory says about a run: the laws, with the ground that they need laid once.
public struct Theory: Sendable {
  public let recording: Recording
  let rule: SAMFamilyRule?
  /// SAM's slow way along the floor of a valley, or why there is none.
  let drift: Drift
  /// The bottom of a surface that is one bowl all over.
  let quadraticMinimum: CriticalPoint?
  /// The saddle that the run comes nearest to, if it comes near one.
  let saddle: CriticalPoint?

  public init(_ recording: Recording) {
    self.recording = recording
    rule = SAMFamilyRule(recording)
    drift = Drift(recording, rule)
    quadraticMinimum = recording.surface.quadraticMinimum.flatMap {
      recording.hasConstantHessian($0) ? $0 : nil
    }
    saddle = recording.nearestSaddle
  }

  /// Every law's word at a step, in the order of `predictions`.
  public func results(at step: Int) -> [PredictionResult] {
    predictions.map { $0.result(self, at: step) }
  }

  /// Every law's word on a run at its last step.
  public static func finalResults(_ recording: Recording) -> [PredictionResult] {
    Theory(recording).results(at: recording.lastStep)
  }

  /// Where the valley is as sharp as a run can bear: GD's 2/η, USAM's edge, momentum's 2(1 + β)/η.
  public static func thresholdPoints(
    on floor: ValleyFloor, for recordings: [Recording]
  ) -> [ThresholdPoint] {
    recordings.enumerated().flatMap { index, recording -> [ThresholdPoint] in
      // A normalized look never lets go of the floor: SAM has no such place.
      guard let rule = SAMFamilyRule(recording), !rule.isNormalized else { return [] }
      return floor.samples(ofSharpness: rule.stabilityThreshold).map {
        ThresholdPoint(run: index, point: $0.point, sharpness: rule.stabilityThreshold)
      }
    }
  }

  /// A place on a valley beyond which a run is unstable.
  public struct ThresholdPoint: Sendable {
    /// Which of the recordings that were asked about.
    public let run: Int
    public let point: Point<Double>
    public let sharpness: Double
  }

  /// SAM's predicted slow way, from the step at which it reached the floor.
  ///
  /// Empty where the law does not apply. Points are as dense as a curve needs, not one a step.
  public static func driftPath(_ recording: Recording) -> [(step: Int, point: Point<Double>)] {
    Theory(recording).driftPath
  }

  /// The same, of a theory that is there already.
  public var driftPath: [(step: Int, point: Point<Double>)] {
    guard case .paths(let paths) = drift else { return [] }
    return paths.flatMap(\.curve)
  }

  /// Where SAM's slow way ends, if it ends where the law holds.
  public var driftEquilibrium: Point<Double>? {
    drift.path(at: recording.lastStep)?.equilibrium?.point
  }
}
