import Engine
import LandscapeFiles
import Synchronization

/// Landscape files that a command line names.
enum LandscapeSources {
  private static let landscapes = Mutex<[String: Landscape]>([:])

  /// Returns the landscape of an argument such as `FILE` or `FILE:z=test_loss`; reads a file once.
  ///
  /// - Throws: `CommandError` if the file cannot be read.
  static func landscape(_ text: String) throws(CommandError) -> Landscape {
    if let landscape = landscapes.withLock({ $0[text] }) { return landscape }
    var failure: CommandError?
    let landscape: Landscape
    do throws(LandscapeError) {
      landscape = try Landscape(try LandscapeArgument(text)) { path throws(LandscapeError) in
        do throws(CommandError) {
          return try LessonFiles.readFile(at: path, limit: 1 << 30)
        } catch {
          failure = error
          throw LandscapeError.unreadable(path)
        }
      }
    } catch {
      throw failure ?? CommandError(.dataError, "\(text): \(error)")
    }
    landscapes.withLock { $0[text] = landscape }
    return landscape
  }

  /// Returns the surface of a landscape file.
  ///
  /// - Throws: `CommandError` if the file cannot be read.
  static func source(_ text: String) throws(CommandError) -> SurfaceChoice.Source {
    let landscape = try landscape(text)
    return .grid(text, landscape.grid, landscape.interpolation)
  }
}
