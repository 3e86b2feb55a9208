public import ArgumentParser
import Engine
public import Export

extension MapFormat: ExpressibleByArgument {}

/// Stability maps.
struct SweepVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Map what becomes of each run over two of its settings.",
    discussion: """
      A row for every cell: the values of the two settings, the outcome, the steps until it, and \
      the last iterate with its loss and sharpness. A cell has the bits of “ravine run” with its \
      setting. --eta and --rho take LO:HI:N, with :log for equal ratios; --axis varies anything \
      else: a knob, a letter of the formula, start_x, start_y or seed.

      Examples:
        ravine sweep quad-split --eta 0.01:0.2:64 --rho 0:0.5:32 --format text
        ravine sweep xy1-three-stops --eta 0.01:1:100:log --format svg -o map.svg
        parallel ravine sweep quad-split --shard {}/4 -o {}.csv ::: 1 2 3 4
        ravine sweep --merge 1.csv 2.csv 3.csv 4.csv -o map.csv
      """)

  @OptionGroup(title: "Settings") var settings: ExperimentOptions

  @Option(
    help: ArgumentHelp(
      "A side of the map: across first, then upright.", valueName: "name=lo:hi:n[:log]"),
    completion: .quantities)
  var axis: [NamedRangeArgument] = []

  @OptionGroup(title: "Map") var options: MapOptions

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Put the shares of a map together.", valueName: "file"),
    completion: .file())
  var merge: [String] = []

  @OptionGroup(title: "Output") var destination: OutputOptions

  func run() throws {
    if !merge.isEmpty { return try mergeShards() }
    let scenario = try settings.resolveScenario(ranges: true)
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

  /// The two sides: those asked for, and η or ρ where one is missing.
  private func axes(of scenario: Scenario) throws(CommandError) -> (Axis, Axis) {
    var axes: [Axis] = []
    if let eta = try settings.eta?.axis(.knob("eta")) { axes.append(eta) }
    if let rho = try settings.rho?.axis(.knob("rho")) { axes.append(rho) }
    for named in axis {
      guard let axis = try named.range.axis(quantity(named.name, scenario)) else { continue }
      axes.append(axis)
    }
    let usual = [
      Axis(.knob("eta"), 0.01, 1, count: 64, log: true),
      Axis(.knob("rho"), 0.01, 1, count: 32, log: true),
    ]
    for axis in usual where axes.count < 2 && !axes.contains(where: { $0.name == axis.name }) {
      axes.append(axis)
    }
    guard axes.count == 2, axes[0].parameter != axes[1].parameter else {
      throw CommandError(.usage, "a map has two different sides; given are \(axes.map(\.name))")
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
    for contestant in scenario.runs {
      let entry = Catalog.optimizers.first { $0.info.id == contestant.optimizer.id }
      known += entry?.info.knobs.map(\.id) ?? []
    }
    if known.contains(name) { return .knob(name) }
    let letters = (try? Catalog.surface(scenario.surface))?.info.knobs.map(\.id) ?? []
    if letters.contains(name) { return .surface(name) }
    let all = known + letters + ["start_x", "start_y", "seed"]
    throw CommandError(.usage, "nothing here is called “\(name)”\(Lessons.suggestion(name, all))")
  }

  private func mergeShards() throws {
    var shares: [String] = []
    for path in merge {
      let bytes = try Lessons.readFile(of: path, limit: Limits.shardBytes)
      shares.append(String(decoding: bytes, as: UTF8.self))
    }
    let merged: String
    do throws(MergeError) {
      merged = try mergedMap(shares)
    } catch {
      let place = error.location.map { "\(merge[$0.share]):\($0.line): " } ?? ""
      throw CommandError(.dataError, place + error.description)
    }
    var output = try destination.open()
    try output.write(merged)
    try output.close()
  }
}
