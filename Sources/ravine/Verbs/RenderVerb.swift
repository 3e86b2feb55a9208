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
    abstract: "Draw one step as text, in colours (ansi), or as a figure (svg).",
    discussion: """
      text and ansi print the frame of the full screen at that step; text has no colours unless \
      --color sets them. svg is a figure for a page or a slide, with axes, legend and plots; a \
      column of its --size is 10 units wide, and a row 20 units high.

      Examples:
        ravine render xy1-three-stops --format svg -o three-stops.svg
        ravine render hyperbola-drift --step 300 --size 100x30 --view side
      """)

  @OptionGroup(title: "Settings") var settings: ExperimentOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The step to draw (default: the last).", valueName: "n"))
  var step: Int?

  @Option(help: "text, ansi (text in colours), or svg.")
  var format = PictureFormat.text

  @OptionGroup(title: "Picture") var picture: PictureOptions
  @OptionGroup(title: "Output") var destination: OutputOptions

  func run() throws {
    let scenario = try settings.resolveScenario()
    if scenario.comparison != nil, format == .svg {
      throw CommandError(.usage, "--compare is drawn as text or ansi, not as svg")
    }
    if let step, !(0...scenario.steps).contains(step) {
      throw CommandError(.usage, "--step must be from 0 to \(scenario.steps), not \(step)")
    }
    var output = try destination.open()
    let text = try withProgress("drawing") { try self.text(of: scenario) }
    try output.write(text)
    try output.close()
  }

  /// Returns the picture in the format.
  private func text(of scenario: Scenario) throws(CommandError) -> String {
    var state = try picture.makeState(
      scenario, depth: format == .text ? .mono : .direct, settings.preferences)
    state.show(
      step: step ?? scenario.steps,
      view: scenario.comparison == nil ? picture.view.view : .sideBySide)
    if format != .svg {
      try withDataErrors { () throws(EngineError) in try state.completeSweeps() }
    }
    switch format {
    case .text: return plainText(of: render(state))
    case .ansi: return ansiText(of: render(state), state.display)
    case .svg: return try svg(of: state)
    }
  }

  private func svg(of state: AppState) throws(CommandError) -> String {
    var figure = try withDataErrors { () throws(EngineError) in try Figure(state) }
    if let size = picture.size?.size { figure.extent = (10 * size.columns, 20 * size.rows) }
    return figure.svg
  }

  /// Calls `body`, and rethrows its `EngineError` as a data error.
  private func withDataErrors<T>(_ body: () throws(EngineError) -> T) throws(CommandError) -> T {
    do throws(EngineError) { return try body() } catch {
      throw CommandError(.dataError, "\(error)")
    }
  }
}

/// The output format of `render`.
enum PictureFormat: String, ExpressibleByArgument, CaseIterable {
  case text, ansi, svg
}
