import ArgumentParser
import Engine
import Export
import Lessons

/// The options that choose a problem of many parameters in place of a surface.
struct ProblemOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      A problem of many parameters in place of a surface; “ravine list problems” lists them. --set \
      gives its settings. Without --optimizer, gd, usam and sam run with a learning rate of the \
      problem.
      """, valueName: "id"),
    completion: .problem)
  var problem: String?

  @Option(
    help: ArgumentHelp("The number of random samples of each step's gradients.", valueName: "k"))
  var batch: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      The plane of a problem's coordinates: pca, points (start and two ends), eigenvectors, random, \
      or two parameters such as w1,w2 (default: that of the problem).
      """, valueName: "kind"))
  var plane: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      The iterate of a run at the origin of the plane, by default its last: then the losses around \
      the iterate are exact.
      """, valueName: "run[@step]"))
  var center: String?

  func validate() throws {
    if let batch, !(1...100_000).contains(batch) {
      throw ValidationError("--batch must be from 1 to 100000.")
    }
    if batch != nil, problem == nil { throw ValidationError("--batch needs --problem.") }
  }
}

extension ExperimentOptions {
  /// Returns the runs of a problem by name.
  ///
  /// - Throws: `CommandError` if an option needs the plane, a name is unknown or a value invalid.
  func problemRuns(
    _ options: ProblemOptions, _ id: String
  ) throws(CommandError) -> [(name: String, run: ProblemRun)] {
    if scenario != nil || surface != nil || start != nil || viewBox != nil {
      throw CommandError(.usage, "--problem excludes a lesson, --surface, --start and --view-box")
    }
    if steps?.low != nil { throw Self.stepRangeError }
    let steps = steps?.high ?? 1000
    try Self.validate(steps: steps)
    let info = try withUsageErrors { () throws(EngineError) in try Catalog.problem(id).info }
    let settings = Dictionary(set.map { ($0.name, $0.value) }) { _, last in last }
    let (eta, rho) = (try eta?.singleValue("eta", false), try rho?.singleValue("rho", false))
    var arguments = try runArguments([])
    if arguments.isEmpty {
      arguments = ["gd", "usam", "sam"].map { id in
        var argument = RunArgument(.catalog(id))
        argument.optimizer.knobs["eta"] = eta ?? info.eta
        return argument
      }
    }
    var runs: [(name: String, run: ProblemRun)] = []
    for run in NamedRun.makeRuns(arguments, seed: seed ?? 1, noise: noise?.noise ?? .none) {
      var choice = run.optimizer
      let known = try withUsageErrors { () throws(EngineError) in try Catalog.optimizer(choice).info
      }
      for (knob, value) in [("eta", eta), ("rho", rho)]
      where known.knobs.contains(where: { $0.id == knob }) {
        if choice.knobs[knob] == nil { choice.knobs[knob] = value }
      }
      runs.append(
        (
          run.name,
          ProblemRun(
            id, settings: settings, optimizer: choice, steps: steps, seed: run.seed,
            batch: options.batch, labelNoise: try Self.labelNoise(run.noise))
        ))
    }
    return runs
  }

  private static func labelNoise(_ noise: Noise) throws(CommandError) -> Double {
    switch noise {
    case .none: return 0
    case .label(let sigma): return sigma
    default: throw CommandError(.usage, "a problem takes label noise only, --noise label:σ")
    }
  }
}
