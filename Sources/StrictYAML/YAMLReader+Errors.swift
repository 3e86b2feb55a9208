// A reader that collects errors continues after an invalid part, up to `throwNoted`.
extension YAMLReader {
  /// Returns the value of a part of the file; nil for an invalid part, whose error is noted.
  ///
  /// Only for a reader that collects errors.
  public func attempt<T>(_ parse: @autoclosure () throws(YAMLFileError) -> T) -> T? {
    assert(collectsErrors)
    do throws(YAMLFileError) { return try parse() } catch {
      log.append(error)
      return nil
    }
  }

  /// Notes an error, or throws it if the reader does not collect errors.
  public func note(_ error: YAMLFileError) throws(YAMLFileError) {
    guard collectsErrors else { throw error }
    log.append(error)
  }

  /// Throws the noted errors, in the order of the file, as one error.
  public func throwNoted() throws(YAMLFileError) {
    let sorted = log.errors.enumerated().sorted { a, b in
      (a.element.line, a.element.column, a.offset) < (b.element.line, b.element.column, b.offset)
    }.map(\.element)
    guard var first = sorted.first else { return }
    first.further = Array(sorted.dropFirst())
    throw first
  }
}
