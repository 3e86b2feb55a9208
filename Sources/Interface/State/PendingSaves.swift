import Integers

/// The files that are being saved in the background, one after the other.
struct PendingSaves: Sendable, Equatable {
  /// The kinds of the files, the current one first.
  private(set) var kinds: [ExportKind] = []
  /// The completed fraction of the current file, if it takes longer than a moment.
  var fraction: Double?
  /// Whether the program quits once all files are saved.
  private(set) var quits = false

  /// The maximum number of files.
  static let maxCount = 8

  /// The progress in words; nil without a file.
  var text: String? {
    guard let kind = kinds.first else { return nil }
    return "saving the \(kind == .data ? "data" : "picture")\(percent)"
  }

  /// The progress in few columns.
  var shortText: String { "saving\(percent)" }

  private var percent: String { fraction.map { " \(Int(clamping: 100 * $0)) %" } ?? "" }

  /// Appends a file; returns false for too many files.
  mutating func append(_ kind: ExportKind) -> Bool {
    guard kinds.count < Self.maxCount else { return false }
    kinds.append(kind)
    return true
  }

  /// Removes the current file, which is complete.
  mutating func removeFirst() {
    if !kinds.isEmpty { kinds.removeFirst() }
    fraction = nil
  }

  /// Delays quitting until all files are saved, and returns the progress.
  ///
  /// Nil if the program should quit now: without a file, or if quitting is delayed already.
  mutating func delayQuit() -> String? {
    guard let text, !quits else { return nil }
    quits = true
    return text
  }
}
