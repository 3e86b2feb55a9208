import Glibc
import Integers
import Synchronization
import TerminalShell

/// A progress line on stderr, which any thread may update.
///
/// The line appears only on a terminal, after one second, and then changes at least once per
/// second, also while a single item takes long.
final class ProgressLine: Sendable {
  private struct Contents {
    var done = 0
    var width = 0
    var isCleared = false
  }

  private let taskName: String
  private let total: Int
  private let startTime = ContinuousClock.now
  private let isTerminal = isatty(2) == 1
  private let contents = Mutex(Contents())

  /// Creates the line of a task; nothing is shown yet.
  ///
  /// The line of a task with one item shows the elapsed time instead of the items.
  init(_ taskName: String, of total: Int = 1) {
    self.taskName = taskName
    self.total = total
    if isTerminal { redrawLater() }
  }

  /// Draws the line once per second until it is cleared, on a thread of its own.
  ///
  /// A dispatch queue would need file descriptors. Without a thread, the line changes only with the
  /// number of items.
  private func redrawLater() {
    _ = startThread { [weak self] in
      repeat { usleep(1_000_000) } while self?.redrawUnlessCleared() == true
    }
  }

  /// Draws the line; returns false if it is cleared.
  private func redrawUnlessCleared() -> Bool {
    guard !contents.withLock(\.isCleared) else { return false }
    redraw()
    return true
  }

  /// Sets the number of completed items.
  func show(_ done: Int) {
    contents.withLock { $0.done = done }
    redraw()
  }

  /// Adds to the number of completed items.
  @Sendable func add(_ count: Int) {
    contents.withLock { $0.done += count }
    redraw()
  }

  /// Erases the line for good.
  func clear() {
    contents.withLock { contents in
      contents.isCleared = true
      guard contents.width > 0 else { return }
      Self.write("", &contents.width)
      Self.write("", &contents.width)
    }
  }

  private func redraw() {
    let time = startTime.duration(to: .now)
    guard isTerminal, time >= .seconds(1) else { return }
    contents.withLock { contents in
      guard !contents.isCleared else { return }
      let text = Self.text(contents.done, of: total, after: time)
      Self.write("\(taskName): \(text)", &contents.width)
    }
  }

  /// Returns the progress, the rate, and the remaining time at that rate.
  static func text(_ done: Int, of total: Int, after time: Duration) -> String {
    let seconds = time / .seconds(1)
    if total == 1 { return durationText(seconds) }
    let rate = Double(done) / seconds
    guard done > 0, rate.isFinite else {
      return "\(done) of \(total), \(durationText(seconds)) so far"
    }
    let remaining = durationText((Double(max(0, total - done)) / rate).rounded(.up))
    let rateText = rate < 10 ? "\((rate * 10).rounded() / 10)" : "\(Int(clamping: rate))"
    return "\(done) of \(total), \(rateText) per second, \(remaining) left"
  }

  private static func durationText(_ seconds: Double) -> String {
    let seconds = Int(clamping: seconds)
    return seconds < 60
      ? "\(seconds) s" : seconds < 3600 ? "\(seconds / 60) min" : "\(seconds / 3600) h"
  }

  private static func write(_ text: String, _ width: inout Int) {
    let padding = String(repeating: " ", count: max(0, width - text.count))
    _ = try? FileDescriptor(2).writeAll("\r" + text + padding)
    width = text.count
  }
}

/// Shows the elapsed time of work that takes longer than a second.
func withProgress<Result, Failure: Error>(
  _ taskName: String, _ work: () throws(Failure) -> Result
) throws(Failure) -> Result {
  let progress = ProgressLine(taskName)
  defer { progress.clear() }
  return try work()
}
