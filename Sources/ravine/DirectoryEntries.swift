import Glibc

/// Returns the sorted names in a directory; empty if the directory cannot be read.
func directoryEntries(of directory: String) -> [String] {
  guard let stream = opendir(directory.isEmpty ? "." : directory) else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    withUnsafeBytes(of: entry.pointee.d_name) {
      names.append(String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self))
    }
  }
  return names.sorted()
}

/// Returns whether a path is that of a directory.
func isDirectory(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Returns whether a path is that of a file with contents, such as no directory and no pipe.
func isRegularFile(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}

/// Returns the part of a path up to its last “/”; empty for a path without “/”.
func parentDirectory(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
}
