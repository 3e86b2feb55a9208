import ArgumentParser
import Engine

/// The words by which every verb is told what to run.
struct ExperimentOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A lesson by its id, or a file: a path with a “/” or ending in .yaml.",
      valueName: "scenario"),
    completion: .lesson)
  var scenario: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "A surface by its id, or a formula in x and y.", valueName: "name or formula"),
    completion: .surface)
  var surface: String?

  @Option(
    help: ArgumentHelp(
      "A knob of the surface, or a letter of the formula; repeat for several.",
      valueName: "name=value"),
    completion: .surfaceKnobs)
  var set: [Assignment] = []

  @Option(
    help: ArgumentHelp(
      """
      An optimizer and its knobs; repeat for several (default: gd,usam,sam). A knob may follow a \
      schedule, eta=0.1*1/t, and a run have its own name=, start=(x,y), seed= and noise=.
      """,
      valueName: "name[:knob=value,…]"),
    completion: .optimizers)
  var optimizer: [OptimizerList] = []

  @Option(parsing: .unconditional, help: "The learning rate η of every run.")
  var eta: RangeArgument?

  @Option(parsing: .unconditional, help: "The radius ρ of every run that looks uphill.")
  var rho: RangeArgument?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Where the runs start.", valueName: "x,y"))
  var start: PointArgument?

  @Option(parsing: .unconditional, help: "How many steps the runs take.")
  var steps: StepRange?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Noise of every run's gradients: σ, or σx,σy, or pareto:TAIL[:SCALE], or label:σ.",
      valueName: "sigma"))
  var noise: NoiseArgument?

  @Option(parsing: .unconditional, help: "The seed of everything random.")
  var seed: UInt64?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The part of the plane to show.", valueName: "x0:x1,y0:y1"))
  var viewBox: ViewBox?
}

/// `name=value` on the command line.
struct Assignment: ExpressibleByArgument {
  let name: String
  let value: Double

  init?(argument: String) {
    guard let assignment = InputParser.assignment(argument) else { return nil }
    (name, value) = assignment
  }
}

/// `sam:rho=0.1,eta=0.05`, or several without settings: `gd,usam,sam`.
struct OptimizerList: ExpressibleByArgument {
  let runArguments: [RunArgument]

  init?(argument: String) {
    guard let entrants = InputParser.optimizers(argument) else { return nil }
    self.runArguments = entrants
  }
}

/// `N` on the command line, and for recordings `LO:HI` or `LO:HI:STRIDE`.
struct StepRange: ExpressibleByArgument {
  /// Where a recording begins; nil if only a number of steps was given.
  let low: Int?
  let high: Int
  let stride: Int?

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...3).contains(parts.count), parts.allSatisfy({ $0 != nil }),
      let first = parts[0], let high = parts.dropFirst().first ?? first
    else { return nil }
    low = parts.count > 1 ? first : nil
    self.high = high
    stride = parts.count > 2 ? parts[2] : nil
  }
}

/// `x,y` on the command line.
struct PointArgument: ExpressibleByArgument {
  let point: Point<Double>

  init?(argument: String) {
    guard let point = InputParser.point(argument) else { return nil }
    self.point = point
  }
}

/// `x0:x1,y0:y1` on the command line.
struct ViewBox: ExpressibleByArgument {
  let frame: Region

  init?(argument: String) {
    guard let frame = InputParser.frame(argument) else { return nil }
    self.frame = frame
  }
}

/// `σ`, `σx,σy`, `pareto:TAIL[:SCALE]` or `label:σ` on the command line.
struct NoiseArgument: ExpressibleByArgument {
  let noise: Noise

  init?(argument: String) {
    guard let noise = Noise(argument) else { return nil }
    self.noise = noise
  }
}
