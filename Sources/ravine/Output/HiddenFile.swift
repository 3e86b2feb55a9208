import Glibc
import Synchronization
import TerminalShell

/// A hidden file with unfinished contents, `.ravine-PID-N`, which a fatal signal removes.
///
/// The file is locked while it is open, so that other processes can recognize a file whose process
/// is gone, also on a file system that machines share.
struct HiddenFile: ~Copyable {
  /// The path of the file.
  let path: String
  /// The descriptor for writing.
  let descriptor: FileDescriptor
  private let registration: TemporaryFile
  /// The number of files of this process; a path is never used twice.
  private static let count = Atomic(0)

  /// Creates a file in a directory, whose path is empty or ends in a slash.
  ///
  /// Removes the files of processes that were killed. Skips names that exist.
  ///
  /// - Throws: `SystemError` if the file cannot be created.
  init(in directory: String) throws(SystemError) {
    Self.removeAbandonedFiles(in: directory)
    for _ in 0..<1000 {
      let number = Self.count.add(1, ordering: .relaxed).newValue
      let path = "\(directory).ravine-\(getpid())-\(number)"
      let registration = TemporaryFile(path)
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      if descriptor >= 0 {
        if Self.lock(descriptor, path) {
          self.path = path
          self.descriptor = FileDescriptor(descriptor)
          self.registration = registration
          return
        }
        close(descriptor)
        continue
      }
      guard errno == EEXIST else { break }
    }
    throw SystemError(code: errno)
  }

  /// Locks a new file; returns false if another process has removed the file meanwhile.
  ///
  /// A file system without locks is not an error, because the lock only protects the file from
  /// `removeAbandonedFiles`, which then removes no file.
  private static func lock(_ descriptor: Int32, _ path: String) -> Bool {
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { return false }
    var (opened, named) = (stat(), stat())
    return fstat(descriptor, &opened) == 0 && lstat(path, &named) == 0
      && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }

  /// Removes the files of this user whose processes are gone; errors are ignored.
  private static func removeAbandonedFiles(in directory: String) {
    guard let stream = opendir(directory.isEmpty ? "." : directory) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.wholeMatch(of: /\.ravine-[0-9]+-[0-9]+/) != nil else { continue }
      let path = directory + name
      let descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        status.st_uid == geteuid(), flock(descriptor, LOCK_EX | LOCK_NB) == 0
      else { continue }
      unlink(path)
    }
  }

  /// Closes and removes the file; does nothing to a renamed file.
  deinit {
    Glibc.close(descriptor.rawValue)
    unlink(path)
  }
}
