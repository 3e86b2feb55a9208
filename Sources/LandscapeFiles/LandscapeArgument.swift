import Engine

/// Reads the first bytes of a file, at most `limit`.
public typealias LandscapeLoader = (
  _ path: String, _ limit: Int
) throws(LandscapeError) -> [UInt8]

/// A path of a landscape file with options.
public struct LandscapeArgument: Sendable {
  /// The path of the file.
  public let path: String
  let options: LandscapeOptions

  /// Parses `FILE` or `FILE:key=value,…`.
  ///
  /// - Throws: `LandscapeError` for an unknown option.
  public init(_ text: String) throws(LandscapeError) {
    let file = FilePath(text)
    path = file.path
    options = try LandscapeOptions(file.options[...])
  }
}
