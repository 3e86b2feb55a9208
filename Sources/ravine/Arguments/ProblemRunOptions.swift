import ArgumentParser

/// The options of the runs that choose the plane of a problem.
struct ProblemRunOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "An optimizer with hyperparameters; repeatable (default: gd,usam,sam).",
      valueName: "id[:key=value,…]"),
    completion: .optimizers)
  var optimizer: [OptimizerList] = []

  @Option(parsing: .unconditional, help: "The learning rate η of every run.")
  var eta: RangeArgument?

  @Option(parsing: .unconditional, help: "The perturbation radius ρ of every run with ρ.")
  var rho: RangeArgument?

  @Option(parsing: .unconditional, help: "The number of steps of every run (default: 1000).")
  var steps: StepRange?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Label noise, label:σ.", valueName: "label:σ"))
  var noise: NoiseArgument?

  @Option(parsing: .unconditional, help: "The seed of all random numbers.")
  var seed: UInt64?

  /// The first of the options that is set; nil if none is.
  var firstSet: String? {
    [
      ("--optimizer", !optimizer.isEmpty), ("--eta", eta != nil), ("--rho", rho != nil),
      ("--steps", steps != nil), ("--noise", noise != nil), ("--seed", seed != nil),
    ].first { $0.1 }?.0
  }

  /// The settings of the runs.
  var settings: ProblemRunSettings {
    ProblemRunSettings(
      optimizer: optimizer, eta: eta, rho: rho, steps: steps, seed: seed, noise: noise)
  }
}
