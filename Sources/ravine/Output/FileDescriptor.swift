import Glibc

/// The descriptor of an open file.
struct FileDescriptor {
  let rawValue: Int32

  /// Wraps a descriptor.
  init(_ rawValue: Int32) { self.rawValue = rawValue }

  /// Writes all bytes of the text, also to a non-blocking descriptor.
  ///
  /// - Throws: `SystemError` if a write fails.
  func writeAll(_ text: String) throws(SystemError) {
    var text = text
    if let failure = text.withUTF8({ writeAll(UnsafeRawBufferPointer($0)) }) {
      throw SystemError(code: failure)
    }
  }

  /// Writes all bytes, also to a non-blocking descriptor.
  ///
  /// - Throws: `SystemError` if a write fails.
  func writeAll(_ bytes: [UInt8]) throws(SystemError) {
    if let failure = bytes.withUnsafeBytes(writeAll) { throw SystemError(code: failure) }
  }

  /// Writes all bytes; returns the value of `errno` of a failed write, or nil.
  private func writeAll(_ bytes: UnsafeRawBufferPointer) -> Int32? {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(rawValue, rest.baseAddress, rest.count)
      if count >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if errno == EAGAIN {
        // Another process that shares stdout may have made it non-blocking.
        var waiting = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}

/// The error of a failed system call.
struct SystemError: Error {
  /// The value of `errno`.
  let code: Int32
}
