import Glibc
public import Testing

private let hasAddressSanitizer = dlsym(nil, "__asan_init") != nil
private let hasThreadSanitizer = dlsym(nil, "__tsan_init") != nil

/// Whether the build has a sanitizer, whose shadow memory exceeds every address-space limit.
public let isSanitized = hasAddressSanitizer || hasThreadSanitizer

/// The typical slowdown of a program by the sanitizer.
let slowdownFactor = hasThreadSanitizer ? 5 : hasAddressSanitizer ? 3 : 1

/// The factor for timeouts, with which the tests pass beside a load of several processes per core.
public let timeoutFactor = 10 * slowdownFactor

/// The environment variables that configure the sanitizer of a child process.
let sanitizerEnvironment: [String: String] = ["ASAN_OPTIONS", "TSAN_OPTIONS", "LD_PRELOAD"]
  .filter { _ in isSanitized }.reduce(into: [:]) { $0[$1] = getenv($1).map { String(cString: $0) } }

extension Trait where Self == ConditionTrait {
  /// Disables a test of memory use under a sanitizer.
  public static var disabledUnderSanitizer: Self {
    .disabled(if: isSanitized, "a sanitizer delays the release of memory and adds shadow memory")
  }

  /// Enables a test of memory leaks only under AddressSanitizer.
  public static var requiresAddressSanitizer: Self {
    .enabled(if: hasAddressSanitizer, "only AddressSanitizer detects leaks")
  }
}

/// Returns a bash command that limits the memory of later commands.
public func memoryLimitCommand(megabytes: Int) -> String {
  guard isSanitized else { return "ulimit -v \(megabytes * 1000)" }
  return ["ASAN_OPTIONS", "TSAN_OPTIONS"].map {
    "export \($0)=\"${\($0)-}:hard_rss_limit_mb=\(megabytes)\""
  }.joined(separator: "; ")
}

/// Returns a bash command that limits the size of files, in blocks of 1 kB.
public func fileSizeLimitCommand(blocks: Int) -> String {
  // ThreadSanitizer aborts at startup if the write of its temporary file fails, but continues if
  // the file cannot be opened.
  (isSanitized ? "export TMPDIR=/nowhere; " : "") + "ulimit -f \(blocks)"
}
