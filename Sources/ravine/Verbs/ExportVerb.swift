public import ArgumentParser
import Engine
public import Export

/// The verb `export`, which writes a surface for another program.
struct ExportVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the losses of a surface as npz, csv, obj or stl.",
    discussion: """
      npz has the arrays x, y and z for numpy; the rows of z are y. csv has a line per point. obj is \
      a relief with axes for 3-D programs; stl is a solid on a base, 100 mm wide, for 3-D printers. \
      Reliefs of positive losses over more than three decades are logarithmic, and open where the \
      surface has no loss.

      A landscape file is written at its own points, unless --grid or --view-box is given.

      Examples:
        ravine export hyperbola -o hyperbola.npz
        ravine export '(x*y - 1)^2' --view-box 0:3,0:2 --format csv
      """)

  @Argument(
    help: ArgumentHelp(
      "The id of a surface, a formula in x and y, or a landscape file.",
      valueName: "surface"),
    completion: .surface)
  var surface: String

  @Option(
    help: ArgumentHelp(
      "The value of a parameter of the surface or formula; repeatable.", valueName: "name=value"),
    completion: .surfaceKnobs)
  var set: [Assignment] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The region of the plane.", valueName: "x0:x1,y0:y1"))
  var viewBox: ViewBox?

  @Option(
    help: ArgumentHelp(
      "The number of points, horizontally and vertically (default: 101x101).",
      valueName: "nx × ny"))
  var grid: GridSize?

  @Option(help: "npz, csv, obj or stl (default: the ending of the file, or csv).")
  var format: LossGrid.Format?

  @OptionGroup(title: "Output") var destination: OutputOptions

  func run() throws {
    try validateGrid()
    let choice = try SurfaceChoice(argument: surface, set)
    let surface = try withUsageErrors { () throws(EngineError) in try Catalog.surface(choice) }
    let losses = losses(of: surface)
    let format = format ?? formatOfFile ?? .csv
    guard losses.y.count > 1 || format.acceptsProfiles else {
      throw CommandError(.usage, "a profile has no relief; write it as npz or csv")
    }
    guard losses.values.contains(where: \.isFinite) else {
      throw CommandError(
        .dataError, "no point of the grid has a loss: all lie outside the domain or the data")
    }
    var output = try destination.open()
    if !format.isText { try output.requireFile(for: format.rawValue) }
    try output.write(losses.bytes(format))
    try output.close()
    let open = losses.openCellCount
    if open > 0, !format.acceptsProfiles {
      printToStderr(
        "ravine: warning: \(open) of \((losses.x.count - 1) * (losses.y.count - 1)) cells have a "
          + "corner without a loss and are open in the \(format.rawValue)")
    }
  }

  private func validateGrid() throws(CommandError) {
    guard let grid else { return }
    try grid.validate()
    guard grid.columns >= 2, grid.rows >= 2 else {
      throw CommandError(
        .usage, "--grid needs at least 2x2 points, not \(grid.columns)x\(grid.rows)")
    }
  }

  private func losses(of surface: AnySurface) -> LossGrid {
    if let file = surface.choice.source.grid, grid == nil, viewBox == nil { return LossGrid(file) }
    return LossGrid(
      surface, over: viewBox?.frame ?? surface.info.frame, columns: grid?.columns ?? 101,
      rows: grid?.rows ?? 101)
  }

  /// The format that the ending of the output file names.
  private var formatOfFile: LossGrid.Format? {
    destination.output?.split(separator: ".").last.flatMap {
      LossGrid.Format(rawValue: $0.lowercased())
    }
  }
}

extension LossGrid.Format: ExpressibleByArgument {}
