public import Engine

/// A lesson: an experiment, its cards, and the claims that the tests check.
public struct Scenario: Sendable, Equatable {
  /// The id of the lesson.
  public var id: String
  /// The title of the lesson.
  public var title: String
  /// The conclusion of the lesson in one sentence.
  public var lesson: String
  /// The paper that the lesson is based on.
  public var source: String
  /// The loss surface of all runs.
  public var surface: SurfaceChoice
  /// The common start, unless a run has its own.
  public var start: Point<Double>
  /// The number of steps of all runs.
  public var steps: Int
  /// The region of the plane to display.
  public var view: Region
  /// The plot beside the map; nil for the sharpness.
  public var plot: PlottedQuantity?
  /// The runs, in the order of display.
  public var runs: [NamedRun]
  /// The update rules that the lesson defines, which its runs may use.
  public var rules: [NamedRule]
  /// The cards, in the order of the lesson.
  public var cards: [Card]
  /// The claims, each measured separately.
  public var claims: [Claim]

  /// A surface to show beside that of the lesson, with the same runs; nil without one.
  public var comparison: SurfaceChoice?
  /// The plane of a problem; nil for the plane that suits the problem.
  public var plane: PlaneChoice?
  /// The path of a training run on the surface; nil without one.
  public var trainingPath: TrainingPath?

  /// A lesson with this experiment.
  public init(
    id: String, title: String, lesson: String, source: String, surface: SurfaceChoice,
    start: Point<Double>, steps: Int, view: Region, plot: PlottedQuantity? = nil,
    runs: [NamedRun], cards: [Card] = [], claims: [Claim] = [], rules: [NamedRule] = []
  ) {
    self.id = id
    self.title = title
    self.lesson = lesson
    self.source = source
    self.surface = surface
    self.start = start
    self.steps = steps
    self.view = view
    self.plot = plot
    self.runs = runs
    self.cards = cards
    self.claims = claims
    self.rules = rules
  }

  /// The view of a lesson on a problem without a view of its own: the map opens around the paths.
  public static let problemView = Region(x: -1...1, y: -1...1)

  /// The complete run of one of `runs`.
  public func run(of namedRun: NamedRun) -> Run {
    Run(
      surface: surface, optimizer: namedRun.optimizer, start: namedRun.start ?? start,
      steps: steps, seed: namedRun.seed, noise: namedRun.noise)
  }
}

/// A run of a lesson, with the name that cards and claims use.
public struct NamedRun: Sendable, Hashable {
  /// The name, unique in the lesson.
  public var name: String
  /// The optimizer with its hyperparameters.
  public var optimizer: OptimizerChoice
  /// The run's own start; nil for the lesson's start.
  public var start: Point<Double>?
  /// The seed of the run.
  public var seed: UInt64
  /// The noise of the run.
  public var noise: Noise

  /// A run of an optimizer with a name.
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
