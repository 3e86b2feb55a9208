public import Engine
public import Lessons

/// The settings that a user can change and undo.
public struct Experiment: Sendable, Hashable {
  /// The surface with its knobs.
  public var surface: SurfaceChoice
  /// The start of every run without a start of its own.
  public var start: Point<Double>
  /// The number of steps of every run.
  public var steps: Int
  /// The runs with their optimizers, seeds and noise.
  public var namedRuns: [NamedRun]

  /// Creates the settings of a lesson before its first change.
  public init(_ scenario: Scenario) {
    surface = scenario.surface
    start = scenario.start
    steps = scenario.steps
    namedRuns = scenario.runs
  }

  /// The runs in the order of `namedRuns`.
  public var runs: [Run] {
    namedRuns.map { namedRun in
      Run(
        surface: surface, optimizer: namedRun.optimizer, start: namedRun.start ?? start,
        steps: steps, seed: namedRun.seed, noise: namedRun.noise)
    }
  }

  /// Whether the settings equal others, except for runs after the runs of the others.
  func hasRuns(of other: Experiment) -> Bool {
    surface == other.surface && start == other.start && steps == other.steps
      && namedRuns.starts(with: other.namedRuns)
  }

  /// Sets the start of every run; does nothing on a problem, whose seed decides the start.
  public mutating func setStart(at point: Point<Double>) {
    guard surface.source.problem == nil else { return }
    start = surface.source.grid?.isProfile == true ? Point(point.x, 0) : point
    for index in namedRuns.indices { namedRuns[index].start = nil }
  }
}
