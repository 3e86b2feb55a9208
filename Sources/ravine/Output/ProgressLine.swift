import Glibc

/// A line on standard error that says how far long work has come.
///
/// Shown only on a terminal, and only once the work has taken longer than a moment.
struct ProgressLine: ~Copyable {
  private static let delay = Duration.milliseconds(500)

  private let taskName: String
  private let total: Int
  private let startTime = ContinuousClock.now
  private let isTerminal = isatty(2) == 1
  private var width = 0

  init(_ what: String, of total: Int) {
    self.taskName = what
    self.total = total
  }

  /// Shows that so much is done.
  mutating func show(_ done: Int) {
    guard isTerminal, ContinuousClock.now - startTime > Self.delay else { return }
    redrawLine("\(taskName): " + Self.text(done, of: total, after: ContinuousClock.now - startTime))
  }

  /// How much is done, how fast, and how long the rest takes at that rate.
  static func text(_ done: Int, of total: Int, after time: Duration) -> String {
    let rate = Double(done) / (time / .seconds(1))
    guard done > 0, rate.isFinite else { return "\(done) of \(total)" }
    let left = Int((Double(max(0, total - done)) / rate).rounded(.up))
    let clock =
      left < 60 ? "\(left) s" : left < 3600 ? "\(left / 60) min" : "\(left / 3600) h"
    let pace = rate < 10 ? "\((rate * 10).rounded() / 10)" : "\(Int(rate))"
    return "\(done) of \(total), \(pace) a second, \(clock) left"
  }

  /// Takes the line away.
  mutating func clear() {
    guard width > 0 else { return }
    redrawLine("")
    redrawLine("")
  }

  private mutating func redrawLine(_ text: String) {
    let gap = String(repeating: " ", count: max(0, width - text.count))
    _ = try? FileDescriptor(2).writeAll("\r" + text + gap)
    width = text.count
  }
}
