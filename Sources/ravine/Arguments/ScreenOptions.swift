import ArgumentParser
import Interface

/// The options of a map, its runs and its plots, which `ScreenSetting` validates.
struct ScreenOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Compare 2 to 4 values of a hyperparameter side by side: on maps, or with --view plots.",
      valueName: "name=value,value…"))
  var split: String?

  @Option(help: "The colours of the map: loss, sharpness, gradient or basins.")
  var field: String?

  @Option(help: "The scale of the colours: log, linear or rank.")
  var colorScale: String?

  @Option(
    help: ArgumentHelp(
      "The visible overlays: contours, valley, predictions, ascent-steps, inspector; or none.",
      valueName: "overlay,…"))
  var overlays: String?

  @Option(help: "The number of past steps that a trail shows: 0, 10, 50, 250 or all.")
  var trail: String?

  @Option(
    help:
      "The plot beside the map: loss, gradient, sharpness, distance, angle, amplitude, test or accuracy."
  )
  var plot: String?

  @Option(help: ArgumentHelp("The names of hidden runs.", valueName: "run,…"))
  var hide: String?

  @Option(help: ArgumentHelp("The name of the focused run.", valueName: "run"))
  var focus: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The viewpoint of the relief, in degrees, and its magnification.",
      valueName: "yaw,pitch[,zoom]"))
  var orbit: String?

  @Flag(help: "Fill the screen with the view.")
  var whole = false

  /// The values of `ScreenSetting.all` by their ids.
  var values: [String: String] {
    let values = [
      "split": split, "field": field, "color-scale": colorScale,
      "overlays": overlays,
      "trail": trail, "plot": plot, "hide": hide, "focus": focus, "orbit": orbit,
      "whole": whole ? "" : nil,
    ]
    return values.compactMapValues(\.self)
  }

  /// Returns the error of a value with a message, which begins with the option or names the value.
  static func error(_ message: String, _ values: [String: String]) -> CommandError {
    let names = values.keys.contains { message.hasPrefix("\($0) ") }
    return CommandError(.usage, names ? "--\(message)" : message)
  }
}

/// The options of the time, the view and the keys of the full screen.
struct SessionOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Open at this step, paused.", valueName: "n"))
  var step: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Open at this card, by its number; 0 shows no card.", valueName: "n"))
  var card: String?

  @Option(help: "The unit of time: steps or evaluations.")
  var clock: String?

  @Option(help: "The view: map, side, plots, stability, relief or lesson.")
  var view: String?

  @Option(
    help: ArgumentHelp(
      "The parameter that the arrow keys change; surface.a for a parameter of the surface.",
      valueName: "name"))
  var parameter: String?

  @Flag(help: "Keep the focused run inside the map.")
  var follow = false

  @Option(help: "The factor on the speed of the playback.")
  var speed: String?

  /// The values of `ScreenSetting.all` by their ids.
  var values: [String: String] {
    let values = [
      "step": step, "card": card, "clock": clock, "view": view, "parameter": parameter,
      "follow": follow ? "" : nil, "speed": speed,
    ]
    return values.compactMapValues(\.self)
  }
}
