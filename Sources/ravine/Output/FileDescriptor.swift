import Glibc

/// An open file of the system, written whole or not at all.
struct FileDescriptor {
  let rawValue: Int32

  init(_ number: Int32) { self.rawValue = number }

  /// Writes all of the text.
  ///
  /// - Throws: `SystemError` with the system's reason.
  func writeAll(_ text: String) throws(SystemError) {
    var text = text
    let failure: Int32? = text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(rawValue, rest.baseAddress, rest.count)
        if count >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno == EAGAIN {
          // Standard output may be shared with someone who made it non-blocking.
          var waiting = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
          poll(&waiting, 1, -1)
        } else if errno != EINTR {
          return errno
        }
      }
      return nil
    }
    if let failure { throw SystemError(code: failure) }
  }
}

/// The system's reason for a call that failed.
struct SystemError: Error {
  let code: Int32
}
