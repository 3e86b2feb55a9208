import Interface

/// What has been typed and not been obeyed yet, in its order.
///
/// Whoever types faster than the program can follow gets every key obeyed, but is not held by them:
/// a key that leads out, ^C or ^Z, goes before the others once it has waited for a moment.
struct Backlog {
  private var inputs: [Input] = []
  /// How many of them have been obeyed.
  private var consumedCount = 0
  /// When those in line came that lead out.
  private var interruptTimes: [Nanoseconds] = []

  /// How long a key that leads out stays in line.
  static let interruptDelay: Nanoseconds = 500_000_000
  /// What is typed on top of so much is lost, but for keys that lead out.
  static let capacity = 65_536

  var isEmpty: Bool { consumedCount == inputs.count }

  /// Takes what came at a time; of drags with nothing between them only the last matters.
  mutating func append(_ new: [Input], at time: Nanoseconds) {
    for input in new where inputs.count - consumedCount < Self.capacity || input.isInterrupt {
      if input.isDrag, !isEmpty, inputs[inputs.count - 1].isDrag { inputs.removeLast() }
      inputs.append(input)
      if input.isInterrupt { interruptTimes.append(time) }
    }
  }

  /// The one to obey now.
  mutating func next(at time: Nanoseconds) -> Input? {
    guard !isEmpty else { return nil }
    if let came = interruptTimes.first, time - came >= Self.interruptDelay,
      let urgent = inputs[consumedCount...].firstIndex(where: \.isInterrupt)
    {
      interruptTimes.removeFirst()
      return inputs.remove(at: urgent)
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
