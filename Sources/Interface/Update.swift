/// The one function through which everything happens.
public func update(_ state: inout AppState, _ event: Event) -> [Effect] {
  let former = state.experiment
  let effects = state.take(event)
  state.followLesson(since: former)
  state.keepInSight()
  return effects + state.chart()
}

extension AppState {
  fileprivate mutating func take(_ event: Event) -> [Effect] {
    switch event {
    case .key(let key):
      message = nil
      return press(key)
    case .mouse(let mouse):
      message = nil
      return point(mouse)
    case .resized(let size):
      self.size = size
      return []
    case .ticked(let frames):
      play(frames: frames)
      return []
    case .simulated(let recording):
      receive(recording)
      return []
    case .saved(let message):
      self.message = message
      return []
    case .settled(let message):
      changedOptions = []
      self.message = message
      return []
    case .charted(let sweep, let indices, let cells):
      receive(sweep, indices, cells)
      return []
    case .found(let search, let minima, let isComplete):
      receive(search, minima, isComplete: isComplete)
      return []
    case .idled:
      digits = nil
      return []
    }
  }
}

extension AppState {
  /// Keys that mean the same whatever else is going on.
  private static let always: [Key: [Effect]] = [
    .control("c"): [.quit],
    .control("z"): [.suspend],
    .control("l"): [.repaint],
  ]

  mutating func press(_ key: Key) -> [Effect] {
    if let effects = Self.always[key] { return effects }
    switch mode {
    case .watching: return command(key)
    case .typing(let text): return type(key, after: text)
    case .placing(let point): return place(key, at: point)
    case .entering(let line): return enter(key, in: line)
    case .picking(let picker): return pick(key, in: picker)
    case .reading(let help): return read(key, in: help)
    case .settling(let chosen): return settle(key, at: chosen)
    }
  }

  /// A key while watching: a digit of a count, or a command.
  private mutating func command(_ key: Key) -> [Effect] {
    if answer(key) { return [] }
    if case .character(let character) = key, let digit = character.wholeNumberValue,
      character.isASCII, takeDigit(digit)
    {
      return []
    }
    let typed = digits
    digits = nil
    guard let command = preferences.keys.command(for: key) else {
      if key != .escape {
        message = "\(key.label) does nothing; \(label(of: .help)) lists the keys"
      }
      return []
    }
    let times = command.counts ? typed?.count : nil
    if let former = typed?.former, times != nil { show(former) }
    return command.action(&self, times)
  }

  /// Takes a digit; false if it is a command of its own.
  ///
  /// A view's digit shows that view at once. It is also remembered for a moment: should a command
  /// that counts follow two digits or more, they were its count, and the view before comes back.
  private mutating func takeDigit(_ digit: Int) -> Bool {
    guard digit > 0 || digits != nil else { return false }
    digits = Digits(
      value: min((digits?.value ?? 0) * 10 + digit, 9_999_999),
      former: digits?.former ?? view)
    if let view = View(rawValue: digit), Self.views.contains(view) { show(view) }
    return true
  }

  /// The views that there are commands for.
  private static let views = Set(
    commands.compactMap { $0.id.hasPrefix("view-") ? $0.id.last?.wholeNumberValue : nil }
      .compactMap(View.init))
}

extension Key {
  /// What the screen calls a key.
  public var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "^" + character.uppercased()
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .shiftLeft: "Shift-←"
    case .shiftRight: "Shift-→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .enter: "Enter"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .function(let number): "F\(number)"
    }
  }
}

/// Digits typed one after the other.
struct Digits: Sendable, Hashable {
  let value: Int
  /// The view before the first of them.
  let former: View

  /// The count they are, if they can be one: a single digit that names a view is that view.
  var count: Int? { value > 9 || View(rawValue: value) == nil ? value : nil }
}
