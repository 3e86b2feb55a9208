public import ArgumentParser
import Engine
public import Export

/// The verb `export`, which writes a surface for another program.
struct ExportVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the losses of a surface, or of a plane of a problem, as npz, csv, obj or stl.",
    discussion: """
      npz has the arrays x, y and z for numpy; the rows of z are y. csv has a line per point. obj is \
      a relief with axes for 3-D programs; stl is a solid on a base, 100 mm wide, for 3-D printers. \
      Reliefs of positive losses over more than three decades are logarithmic, and open where the \
      surface has no loss.

      A landscape file is written at its own points, unless --grid or --view-box is given.

      With --problem, the losses are those of a plane: the runs choose it, and the region contains \
      their paths. npz then also has the plane, origin + x*axis1 + y*axis2, and of each run the \
      arrays RUN_step, RUN_x, RUN_y, RUN_loss and RUN_distance, its distance from the plane. With \
      --line, the losses are those of the straight line between two iterates, a profile over 0 to 1; \
      the barrier, the largest loss minus the larger loss of the ends, is printed.

      Examples:
        ravine export hyperbola -o hyperbola.npz
        ravine export '(x*y - 1)^2' --view-box 0:3,0:2 --format csv
        ravine export --problem digits --optimizer gd,sam --steps 300 -o digits.npz
        ravine export --problem digits --optimizer gd,sam --line gd:sam -o line.npz
      """)

  @Argument(
    help: ArgumentHelp(
      "The id of a surface, a formula in x and y, or a landscape file.",
      valueName: "surface"),
    completion: .surface)
  var surface: String?

  @Option(
    help: ArgumentHelp(
      "The value of a parameter of the surface, formula or problem; repeatable.",
      valueName: "name=value"),
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

  @Option(
    help: ArgumentHelp(
      "The losses on the straight line between two iterates of runs on a problem.",
      valueName: "run[@step]:run[@step]"))
  var line: String?

  @Flag(
    help: "Leave out the origin and the axes of the plane, which are as long as the parameters.")
  var withoutAxes = false

  @OptionGroup(title: "Problems") var problem: ProblemOptions

  @OptionGroup(title: "Runs on a problem") var runs: ProblemRunOptions

  @OptionGroup(title: "Output") var destination: OutputOptions

  func validate() throws {
    if surface == nil, problem.problem == nil {
      throw ValidationError("Give a surface or --problem.")
    }
    if surface != nil, problem.problem != nil {
      throw ValidationError("Give either a surface or --problem.")
    }
    if problem.problem == nil, line != nil { throw ValidationError("--line needs --problem.") }
    if problem.problem == nil, withoutAxes {
      throw ValidationError("--without-axes needs --problem.")
    }
    if problem.problem == nil, let name = runs.firstSet {
      throw ValidationError("\(name) needs --problem.")
    }
    _ = try chosenFormat
  }

  /// The format of the option, or of the ending of the file.
  private var chosenFormat: LossGrid.Format {
    get throws(ValidationError) { try destination.format(format, default: .csv) }
  }

  func run() throws {
    try validateGrid()
    try write(losses(), as: chosenFormat)
  }

  private func losses() throws(CommandError) -> LossGrid {
    if let id = problem.problem {
      if let line { return try losses(onProblem: id, between: line) }
      return try losses(onProblem: id)
    }
    let choice = try SurfaceChoice(argument: surface ?? "", set)
    return losses(
      of: try withUsageErrors { () throws(EngineError) in try Catalog.surface(choice) })
  }

  private func write(_ losses: LossGrid, as format: LossGrid.Format) throws(CommandError) {
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
}

extension LossGrid.Format: ExpressibleByArgument {}
