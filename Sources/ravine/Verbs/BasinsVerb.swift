import ArgumentParser
import Engine
import Export
import Lessons

/// The verb `basins`, which maps basins of attraction.
struct BasinsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "basins",
    abstract: "Map the basins of attraction: the minimum that each start reaches.",
    discussion: """
      The output has one row per start on a grid over --view-box, on a profile along x. The outcome is the attractor \
      that encloses or holds the end of the run: a “minimum”, a “kink” (a minimum where the \
      gradient jumps), a “valley” or a “ring” of minima, numbered from left to right. Other \
      outcomes are “saddle”; “hallucinated”, where the gradient vanishes at w + ε but not at w; \
      “5-cycle”, or “cycle” for a motion without a period, around several attractors or no known \
      one; “elsewhere”, at rest at no known attractor; “still moving” at the last step; \
      “infinity”; “undefined”, where the loss is NaN; and on a landscape “left the data” and \
      “hole”.

      Examples:
        ravine basins --surface double-well --optimizer sam:rho=0.5 --format text
        ravine basins --surface himmelblau --eta 0.01 -o basins.svg
      """)

  @OptionGroup(title: "Settings") var settings: ExperimentOptions

  @Option(
    help: ArgumentHelp("The number of starts, horizontally and vertically.", valueName: "nx × ny"))
  var grid: GridSize?

  @OptionGroup(title: "Map") var options: MapOptions

  @OptionGroup(title: "Output") var destination: OutputOptions

  func validate() throws { _ = try options.format(of: destination) }

  func run() throws {
    try grid?.validate()
    let format = try options.format(of: destination)
    let scenario = try settings.resolveScenario()
    guard scenario.surface.source.problem == nil else {
      throw CommandError(
        .usage,
        "basins needs a surface; the runs of lesson \(scenario.id) start where its problem says")
    }
    let surface = try Catalog.surface(scenario.surface)
    let axes = try axes(of: surface, in: scenario.view)
    let plans = try options.plans(scenario) { _ in axes }
    let basins = Basins(surface, in: scenario.view)
    let cores = options.cores ?? availableCores
    var output = try destination.open()
    try MapWriter(
      scenario: scenario, surface: surface, isLight: options.light, axes: axes.map(\.name),
      sweeps: plans, format: format, figure: options.figure, shard: options.shard,
      cores: cores, memory: settings.memoryBudget,
      cellLabels: { basins.outcomes(of: $1, cores: cores).map(\.name) }
    ).write(to: &output)
    try output.close()
  }

  /// Returns the axes of the starts: x and y, on a profile x alone.
  private func axes(
    of surface: AnySurface, in view: Region
  ) throws(CommandError) -> [Axis] {
    let x = Axis(.startX, view.x.lowerBound, view.x.upperBound, count: grid?.columns ?? 64)
    guard surface.isProfile else {
      return [
        x, Axis(.startY, view.y.lowerBound, view.y.upperBound, count: grid?.rows ?? 32),
      ]
    }
    guard grid?.rows ?? 1 == 1 else {
      throw CommandError(
        .usage, "the starts on a profile vary along x only: give --grid \(x.count)x1")
    }
    return [x]
  }
}
