import ArgumentParser
import Drawing
import Engine
import Export
import Interface

/// One frame.
struct RenderVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Draw one moment as text, in colours, or as a figure (svg).",
    discussion: """
      text and ansi are what the full screen shows at that step; text is drawn without colour \
      unless --color asks for one. svg is a figure for a page or a slide, with axes, legend and \
      plots; there --size gives its shape, a column being 10 units and a row 20.

      Examples:
        ravine render xy1-three-stops --format svg -o three-stops.svg
        ravine render hyperbola-drift --step 300 --size 100x30 --view side
      """)

  @OptionGroup(title: "Settings") var settings: ExperimentOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The step to show; otherwise the last.", valueName: "n"))
  var step: Int?

  @Option(help: "text, ansi (text in colours), or svg.")
  var format = PictureFormat.text

  @OptionGroup(title: "Picture") var picture: PictureOptions
  @OptionGroup(title: "Output") var destination: OutputOptions

  func run() throws {
    let scenario = try settings.resolveScenario()
    if let step, !(0...scenario.steps).contains(step) {
      throw CommandError(.usage, "--step is \(step); the runs take 0 to \(scenario.steps)")
    }
    var output = try destination.open()
    var state = try picture.makeState(scenario, depth: format == .text ? .mono : .direct)
    state.show(step: step ?? scenario.steps, view: picture.view.view)
    if format != .svg {
      try withDataErrors { () throws(EngineError) in try state.completeSweeps() }
    }
    switch format {
    case .text: try output.write(plainText(of: render(state)))
    case .ansi: try output.write(ansiText(of: render(state), state.display))
    case .svg: try output.write(try svg(of: state))
    }
    try output.close()
  }

  private func svg(of state: AppState) throws(CommandError) -> String {
    var figure = try withDataErrors { () throws(EngineError) in try Figure(state) }
    if let size = picture.size?.size { figure.extent = (10 * size.columns, 20 * size.rows) }
    return figure.svg
  }

  private func withDataErrors<T>(_ ask: () throws(EngineError) -> T) throws(CommandError) -> T {
    do throws(EngineError) { return try ask() } catch { throw CommandError(.dataError, "\(error)") }
  }
}

enum PictureFormat: String, ExpressibleByArgument, CaseIterable {
  case text, ansi, svg
}
