import SafeText

/// The reason why files cannot be merged into one map.
public struct MergeError: Error, CustomStringConvertible {
  /// The message, without the name of the file.
  public let description: String
  /// The index of the file, from 0, and the line, from 1; nil if the error concerns all files.
  public let location: (shard: Int, line: Int)?

  init(_ description: String, shard: Int? = nil, line: Int = 1) {
    self.description = description
    location = shard.map { ($0, line) }
  }
}

/// Whether a line contains no scalar that could control a terminal.
func isPrintable(_ line: Substring) -> Bool { line.unicodeScalars.allSatisfy(\.isSafe) }
