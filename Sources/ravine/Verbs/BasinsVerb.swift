import ArgumentParser
import Engine
import Export

/// Where each start ends.
struct BasinsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "basins",
    abstract: "Map where each start ends: which minimum, a saddle, nowhere.",
    discussion: """
      A row for every start of a grid over --view-box. The outcome is the minimum by its number, \
      counted from left to right; “saddle”; “hallucinated”, where only the slope at w + ε \
      vanishes; “infinity”, or “elsewhere”.

      Examples:
        ravine basins --surface double-well --optimizer sam:rho=0.5 --format text
        ravine basins --surface himmelblau --eta 0.01 --format svg -o basins.svg
      """)

  @OptionGroup(title: "Settings") var settings: ExperimentOptions

  @Option(help: ArgumentHelp("How many starts, across and upright.", valueName: "nx × ny"))
  var grid: GridSize?

  @OptionGroup(title: "Map") var options: MapOptions

  @OptionGroup(title: "Output") var destination: OutputOptions

  func run() throws {
    try grid?.validate()
    let scenario = try settings.resolveScenario()
    let (columns, rows) = (grid?.columns ?? 64, grid?.rows ?? 32)
    let (x, y) = (scenario.view.x, scenario.view.y)
    let plans = try options.plans(
      scenario, Axis(.startX, x.lowerBound, x.upperBound, count: columns),
      Axis(.startY, y.lowerBound, y.upperBound, count: rows))
    let surface = try Catalog.surface(scenario.surface)
    let basins = Basins(surface, in: scenario.view)
    var output = try destination.open()
    try MapWriter(
      scenario: scenario, surface: surface, isLight: options.light,
      sweeps: plans, format: options.format, shard: options.shard,
      cores: options.cores ?? availableCores,
      cellLabels: { _, cells in cells.map { basins.outcome(of: $0).name } }
    ).write(to: &output)
    try output.close()
  }
}
