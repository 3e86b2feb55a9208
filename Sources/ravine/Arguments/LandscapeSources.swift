import Engine
import Gallery
import Interface
import LandscapeFiles
import Synchronization

/// Landscape files that a command line names.
enum LandscapeSources {
  /// The last file that was read.
  private static let latest = Mutex<(text: String, landscape: Landscape)?>(nil)

  /// Returns the landscape of an argument such as `FILE` or `FILE:z=test_loss`.
  ///
  /// The last file is not read again.
  ///
  /// - Throws: `CommandError` if the file cannot be read.
  static func landscape(_ text: String) throws(CommandError) -> Landscape {
    if let latest = latest.withLock({ $0 }), latest.text == text { return latest.landscape }
    let landscape = try read(text)
    latest.withLock { $0 = (text, landscape) }
    return landscape
  }

  /// Returns the path of a training run in a file.
  ///
  /// - Throws: `CommandError` if the file cannot be read.
  static func trainingPath(_ text: String) throws(CommandError) -> TrainingPath {
    try read(text) { argument, load throws(LandscapeError) in
      try TrainingPath(text, argument, load: load)
    }
  }

  private static func read(_ text: String) throws(CommandError) -> Landscape {
    try read(text) { argument, load throws(LandscapeError) in try Landscape(argument, load: load) }
  }

  /// Parses the file that a text names.
  private static func read<Contents>(
    _ text: String,
    _ parse: (LandscapeArgument, LandscapeLoader) throws(LandscapeError) -> Contents
  ) throws(CommandError) -> Contents {
    var failure: (landscape: LandscapeError, command: CommandError)?
    do throws(LandscapeError) {
      return try parse(LandscapeArgument(text)) { path, limit throws(LandscapeError) in
        do throws(CommandError) {
          return try FileBeginning.read(path, limit: limit)
        } catch {
          if error.exitStatus == .noInput, let bytes = builtIn(path) {
            return Array(bytes.prefix(limit))
          }
          failure = (.unreadable(path), error)
          throw LandscapeError.unreadable(path)
        }
      }
    } catch {
      // A file beside the landscape may be absent.
      if let failure, failure.landscape == error { throw failure.command }
      throw CommandError(.dataError, "\(text): \(error)")
    }
  }

  /// Returns the landscape of a built-in lesson, which has no directory; nil for another path.
  ///
  /// So the command of a figure, and a copy of a lesson in any directory, find the landscape.
  private static func builtIn(_ path: String) -> [UInt8]? {
    landscapes[FilePath(path).name]
  }

  /// Returns the names of all losses in a landscape file; empty if the file cannot be read.
  static func losses(_ text: String) -> [String] { (try? landscape(text))?.losses ?? [] }

  /// Returns how other losses of a landscape file are chosen; empty without others.
  static func otherLosses(_ text: String) -> String {
    let losses = ((try? landscape(text))?.otherLosses ?? []).map { "z=\($0)" }
    guard losses.count > 3 else { return losses.joined(separator: ", ") }
    return losses.prefix(3).joined(separator: ", ") + ", …"
  }

  /// Returns the surface of a landscape file.
  ///
  /// - Throws: `CommandError` if the file cannot be read.
  static func source(_ text: String) throws(CommandError) -> SurfaceChoice.Source {
    source(text, try landscape(text))
  }

  private static func source(_ text: String, _ landscape: Landscape) -> SurfaceChoice.Source {
    .grid(text, landscape.grid, landscape.interpolation)
  }

  /// Reads the surface of a file, which may have changed since it was read before.
  @Sendable static func load(_ text: String) -> LoadedSurface {
    do throws(CommandError) {
      let landscape = try read(text)
      let source = source(text, landscape)
      // The catalog keeps the splines for the thread of the screen.
      _ = try? Catalog.surface(SurfaceChoice(source))
      return .source(source, otherLosses: landscape.otherLosses)
    } catch {
      return .failure(error.message.split(separator: "\n").first.map(String.init) ?? "")
    }
  }
}
