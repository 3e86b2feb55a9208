/// The predictions of theory for a run, with the data that the laws share.
public struct Theory: Sendable {
  /// The run.
  public let recording: Recording
  let rule: SAMFamilyRule?
  /// SAM's drift along a valley floor, or the reason why the law does not apply.
  let drift: Drift
  /// The minimum of a quadratic bowl; nil for other surfaces.
  let quadraticMinimum: CriticalPoint?
  /// The saddle nearest to the run; nil without a saddle near the run.
  let saddle: CriticalPoint?

  /// The theory of a recorded run; traces the valley floor and searches for a saddle.
  public init(_ recording: Recording) {
    self.recording = recording
    rule = SAMFamilyRule(recording)
    drift = Drift(recording, rule)
    quadraticMinimum = recording.surface.quadraticMinimum.flatMap {
      recording.hasConstantHessian($0) ? $0 : nil
    }
    saddle = recording.nearestSaddle
  }

  /// The floor points whose sharpness equals the stability threshold of a run.
  ///
  /// The threshold is 2/η for GD, λ* for USAM, 2(1 + β)/η for momentum; SAM has no threshold.
  public static func thresholdPoints(
    on floor: ValleyFloor, for recordings: [Recording]
  ) -> [ThresholdPoint] {
    recordings.enumerated().flatMap { index, recording -> [ThresholdPoint] in
      // A normalized perturbation oscillates across any floor: SAM has no such point.
      guard let rule = SAMFamilyRule(recording), !rule.isNormalized else { return [] }
      return floor.samples(ofSharpness: rule.stabilityThreshold).map {
        ThresholdPoint(run: index, point: $0.point, sharpness: rule.stabilityThreshold)
      }
    }
  }

  /// A point on a valley floor beyond which a run is unstable.
  public struct ThresholdPoint: Sendable {
    /// The index of the run in the given recordings.
    public let run: Int
    /// The floor point.
    public let point: Point<Double>
    /// The sharpness at the point, equal to the run's stability threshold.
    public let sharpness: Double
  }

  /// SAM's predicted drift path, from the step at which the run reached the floor.
  ///
  /// Empty where the law does not apply. The points are spaced for drawing, not per step.
  public static func driftPath(_ recording: Recording) -> [(step: Int, point: Point<Double>)] {
    Theory(recording).driftPath
  }

  /// SAM's predicted drift path for drawing; empty where the law does not apply.
  public var driftPath: [(step: Int, point: Point<Double>)] {
    guard case .paths(let paths) = drift else { return [] }
    return paths.flatMap(\.curve)
  }

  /// The predicted endpoint of SAM's drift; nil if the law does not hold up to an endpoint.
  public var driftEquilibrium: Point<Double>? {
    drift.path(at: recording.lastStep)?.equilibrium?.point
  }
}
