import Glibc
public import Testing

private let hasAddressSanitizer = dlsym(nil, "__asan_init") != nil
private let hasThreadSanitizer = dlsym(nil, "__tsan_init") != nil

/// Whether this is built with a sanitizer, which takes more addresses than any limit would leave.
public let isSanitized = hasAddressSanitizer || hasThreadSanitizer

/// So many times longer than otherwise a program takes, by and large.
let slowdownFactor = hasThreadSanitizer ? 5 : hasAddressSanitizer ? 3 : 1

/// So many times longer than otherwise a program may take.
public let timeoutFactor = isSanitized ? 2 * slowdownFactor : 1

/// What tells a sanitizer of the built program what to do, for those who start it.
let sanitizerEnvironment: [String: String] = ["ASAN_OPTIONS", "TSAN_OPTIONS", "LD_PRELOAD"]
  .filter { _ in isSanitized }.reduce(into: [:]) { $0[$1] = getenv($1).map { String(cString: $0) } }

extension Trait where Self == ConditionTrait {
  /// For a test of how much memory is in use.
  public static var disabledUnderSanitizer: Self {
    .disabled(if: isSanitized, "a sanitizer keeps memory that was freed, and shadows all of it")
  }

  /// For a test of what is never given back.
  public static var requiresAddressSanitizer: Self {
    .enabled(if: hasAddressSanitizer, "only AddressSanitizer counts what is lost")
  }
}

/// A line of bash after which a program that asks for more memory does not get it.
public func memoryLimitCommand(megabytes: Int) -> String {
  guard isSanitized else { return "ulimit -v \(megabytes * 1000)" }
  return ["ASAN_OPTIONS", "TSAN_OPTIONS"].map {
    "export \($0)=\"${\($0)-}:hard_rss_limit_mb=\(megabytes)\""
  }.joined(separator: "; ")
}

/// A line of bash after which a program can write no file of more blocks of 1 kB.
public func fileSizeLimitCommand(blocks: Int) -> String {
  // ThreadSanitizer dies at its start of a file of its own that it could not write to the end, but
  // does without one that it could not open.
  (isSanitized ? "export TMPDIR=/nowhere; " : "") + "ulimit -f \(blocks)"
}
