import ArgumentParser
import Engine
import Export
import Integers
import Lessons
import Spelling

/// The verb `sweep`, which maps outcomes over one or two parameters.
struct SweepVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Map the outcome of each run over one or two parameters.",
    discussion: """
      The output has one row per cell: the values of the parameters, the outcome, the number of \
      steps until the outcome, and the last iterate with its loss and sharpness. A cell has \
      exactly the numbers of “ravine run” with the same values. --eta and --rho take LO:HI:N, with \
      :log for logarithmic spacing; --axis varies any other parameter: a hyperparameter, a \
      parameter of the surface, start_x, start_y or seed. A number, as in --rho 0.05 or \
      --optimizer sam:rho=0.05, is fixed. A run does not vary along a parameter that it lacks or \
      fixes; its field is empty. Without a range, η and ρ vary from 0.01 to 1.

      With --problem, --axis also varies a setting of the problem. In csv the outcome is finite or \
      diverged, followed by the columns of “ravine run --problem” from loss to edge; text and figures \
      show the states at the last step.

      Examples:
        ravine sweep quad-split --eta 0.01:0.2:64 --rho 0:0.5:32 --format text
        ravine sweep quad-split --optimizer sam:rho=0.05 --eta 0.01:0.2:64
        ravine sweep xy1-three-stops -o map.svg
        parallel ravine sweep quad-split --shard {}/4 -o {}.csv ::: 1 2 3 4
        ravine sweep --merge 1.csv 2.csv 3.csv 4.csv -o map.csv
        ravine sweep --problem sensing --eta 0.01:0.1:8 -o sensing.csv
        ravine sweep --problem diagonal --optimizer gd,sam --format text
      """)

  @OptionGroup(title: "Settings") var settings: ExperimentOptions

  @Option(
    help: ArgumentHelp(
      "An axis of the map; the first is horizontal, the second vertical.",
      valueName: "name=lo:hi:n[:log]"),
    completion: .axisParameters)
  var axis: [NamedRangeArgument] = []

  @OptionGroup(title: "Problems") var problem: ProblemOptions

  @OptionGroup(title: "Map") var options: MapOptions

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Merge the shards of a map.", valueName: "file"),
    completion: .file())
  var merge: [String] = []

  @OptionGroup(title: "Output") var destination: OutputOptions

  func validate() throws {
    let format = try options.format(of: destination)
    if !merge.isEmpty, format != .csv { throw ValidationError("--merge writes csv.") }
  }

  func run() throws {
    if !merge.isEmpty { return try mergeShards() }
    let format = try options.format(of: destination)
    if let experiment = try settings.problemExperiment(
      problem, allowsRanges: true, excludesPlane: true)
    {
      return try sweep(experiment, as: format)
    }
    let scenario = try settings.resolveScenario(allowsRanges: true)
    let axes = try axes(of: scenario)
    let plans = try options.plans(scenario) { run in
      axes.filter { varies($0, in: scenario, run) }
    }
    var output = try destination.open()
    try MapWriter(
      scenario: scenario, surface: try Catalog.surface(scenario.surface), isLight: options.light,
      axes: axes.map(\.name), sweeps: plans, format: format, figure: options.figure,
      shard: options.shard,
      cores: options.cores ?? availableCores, memory: settings.memoryBudget,
      cellLabels: { $1.map(\.state.label) }
    ).write(to: &output)
    try output.close()
  }

  /// Returns the one or two axes of the options; without any, η and ρ where no option sets them.
  private func axes(of scenario: Scenario) throws(CommandError) -> [Axis] {
    var axes: [Axis] = []
    if let eta = try settings.eta?.axis("--eta", .knob("eta")) { axes.append(eta) }
    if let rho = try settings.rho?.axis("--rho", .knob("rho")) { axes.append(rho) }
    for named in axis {
      let parameter = try parameter(named: named.name, scenario)
      guard let axis = try named.range.axis("--axis \(named.name)", parameter) else { continue }
      if axis.parameter == .seed, max(axis.low.magnitude, axis.high) > Self.largestSeed {
        throw CommandError(
          .usage, "the seeds of a map must be at most \(Int(clamping: Self.largestSeed))")
      }
      axes.append(axis)
    }
    if axes.isEmpty {
      if settings.eta == nil { axes.append(Axis(.knob("eta"), 0.01, 1, count: 64, log: true)) }
      if settings.rho == nil { axes.append(Axis(.knob("rho"), 0.01, 1, count: 32, log: true)) }
      axes.removeAll { axis in !scenario.runs.indices.contains { varies(axis, in: scenario, $0) } }
      guard !axes.isEmpty else {
        throw CommandError(.usage, "nothing varies: pass a range, such as --eta 0.01:1:64:log")
      }
    }
    guard axes.count <= 2, Set(axes.map(\.parameter)).count == axes.count else {
      let names = axes.map(\.name).joined(separator: ", ")
      throw CommandError(.usage, "a map needs one axis or two different axes, not \(names)")
    }
    for axis in axes { try validate(axis, scenario) }
    return axes
  }

  /// Validates that a run varies along an axis, and that no option sets the quantity to a number.
  private func validate(_ axis: Axis, _ scenario: Scenario) throws(CommandError) {
    guard case .knob(let id) = axis.parameter else { return }
    for (name, value) in [("eta", settings.eta), ("rho", settings.rho)] where name == id {
      guard case .single = value else { continue }
      throw CommandError(.usage, "--\(id) sets the value that --axis \(id) varies; remove one")
    }
    guard !scenario.runs.indices.contains(where: { varies(axis, in: scenario, $0) }) else { return }
    let isKnown = scenario.runs.contains { $0.hasKnob(id) }
    let ids = scenario.runs.map(\.optimizer.source.runName).joined(separator: ", ")
    throw CommandError(
      .usage,
      isKnown
        ? "every run has its own \(id): remove \(id)= from --optimizer, or the range"
        : "no run has a hyperparameter “\(id)”; the optimizers are \(ids)")
  }

  /// Whether the run at an index varies along an axis.
  ///
  /// A hyperparameter that the optimizer lacks does not vary, nor does a value of `--optimizer`.
  private func varies(_ axis: Axis, in scenario: Scenario, _ run: Int) -> Bool {
    guard case .knob(let id) = axis.parameter else { return true }
    return settings.setsKnob(id, of: run, in: scenario)
  }

  /// The largest number up to which a `Double` holds every seed.
  private static let largestSeed = 0x1p53

  /// Returns the parameter with a name; x and y are the coordinates of the start.
  private func parameter(
    named name: String, _ scenario: Scenario
  ) throws(CommandError) -> Axis.Parameter {
    let name = ["x": "start_x", "y": "start_y"][name] ?? name
    let known = Axis.Parameter.all(
      hyperparameters: scenario.runs.flatMap { run in
        (try? Catalog.optimizer(run.optimizer))?.info.knobs.map(\.id) ?? []
      },
      ofSurface: (try? Catalog.surface(scenario.surface))?.info.knobs.map(\.id) ?? [])
    guard let parameter = known.first(where: { $0.name == name }) else {
      throw CommandError(
        .usage,
        "there is no parameter “\(name)”\(suggestion(name, from: known.map(\.name)))")
    }
    return parameter
  }

  private func mergeShards() throws {
    var shards: [String] = []
    for path in merge {
      let bytes = try LessonFiles.readFile(at: path, limit: Limits.shardBytes)
      shards.append(String(decoding: bytes, as: UTF8.self))
    }
    let merged: String
    do throws(MergeError) {
      merged = try mergedMap(shards)
    } catch {
      let location = error.location.map { "\(merge[$0.shard]):\($0.line): " } ?? ""
      throw CommandError(.dataError, location + error.description)
    }
    var output = try destination.open()
    try output.write(merged)
    try output.close()
  }
}
