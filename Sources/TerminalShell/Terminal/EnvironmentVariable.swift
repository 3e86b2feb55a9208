import Glibc

/// Returns the value of an environment variable; nil if the variable is not set.
func environmentVariable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}
