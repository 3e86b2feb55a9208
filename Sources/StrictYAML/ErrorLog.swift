/// The errors of a file, in the order of their discovery.
final class ErrorLog {
  private(set) var errors: [YAMLFileError] = []

  /// Appends an error, unless it is known.
  func append(_ error: YAMLFileError) {
    if !errors.contains(error) { errors.append(error) }
  }
}
