import Glibc

/// A progress line on stderr.
///
/// The line appears only on a terminal, after `delay`.
struct ProgressLine: ~Copyable {
  private static let delay = Duration.milliseconds(500)

  private let taskName: String
  private let total: Int
  private let startTime = ContinuousClock.now
  private let isTerminal = isatty(2) == 1
  private var width = 0

  /// Creates the line of a task; nothing is shown yet.
  init(_ taskName: String, of total: Int) {
    self.taskName = taskName
    self.total = total
  }

  /// Shows the number of completed items.
  mutating func show(_ done: Int) {
    guard isTerminal, ContinuousClock.now - startTime > Self.delay else { return }
    redrawLine("\(taskName): " + Self.text(done, of: total, after: ContinuousClock.now - startTime))
  }

  /// Returns the progress, the rate, and the remaining time at that rate.
  static func text(_ done: Int, of total: Int, after time: Duration) -> String {
    let rate = Double(done) / (time / .seconds(1))
    guard done > 0, rate.isFinite else { return "\(done) of \(total)" }
    let seconds = Int((Double(max(0, total - done)) / rate).rounded(.up))
    let remaining =
      seconds < 60
      ? "\(seconds) s" : seconds < 3600 ? "\(seconds / 60) min" : "\(seconds / 3600) h"
    let rateText = rate < 10 ? "\((rate * 10).rounded() / 10)" : "\(Int(rate))"
    return "\(done) of \(total), \(rateText) per second, \(remaining) left"
  }

  /// Erases the line.
  mutating func clear() {
    guard width > 0 else { return }
    redrawLine("")
    redrawLine("")
  }

  private mutating func redrawLine(_ text: String) {
    let padding = String(repeating: " ", count: max(0, width - text.count))
    _ = try? FileDescriptor(2).writeAll("\r" + text + padding)
    width = text.count
  }
}
