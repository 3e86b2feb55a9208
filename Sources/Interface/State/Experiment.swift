public import Engine

/// What a user can change and undo: the surface, the runs with their knobs, start and length.
public struct Experiment: Sendable, Hashable {
  public var surface: SurfaceChoice
  public var start: Point<Double>
  public var steps: Int
  public var namedRuns: [NamedRun]

  public init(_ scenario: Scenario) {
    surface = scenario.surface
    start = scenario.start
    steps = scenario.steps
    namedRuns = scenario.runs
  }

  /// The runs, in the order of the contestants.
  public var runs: [Run] {
    namedRuns.map { contestant in
      Run(
        surface: surface, optimizer: contestant.optimizer, start: contestant.start ?? start,
        steps: steps, seed: contestant.seed, noise: contestant.noise)
    }
  }

  /// Moves every run to a new start.
  public mutating func setStart(at point: Point<Double>) {
    start = point
    for index in namedRuns.indices { namedRuns[index].start = nil }
  }
}
