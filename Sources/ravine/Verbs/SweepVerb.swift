public import ArgumentParser
import Engine
public import Export
import Lessons

extension MapFormat: ExpressibleByArgument {}

/// The verb `sweep`, which maps outcomes over two parameters.
struct SweepVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Map the outcome of each run over two parameters.",
    discussion: """
      The output has one row per cell: the values of the two parameters, the outcome, the number \
      of steps until the outcome, and the last iterate with its loss and sharpness. A cell has \
      exactly the numbers of “ravine run” with the same values. --eta and --rho take LO:HI:N, with \
      :log for logarithmic spacing; --axis varies any other parameter: a hyperparameter, a \
      parameter of the surface, start_x, start_y or seed.

      Examples:
        ravine sweep quad-split --eta 0.01:0.2:64 --rho 0:0.5:32 --format text
        ravine sweep xy1-three-stops --eta 0.01:1:100:log --format svg -o map.svg
        parallel ravine sweep quad-split --shard {}/4 -o {}.csv ::: 1 2 3 4
        ravine sweep --merge 1.csv 2.csv 3.csv 4.csv -o map.csv
      """)

  @OptionGroup(title: "Settings") var settings: ExperimentOptions

  @Option(
    help: ArgumentHelp(
      "An axis of the map: first the horizontal, then the vertical axis.",
      valueName: "name=lo:hi:n[:log]"),
    completion: .quantities)
  var axis: [NamedRangeArgument] = []

  @OptionGroup(title: "Map") var options: MapOptions

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Merge the shards of a map.", valueName: "file"),
    completion: .file())
  var merge: [String] = []

  @OptionGroup(title: "Output") var destination: OutputOptions

  func run() throws {
    if !merge.isEmpty { return try mergeShards() }
    let scenario = try settings.resolveScenario(allowsRanges: true)
    let (x, y) = try axes(of: scenario)
    let plans = try options.plans(scenario, x, y)
    var output = try destination.open()
    try MapWriter(
      scenario: scenario, surface: try Catalog.surface(scenario.surface), isLight: options.light,
      sweeps: plans, format: options.format, shard: options.shard,
      cores: options.cores ?? availableCores, cellLabels: { $1.map(\.state.name) }
    ).write(to: &output)
    try output.close()
  }

  /// Returns the axes of the options; the defaults are η and ρ.
  private func axes(of scenario: Scenario) throws(CommandError) -> (Axis, Axis) {
    var axes: [Axis] = []
    if let eta = try settings.eta?.axis(.knob("eta")) { axes.append(eta) }
    if let rho = try settings.rho?.axis(.knob("rho")) { axes.append(rho) }
    for named in axis {
      guard let axis = try named.range.axis(quantity(named.name, scenario)) else { continue }
      axes.append(axis)
    }
    let defaults = [
      Axis(.knob("eta"), 0.01, 1, count: 64, log: true),
      Axis(.knob("rho"), 0.01, 1, count: 32, log: true),
    ]
    for axis in defaults where axes.count < 2 && !axes.contains(where: { $0.name == axis.name }) {
      axes.append(axis)
    }
    guard axes.count == 2, axes[0].parameter != axes[1].parameter else {
      let names = axes.map(\.name).joined(separator: ", ")
      throw CommandError(.usage, "a map needs two different axes, not \(names)")
    }
    return (axes[0], axes[1])
  }

  private func quantity(_ name: String, _ scenario: Scenario) throws(CommandError) -> Axis.Parameter
  {
    switch name {
    case "start_x", "x": return .startX
    case "start_y", "y": return .startY
    case "seed": return .seed
    default: break
    }
    var known: [String] = []
    for run in scenario.runs {
      let entry = Catalog.optimizers.first { $0.info.id == run.optimizer.id }
      known += entry?.info.knobs.map(\.id) ?? []
    }
    if known.contains(name) { return .knob(name) }
    let parameters = (try? Catalog.surface(scenario.surface))?.info.knobs.map(\.id) ?? []
    if parameters.contains(name) { return .surface(name) }
    let all = known + parameters + ["start_x", "start_y", "seed"]
    throw CommandError(
      .usage, "there is no parameter “\(name)”\(LessonFiles.suggestion(name, all))")
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
