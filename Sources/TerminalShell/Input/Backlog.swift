import Interface

/// A queue of decoded input that is not handled yet.
///
/// The interrupts ^C and ^Z overtake older input after `interruptDelay`, so type-ahead does
/// not block them.
struct Backlog {
  private var inputs: [Input] = []
  /// The number of leading `inputs` that `next(at:)` has returned.
  private var consumedCount = 0
  /// The arrival times of the waiting interrupts.
  private var interruptTimes: [Nanoseconds] = []

  /// The time after which an interrupt overtakes older input.
  static let interruptDelay: Nanoseconds = 50_000_000
  /// The number of waiting inputs beyond which only interrupts are accepted.
  static let capacity = 65_536

  /// Whether no input is waiting.
  var isEmpty: Bool { consumedCount == inputs.count }

  /// Appends input that arrived at a time; of successive drags, keeps only the last.
  mutating func append(_ new: [Input], at time: Nanoseconds) {
    for input in new where inputs.count - consumedCount < Self.capacity || input.isInterrupt {
      if input.isDrag, !isEmpty, inputs[inputs.count - 1].isDrag { inputs.removeLast() }
      inputs.append(input)
      if input.isInterrupt { interruptTimes.append(time) }
    }
  }

  /// Removes and returns the next input to handle; nil if no input is waiting.
  mutating func next(at time: Nanoseconds) -> Input? {
    guard !isEmpty else { return nil }
    if let arrival = interruptTimes.first, time - arrival >= Self.interruptDelay,
      let index = inputs[consumedCount...].firstIndex(where: \.isInterrupt)
    {
      interruptTimes.removeFirst()
      return inputs.remove(at: index)
    }
    let input = inputs[consumedCount]
    if input.isInterrupt { interruptTimes.removeFirst() }
    consumedCount += 1
    if consumedCount > 4096 || isEmpty {
      inputs.removeFirst(consumedCount)
      consumedCount = 0
    }
    return input
  }
}

extension Input {
  fileprivate var isInterrupt: Bool { self == .key(.control("c")) || self == .key(.control("z")) }

  fileprivate var isDrag: Bool {
    if case .mouse(let mouse) = self { mouse.action == .drag } else { false }
  }
}
