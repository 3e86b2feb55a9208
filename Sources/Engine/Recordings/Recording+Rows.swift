extension Recording {
  /// The rows of every `stride`-th step from step 0 on, and of the last step.
  ///
  /// Rows are computed lazily, so a long run needs no memory beyond its iterates. A stride below 1
  /// counts as 1.
  public func rows(every stride: Int = 1) -> Rows { Rows(self, every: stride) }

  /// A sequence of rows in the order of their steps.
  public struct Rows: Sequence, IteratorProtocol, Sendable {
    private let recording: Recording
    private let stride: Int
    private var step: Int? = 0
    /// The remaining state changes; `state(at:)` per row would classify each window many times.
    private var stateChanges: ArraySlice<(step: Int, state: State)>

    init(_ recording: Recording, every stride: Int) {
      self.recording = recording
      self.stride = Swift.max(stride, 1)
      stateChanges = recording.stateChanges()[...]
    }

    /// The next row, or nil after the last step.
    public mutating func next() -> Row? {
      guard let step else { return nil }
      let remaining = recording.lastStep - step
      self.step = remaining > 0 ? step + Swift.min(stride, remaining) : nil
      while let next = stateChanges.dropFirst().first, next.step <= step {
        stateChanges.removeFirst()
      }
      return recording.row(at: step, state: stateChanges.first?.state ?? .descending)
    }
  }
}
