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
      problem. logistic:data=FILE.csv and mlp:data=FILE.csv,hidden=32 train on your data.
      """, valueName: "id[:key=value,…]"),
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
      line (from the end of the first run to that of the last), or two parameters such as w1,w2 \
      (default: that of the problem).
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

  /// Throws an error if an option needs a problem.
  func rejectWithSurface() throws(CommandError) {
    for (name, isSet) in [("--plane", plane != nil), ("--center", center != nil)] where isSet {
      throw CommandError(.usage, "\(name) needs a problem: --problem, or a lesson on a problem")
    }
  }

  /// Returns the kind of plane; nil for that of the problem.
  ///
  /// - Throws: `CommandError` for an unknown kind.
  func planeKind() throws(CommandError) -> PlaneKind? {
    guard let plane else { return nil }
    guard let kind = PlaneKind(plane) else {
      throw CommandError(
        .usage, "--plane must be \(PlaneChoice.kindTexts) such as w1,w2, not “\(plane)”")
    }
    return kind
  }
}

/// The argument of `--problem`: an id, settings, and the file of a problem on data.
struct ProblemArgument {
  let entry: ProblemEntry
  private(set) var settings: [String: Double] = [:]
  private(set) var data: TabularData?

  /// Parses `id` or `id:key=value,…` and reads the file of `data=`.
  ///
  /// - Throws: `CommandError` if the id is unknown, a setting is not a number or the file is invalid.
  init(_ text: String) throws(CommandError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    entry = try withUsageErrors { () throws(EngineError) in
      try Catalog.problem(String(parts.first ?? ""))
    }
    guard parts.count > 1 else { return }
    var (file, label): (String?, String?) = (nil, nil)
    for part in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else {
        // The name of a file may have commas.
        guard let beginning = file, label == nil else { throw Self.error(part) }
        file = "\(beginning),\(part)"
        continue
      }
      switch pair[0] {
      case "data": file = String(pair[1])
      case "label": label = String(pair[1])
      default:
        guard let value = Double(String(pair[1])), value.isFinite else { throw Self.error(part) }
        settings[String(pair[0])] = value
      }
    }
    if let file { data = try Self.data(file, label: label) }
    if file == nil, label != nil {
      throw CommandError(.usage, "label= of --problem needs the file of data=")
    }
  }

  private static func error(_ part: Substring) -> CommandError {
    CommandError(.usage, "--problem must be ID:KEY=NUMBER,… or ID:data=FILE.csv,…, not “\(part)”")
  }

  private static func data(_ path: String, label: String?) throws(CommandError) -> TabularData {
    let bytes = try LessonFiles.readFile(at: path, limit: TabularData.maxBytes)
    do throws(TabularDataError) {
      return try TabularData(path, bytes, label: label)
    } catch {
      throw CommandError(.dataError, "\(path): \(error)")
    }
  }
}

/// The settings of the runs on a problem, which several verbs have in common.
struct ProblemRunSettings {
  var set: [Assignment] = []
  var optimizer: [OptimizerList] = []
  var eta, rho: RangeArgument?
  var steps: StepRange?
  var seed: UInt64?
  var noise: NoiseArgument?
  var batch: Int?

  /// Returns the runs of a problem by name.
  ///
  /// - Parameters:
  ///   - problem: The argument of `--problem`.
  ///   - allowsRanges: Whether `eta` and `rho` may be ranges, which the caller handles.
  /// - Returns: The runs in the order of the optimizers.
  /// - Throws: `CommandError` if a name is unknown or a value invalid.
  func runs(
    on problem: String, allowsRanges: Bool = false
  ) throws(CommandError) -> [(name: String, run: ProblemRun)] {
    let argument = try ProblemArgument(problem)
    if steps?.low != nil { throw ExperimentOptions.stepRangeError }
    let steps = steps?.high ?? 1000
    try ExperimentOptions.validate(steps: steps)
    let settings = argument.settings.merging(set.map { ($0.name, $0.value) }) { _, last in last }
    var runs: [(name: String, run: ProblemRun)] = []
    for run in try namedRuns(eta: argument.entry.info.eta) {
      if run.start != nil {
        throw CommandError(.usage, "--problem excludes start= of run \(run.name)")
      }
      var named = ProblemRun(
        argument.entry.info.id, settings: settings, data: argument.data,
        optimizer: run.optimizer, steps: steps, seed: run.seed, batch: batch)
      named.noise = run.noise
      runs.append((run.name, named))
    }
    try setKnob("eta", to: try eta?.singleValue("eta", allowsRanges), of: &runs)
    try setKnob("rho", to: try rho?.singleValue("rho", allowsRanges), of: &runs)
    return runs
  }

  /// Returns the runs of `--optimizer`; without it, three with the learning rate of the problem.
  private func namedRuns(eta: Double) throws(CommandError) -> [NamedRun] {
    var arguments: [RunArgument] = []
    for argument in optimizer.flatMap(\.runArguments) {
      arguments.append(try RuleFiles.resolve(argument, []))
    }
    if arguments.isEmpty {
      arguments = ["gd", "usam", "sam"].map { id in
        var argument = RunArgument(.catalog(id))
        if self.eta == nil { argument.optimizer.knobs["eta"] = eta }
        return argument
      }
    }
    return NamedRun.makeRuns(arguments, seed: seed ?? 1, noise: noise?.noise ?? .none)
  }

  /// Sets a hyperparameter of every run without a value of its own.
  ///
  /// - Throws: `CommandError` if no run has the hyperparameter.
  private func setKnob(
    _ id: String, to value: Double?, of runs: inout [(name: String, run: ProblemRun)]
  ) throws(CommandError) {
    guard let value else { return }
    var isKnown = false
    for index in runs.indices {
      let choice = runs[index].run.optimizer
      let info = try withUsageErrors { () throws(EngineError) in try Catalog.optimizer(choice).info
      }
      guard info.knobs.contains(where: { $0.id == id }) else { continue }
      isKnown = true
      if choice.knobs[id] == nil { runs[index].run.optimizer.knobs[id] = value }
    }
    guard isKnown else {
      let ids = runs.map(\.run.optimizer.source.runName).joined(separator: ", ")
      throw CommandError(.usage, "no run has a hyperparameter “\(id)”; the optimizers are \(ids)")
    }
  }
}

/// Runs on a problem by name.
struct ProblemExperiment {
  let runs: [(name: String, run: ProblemRun)]
  /// The lesson of the runs, with the settings of the options; nil for `--problem`.
  var lesson: Scenario?
}

extension ExperimentOptions {
  /// Returns the runs on the problem of `--problem` or of the lesson.
  ///
  /// - Parameters:
  ///   - options: The options of the problem.
  ///   - allowsRanges: Whether `--eta` and `--rho` may be ranges, which the caller handles.
  ///   - excludesPlane: Whether the verb has no use for the plane of a problem.
  /// - Returns: The runs; nil if the command line names a surface.
  /// - Throws: `CommandError` if an option needs the plane or a problem, a name is unknown or a value
  ///   invalid.
  func problemExperiment(
    _ options: ProblemOptions, allowsRanges: Bool = false, excludesPlane: Bool = false
  ) throws(CommandError) -> ProblemExperiment? {
    let planeOptions = [("--plane", options.plane != nil), ("--center", options.center != nil)]
    if let problem = options.problem {
      try Self.reject(excludesPlane ? planeOptions : [], with: "--problem")
      return ProblemExperiment(
        runs: try problemRuns(options, problem, allowsRanges: allowsRanges))
    }
    guard let scenario, !opensSurface, surface == nil else {
      try options.rejectWithSurface()
      return nil
    }
    let lesson = try resolveScenario(allowsRanges: allowsRanges)
    guard lesson.surface.source.problem != nil else {
      try options.rejectWithSurface()
      return nil
    }
    let others = [
      ("--start", start != nil), ("--view-box", viewBox != nil), ("--path", path != nil),
      ("--compare", compare != nil),
    ]
    try Self.reject(
      others + (excludesPlane ? planeOptions : []), with: "the problem of the lesson \(scenario)")
    return ProblemExperiment(
      runs: lesson.runs.compactMap { named in
        lesson.run(of: named).problemRun.map { (named.name, $0) }
      }, lesson: lesson)
  }

  /// Returns the runs of a problem by name.
  ///
  /// - Parameters:
  ///   - options: The options of the problem.
  ///   - problem: The argument of `--problem`.
  ///   - allowsRanges: Whether `--eta` and `--rho` may be ranges, which the caller handles.
  /// - Returns: The runs in the order of the optimizers.
  /// - Throws: `CommandError` if an option needs the plane, a name is unknown or a value invalid.
  func problemRuns(
    _ options: ProblemOptions, _ problem: String, allowsRanges: Bool = false
  ) throws(CommandError) -> [(name: String, run: ProblemRun)] {
    try Self.reject(surfaceOptions, with: "--problem")
    return try ProblemRunSettings(
      set: set, optimizer: optimizer, eta: eta, rho: rho, steps: steps, seed: seed, noise: noise,
      batch: options.batch
    ).runs(on: problem, allowsRanges: allowsRanges)
  }

  /// Whether the run at an index varies along an axis: its optimizer has the hyperparameter, and no
  /// own value in `--optimizer`.
  func varies(_ axis: Axis, _ run: ProblemRun, at index: Int) -> Bool {
    guard case .knob(let id) = axis.parameter else { return true }
    let arguments = optimizer.flatMap(\.runArguments)
    if arguments.indices.contains(index), arguments[index].optimizer.knobs[id] != nil {
      return false
    }
    let info = (try? Catalog.optimizer(run.optimizer))?.info
    return info?.knobs.contains { $0.id == id } ?? false
  }

  /// The options that need the plane, and whether each is set.
  private var surfaceOptions: [(name: String, isSet: Bool)] {
    [
      ("a lesson", scenario != nil), ("--surface", surface != nil), ("--path", path != nil),
      ("--compare", compare != nil), ("--start", start != nil), ("--view-box", viewBox != nil),
      ("--memory", memory != 1),
    ]
  }

  /// Throws an error that names all options which are set and that a problem excludes.
  static func reject(
    _ options: [(name: String, isSet: Bool)], with problem: String
  ) throws(CommandError) {
    let names = options.filter(\.isSet).map(\.name)
    guard let last = names.last else { return }
    let list =
      names.count == 1 ? last : "\(names.dropLast().joined(separator: ", ")) and \(last)"
    throw CommandError(.usage, "\(problem) excludes \(list)")
  }
}
