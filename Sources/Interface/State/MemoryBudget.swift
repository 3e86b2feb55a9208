/// The memory that recorded steps may take.
public struct MemoryBudget: Sendable, Hashable {
  /// The number of bytes.
  public var bytes: Int

  /// The budget without `--memory`: one gigabyte.
  public static let standard = MemoryBudget(bytes: 1_000_000_000)

  /// The bytes of a recorded step: an iterate and an ascent point.
  static let bytesPerStep = 32

  /// Creates a budget.
  public init(bytes: Int) { self.bytes = bytes }

  /// The number of steps that fit.
  var steps: Int { bytes / Self.bytesPerStep }

  /// Returns the error message for an experiment that does not fit; nil if it fits.
  ///
  /// A lesson with several acts needs the recordings of two acts at a time.
  public func violation(steps: Int, runs: Int, acts: Int) -> String? {
    let copies = acts > 1 ? 2 : 1
    let (total, overflow) = (steps + 1).multipliedReportingOverflow(by: max(runs, 1) * copies)
    guard overflow || total > self.steps else { return nil }
    let parts = acts > 1 ? ", recorded before and after a change at a card," : ""
    return """
      \(runs) runs of \(steps) steps\(parts) do not fit into \(gigabytes) GB of memory: \
      use at most \(max(self.steps / (max(runs, 1) * copies) - 1, 0)) steps per run, or raise --memory
      """
  }

  private var gigabytes: Double { Double(bytes) / 1e9 }
}
