import ArgumentParser
import Engine
import Integers
import Interface
import Lessons

/// The options that define the experiment of a verb.
struct ExperimentOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      """
      The id of a lesson, or a lesson file: a path that contains “/” or ends in .yaml. A surface \
      as for --surface opens an experiment.
      """,
      valueName: "lesson"),
    completion: .lesson)
  var scenario: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The id of a surface, a formula in x and y, or a landscape file.",
      valueName: "id, formula or file"),
    completion: .surface)
  var surface: String?

  @Option(
    help: ArgumentHelp(
      "The path of a training run on the landscape: a file with x, y and losses.",
      valueName: "file"),
    completion: .landscape)
  var path: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "A surface beside the first, with the same runs, region and colours.",
      valueName: "id, formula or file"),
    completion: .surface)
  var compare: String?

  @Option(
    help: ArgumentHelp(
      "The value of a parameter of the surface or formula; repeatable.",
      valueName: "name=value"),
    completion: .surfaceKnobs)
  var set: [Assignment] = []

  @Option(
    help: ArgumentHelp(
      """
      An optimizer with hyperparameters; repeatable (default: gd,usam,sam). In place of an id, an \
      update rule such as 'w - eta*grad(w)' or a file that ends in .rule. A hyperparameter may \
      have a schedule, eta=0.1*1/t; a run may have its own name=, start=(x,y), seed= and noise=.
      """,
      valueName: "id[:key=value,…]"),
    completion: .optimizers)
  var optimizer: [OptimizerList] = []

  @Option(
    parsing: .unconditional, help: "The learning rate η of every run; a sweep takes LO:HI:N[:log].")
  var eta: RangeArgument?

  @Option(
    parsing: .unconditional,
    help: """
      The perturbation radius ρ of every run with ρ; sweep and threshold take LO:HI:N[:log].
      """)
  var rho: RangeArgument?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The start of every run.", valueName: "x,y"))
  var start: PointArgument?

  @Option(parsing: .unconditional, help: "The number of steps of every run.")
  var steps: StepRange?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The gradient noise of every run: σ, or σx,σy, or pareto:TAIL[:SCALE], or label:σ.",
      valueName: "sigma"))
  var noise: NoiseArgument?

  @Option(parsing: .unconditional, help: "The seed of all random numbers.")
  var seed: UInt64?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The visible region of the plane.", valueName: "x0:x1,y0:y1"))
  var viewBox: ViewBox?

  @Option(help: ArgumentHelp("The memory for recorded steps and maps.", valueName: "gigabytes"))
  var memory = 1.0

  /// The memory for recorded steps and maps.
  var memoryBudget: MemoryBudget { MemoryBudget(bytes: Int(clamping: memory * 1e9)) }

  /// The standard preferences with this memory.
  var preferences: Preferences {
    var preferences = Preferences()
    preferences.memory = memoryBudget
    return preferences
  }

  func validate() throws {
    guard memory >= 0.001, memory <= 10_000 else {
      throw ValidationError("--memory must be 0.001 to 10000 gigabytes.")
    }
  }
}

/// An assignment on the command line: `name=value`.
struct Assignment: ExpressibleByArgument {
  let name: String
  let value: Double

  init?(argument: String) {
    guard let assignment = InputParser.assignment(argument) else { return nil }
    (name, value) = assignment
  }
}

/// An optimizer with settings, `sam:rho=0.1,eta=0.05`, or several without: `gd,usam,sam`.
struct OptimizerList: ExpressibleByArgument {
  let runArguments: [RunArgument]

  init?(argument: String) {
    guard let runArguments = InputParser.optimizers(argument) else { return nil }
    self.runArguments = runArguments
  }
}

/// A number of steps, `N`, or for recordings a range, `LO:HI` or `LO:HI:STRIDE`.
struct StepRange: ExpressibleByArgument {
  /// The first step of a recording; nil for a number of steps.
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

/// A point on the command line: `x,y`.
struct PointArgument: ExpressibleByArgument {
  let point: Point<Double>

  init?(argument: String) {
    guard let point = InputParser.point(argument) else { return nil }
    self.point = point
  }
}

/// A region on the command line: `x0:x1,y0:y1`.
struct ViewBox: ExpressibleByArgument {
  let frame: Region

  init?(argument: String) {
    guard let frame = InputParser.frame(argument) else { return nil }
    self.frame = frame
  }
}

/// Noise on the command line: `σ`, `σx,σy`, `pareto:TAIL[:SCALE]` or `label:σ`.
struct NoiseArgument: ExpressibleByArgument {
  let noise: Noise

  init?(argument: String) {
    guard let noise = Noise(argument) else { return nil }
    self.noise = noise
  }
}
