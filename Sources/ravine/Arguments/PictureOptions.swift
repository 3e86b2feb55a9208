import ArgumentParser
import Drawing
import Engine
import Interface

/// How a frame is drawn where there is no terminal to ask.
struct PictureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Columns and rows, as of a terminal.", valueName: "columns x rows"))
  var size: SizeArgument?

  @Option(help: "What to show.")
  var view = ViewName.map

  @Option(help: "The colours of the terminal that will show it.")
  var color: Display.Depth?

  @Option(help: "The characters to draw with.")
  var glyphs: Display.Glyphs = .unicode

  @Option(help: "The colour map of the surface.")
  var map: Display.ColorMap = .viridis

  @Flag(help: "On a light background.")
  var light = false

  func validate() throws {
    let sides = Limits.pictureSide
    guard let size = size?.size, !sides.contains(size.columns) || !sides.contains(size.rows) else {
      return
    }
    let (low, high) = (sides.lowerBound, sides.upperBound)
    throw ValidationError("--size takes \(low)x\(low) to \(high)x\(high).")
  }

  /// The lesson in its opening state, as large as is asked for.
  ///
  /// - Parameters:
  ///   - scenario: The lesson.
  ///   - depth: The colours where none are asked for.
  ///   - size: The size where none is asked for.
  /// - Returns: The state.
  /// - Throws: `CommandError` if the catalogue does not know what the lesson names.
  func makeState(
    _ scenario: Scenario, depth: Display.Depth, size: Size = Size(rows: 24, columns: 80)
  ) throws(CommandError) -> AppState {
    do throws(EngineError) {
      return try AppState(
        scenario: scenario, gallery: [], size: self.size?.size ?? size,
        display: Display(depth: color ?? depth, glyphs: glyphs, map: map, light: light))
    } catch {
      throw CommandError(.dataError, error.description)
    }
  }
}

/// A view by the name that a user types.
enum ViewName: String, ExpressibleByArgument, CaseIterable {
  case map, side, plots, stability, relief, lesson

  var view: View {
    switch self {
    case .map: .map
    case .side: .sideBySide
    case .plots: .plots
    case .stability: .stability
    case .relief: .relief
    case .lesson: .lesson
    }
  }
}

/// `100x30` on the command line: columns, then rows.
struct SizeArgument: ExpressibleByArgument {
  let size: Size

  init?(argument: String) {
    let parts = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1] else { return nil }
    size = Size(rows: rows, columns: columns)
  }
}
