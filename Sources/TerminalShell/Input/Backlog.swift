import Interface

/// What has been typed and not been obeyed yet, in its order.
///
/// Whoever types faster than the program can follow gets every key obeyed, but is not held by them:
/// a key that leads out, ^C or ^Z, goes before the others once it has waited for a moment.
struct Backlog {
  private var inputs: [Input] = []
  /// How many of them have been obeyed.
  private var done = 0
  /// When those in line came that lead out.
  private var exits: [Time] = []

  /// How long a key that leads out stays in line.
  static let patience: Time = 500_000_000
  /// What is typed on top of so much is lost, but for keys that lead out.
  static let most = 65_536

  var isEmpty: Bool { done == inputs.count }

  /// Takes what came at a time; of drags with nothing between them only the last matters.
  mutating func add(_ new: [Input], at time: Time) {
    for input in new where inputs.count - done < Self.most || input.leadsOut {
      if input.isDrag, !isEmpty, inputs[inputs.count - 1].isDrag { inputs.removeLast() }
      inputs.append(input)
      if input.leadsOut { exits.append(time) }
    }
  }

  /// The one to obey now.
  mutating func next(at time: Time) -> Input? {
    guard !isEmpty else { return nil }
    if let came = exits.first, time - came >= Self.patience,
      let urgent = inputs[done...].firstIndex(where: \.leadsOut)
    {
      exits.removeFirst()
      return inputs.remove(at: urgent)
    }
    let input = inputs[done]
    if input.leadsOut { exits.removeFirst() }
    done += 1
    if done > 4096 || isEmpty {
      inputs.removeFirst(done)
      done = 0
    }
    return input
  }
}

extension Input {
  fileprivate var leadsOut: Bool { self == .key(.control("c")) || self == .key(.control("z")) }

  fileprivate var isDrag: Bool {
    if case .mouse(let mouse) = self { mouse.action == .drag } else { false }
  }
}
