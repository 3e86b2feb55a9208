import Glibc

/// Reads the beginnings of files, which may be large.
enum FileBeginning {
  /// Returns the first bytes of a file, at most `limit`.
  ///
  /// - Throws: `CommandError` if the file cannot be read.
  static func read(_ path: String, limit: Int) throws(CommandError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .system(.noInput, "cannot read \(path)") }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .system(.noInput, "cannot read \(path)") }
    // A pipe has no size, and a file of /proc has size 0.
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    var bytes = try read(file, isRegular ? min(limit, Int(status.st_size)) : 0, path)
    while bytes.count < limit {
      let piece = try read(file, min(limit - bytes.count, 1 << 16), path)
      if piece.isEmpty { break }
      bytes += piece
    }
    return bytes
  }

  /// Reads until a number of bytes or the end.
  private static func read(
    _ file: Int32, _ size: Int, _ path: String
  ) throws(CommandError) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, code == 0 {
        let result = Glibc.read(file, buffer.baseAddress?.advanced(by: count), size - count)
        if result == 0 { return }
        if result > 0 { count += result } else if errno != EINTR { code = errno }
      }
    }
    if code != 0 { throw .system(.noInput, "cannot read \(path)", errno: code) }
    return bytes
  }
}
