/// A text that names a file with losses: a path, or a path and options such as `a.npz:z=loss`.
public struct FilePath: Sendable, Equatable {
  /// The path of the file.
  public let path: String
  /// The text after the colon; empty without options.
  public let options: String

  /// Splits a text at the last colon before its first `=`.
  public init(_ text: String) {
    guard let equals = text.firstIndex(of: "="),
      let colon = text[..<equals].lastIndex(of: ":"), colon > text.startIndex
    else {
      (path, options) = (text, "")
      return
    }
    (path, options) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
  }

  /// The name of the file, without directories and options.
  public var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The name of the file with the options, which fits where a path would be cut.
  public var shortText: String { options.isEmpty ? name : "\(name):\(options)" }

  /// The endings of the names of files with losses.
  public static let endings = [".h5", ".hdf5", ".npz", ".npy", ".csv", ".tsv", ".txt", ".json"]

  /// Whether the path ends like that of a file with losses.
  public var isLossFile: Bool {
    let name = path.lowercased()
    return Self.endings.contains { name.hasSuffix($0) && name.count > $0.count }
  }
}
