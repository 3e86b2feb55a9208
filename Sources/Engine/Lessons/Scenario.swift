/// A lesson: an experiment, what to say while it plays, and the numbers that prove it.
public struct Scenario: Sendable, Equatable {
  public var id: String
  public var title: String
  /// The lesson in one sentence.
  public var lesson: String
  public var source: String
  public var surface: SurfaceChoice
  public var start: Point<Double>
  public var steps: Int
  /// The part of the plane to show.
  public var view: Region
  public var runs: [NamedRun]
  public var cards: [Card]
  public var claims: [Claim]

  public init(
    id: String, title: String, lesson: String, source: String, surface: SurfaceChoice,
    start: Point<Double>, steps: Int, view: Region, runs: [NamedRun], cards: [Card] = [],
    claims: [Claim] = []
  ) {
    self.id = id
    self.title = title
    self.lesson = lesson
    self.source = source
    self.surface = surface
    self.start = start
    self.steps = steps
    self.view = view
    self.runs = runs
    self.cards = cards
    self.claims = claims
  }

  /// The experiment of one contestant.
  public func run(of contestant: NamedRun) -> Run {
    Run(
      surface: surface, optimizer: contestant.optimizer, start: contestant.start ?? start,
      steps: steps, seed: contestant.seed, noise: contestant.noise)
  }
}

/// One optimizer of a scenario, under the name by which cards and claims speak of it.
public struct NamedRun: Sendable, Hashable {
  public var name: String
  public var optimizer: OptimizerChoice
  /// Its own start, where it differs from the scenario's.
  public var start: Point<Double>?
  public var seed: UInt64
  public var noise: Noise

  public init(
    name: String, optimizer: OptimizerChoice, start: Point<Double>? = nil, seed: UInt64 = 0,
    noise: Noise = .none
  ) {
    self.name = name
    self.optimizer = optimizer
    self.start = start
    self.seed = seed
    self.noise = noise
  }
}
