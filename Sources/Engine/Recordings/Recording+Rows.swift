extension Recording {
  /// The rows of every so many steps, from step 0 on, and of the last one.
  ///
  /// Each is computed as it is asked for, so a long run takes no more memory than its iterates. A
  /// stride below 1 counts as 1.
  public func rows(every stride: Int = 1) -> Rows { Rows(self, every: stride) }

  /// Rows in the order of their steps.
  public struct Rows: Sequence, IteratorProtocol, Sendable {
    private let recording: Recording
    private let stride: Int
    private var step: Int? = 0
    /// The states of the whole run, judged once: asking at every step would judge each many times.
    private var stateChanges: ArraySlice<(step: Int, state: State)>

    init(_ recording: Recording, every stride: Int) {
      self.recording = recording
      self.stride = Swift.max(stride, 1)
      stateChanges = recording.stateChanges()[...]
    }

    public mutating func next() -> Row? {
      guard let step else { return nil }
      let left = recording.lastStep - step
      self.step = left > 0 ? step + Swift.min(stride, left) : nil
      while let next = stateChanges.dropFirst().first, next.step <= step {
        stateChanges.removeFirst()
      }
      return recording.row(at: step, state: stateChanges.first?.state ?? .descending)
    }
  }
}
