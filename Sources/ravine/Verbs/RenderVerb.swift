import ArgumentParser
import Drawing
import Engine
import Export
import Interface
import Lessons

/// The verb `render`, which draws one frame.
struct RenderVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Draw one step as text, in colours (ansi), or as a figure (svg, png).",
    discussion: """
      text and ansi print the frame of the full screen at that step; text has no colours unless \
      --color sets them. svg and png are the same figure for a page or a slide, with axes, legend \
      and plots; a column of its --size is 10 units wide, and a row 20 units high. A png has \
      --scale pixels per unit.

      Examples:
        ravine render xy1-three-stops -o three-stops.svg
        ravine render quad-split --title "SAM and GD" -o split.png
        ravine render hyperbola-drift --step 300 --size 100x30 --view side
      """)

  @OptionGroup(title: "Settings") var settings: ExperimentOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The step to draw (default: the last).", valueName: "n"))
  var step: Int?

  @Option(
    help: """
      text, ansi (text in colours), or a figure: svg or png (default: the ending of the file, or \
      text).
      """)
  var format: PictureFormat?

  @OptionGroup(title: "Problems") var problem: ProblemOptions
  @OptionGroup(title: "Map and plots") var screen: ScreenOptions
  @OptionGroup(title: "Figure") var figure: FigureOptions
  @OptionGroup(title: "Picture") var picture: PictureOptions
  @OptionGroup(title: "Output") var destination: OutputOptions

  func validate() throws {
    try figure.validate(for: chosenFormat)
    guard let view = picture.view, view != .side else { return }
    if settings.compare != nil {
      throw ValidationError("--compare shows maps side by side: remove --view \(view.rawValue).")
    }
    if screen.split != nil, view != .plots, view != .stability {
      throw ValidationError(
        "--split shows maps or plots side by side, or marks on the stability map: remove --view "
          + "\(view.rawValue), or choose side, plots or stability.")
    }
  }

  /// The format of the option, or of the ending of the file.
  private var chosenFormat: PictureFormat {
    get throws(ValidationError) { try destination.format(format, default: .text) }
  }

  func run() throws {
    let format = try chosenFormat
    let scenario = try problem.scenario(settings) ?? settings.resolveScenario()
    if let step, !(0...scenario.steps).contains(step) {
      throw CommandError(.usage, "--step must be from 0 to \(scenario.steps), not \(step)")
    }
    var output = try destination.open()
    try draw(scenario, as: format, to: &output)
    try output.close()
  }

  /// Writes the picture in the format.
  private func draw(
    _ scenario: Scenario, as format: PictureFormat, to output: inout Output
  ) throws {
    var state = try picture.makeState(
      scenario, depth: format == .text ? .mono : .direct, settings.preferences)
    state.show(
      step: step ?? scenario.steps,
      view: scenario.comparison == nil ? picture.view?.view ?? .map : .sideBySide)
    var values = screen.values.merging(problem.screenValues) { value, _ in value }
    if screen.split != nil, let view = picture.view { values["view"] = view.rawValue }
    if let message = state.restore(values, changing: { $0 }) {
      throw ScreenOptions.error(message, values)
    }
    state.completeProblem()
    if case .figure(let format) = format {
      let figure = try withProgress("drawing") { try self.figure(of: state) }
      return try self.figure.write(figure, as: format, to: &output)
    }
    try withProgress("drawing") {
      try withDataErrors { () throws(EngineError) in try state.completeSweeps() }
    }
    let frame = Interface.render(state)
    try output.write(format == .text ? plainText(of: frame) : ansiText(of: frame, state.display))
  }

  private func figure(of state: AppState) throws(CommandError) -> Figure {
    var figure = try withDataErrors { () throws(EngineError) in try Figure(state) }
    if let size = picture.size?.size { figure.extent = (10 * size.columns, 20 * size.rows) }
    return figure
  }

  /// Calls `body`, and rethrows its `EngineError` as a data error.
  private func withDataErrors<T>(_ body: () throws(EngineError) -> T) throws(CommandError) -> T {
    do throws(EngineError) { return try body() } catch {
      throw CommandError(.dataError, "\(error)")
    }
  }
}
