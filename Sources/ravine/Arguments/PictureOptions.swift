import ArgumentParser
import Drawing
import Engine
import Interface
import Lessons

/// The display options of a frame that is drawn without a terminal.
struct PictureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The size in terminal cells.", valueName: "columns x rows"))
  var size: SizeArgument?

  @Option(help: "The view to draw (default: map; side with --split or --compare).")
  var view: ViewName?

  @Option(help: "The colours of the terminal that will display the output.")
  var color: Display.Depth?

  @Option(help: "The characters to draw with.")
  var glyphs: Display.Glyphs = .unicode

  @Option(help: "The colour map of the surface.")
  var map: Display.ColorMap = .viridis

  @Flag(help: "Draw for a light background.")
  var light = false

  func validate() throws {
    let sides = Limits.pictureSide
    guard let size = size?.size, !sides.contains(size.columns) || !sides.contains(size.rows) else {
      return
    }
    let (low, high) = (sides.lowerBound, sides.upperBound)
    throw ValidationError("--size must be from \(low)x\(low) to \(high)x\(high).")
  }

  /// Returns the initial state of a lesson with these display options.
  ///
  /// - Parameters:
  ///   - scenario: The lesson.
  ///   - depth: The colours without `--color`.
  ///   - preferences: The preferences.
  ///   - size: The size without `--size`.
  /// - Returns: The state.
  /// - Throws: `CommandError` if the catalog rejects the lesson's experiment.
  func makeState(
    _ scenario: Scenario, depth: Display.Depth, _ preferences: Preferences,
    size: Size = Size(rows: 24, columns: 80)
  ) throws(CommandError) -> AppState {
    do throws(EngineError) {
      return try AppState(
        scenario: scenario, gallery: [], size: self.size?.size ?? size,
        display: Display(depth: color ?? depth, glyphs: glyphs, map: map, light: light),
        preferences: preferences, lessonIDs: LessonFiles.ids)
    } catch {
      throw CommandError(.dataError, error.description)
    }
  }
}

/// A view on the command line.
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

/// A size on the command line, columns by rows: `100x30`.
struct SizeArgument: ExpressibleByArgument {
  let size: Size

  init?(argument: String) {
    let parts = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1] else { return nil }
    size = Size(rows: rows, columns: columns)
  }
}
