public import Engine

extension Limits {
  /// The maximum size in bytes of a lesson or configuration file.
  public static let fileBytes = 1_000_000
  /// The CPU seconds for parsing a file as YAML.
  ///
  /// A plain file of `fileBytes` takes half a second.
  public static let parseSeconds = 5.0
}
