/// The one function through which everything happens.
public func update(_ state: inout AppState, _ event: Event) -> [Effect] {
  let former = state.experiment
  let effects = state.handle(event)
  state.applyLessonAct(since: former)
  state.recenterOnFollowedRun()
  return effects + state.requestSweeps()
}

extension AppState {
  fileprivate mutating func handle(_ event: Event) -> [Effect] {
    switch event {
    case .key(let key):
      message = nil
      return handleKey(key)
    case .mouse(let mouse):
      message = nil
      return handleMouse(mouse)
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
    case .optionsSaved(let message):
      changedOptions = []
      self.message = message
      return []
    case .sweepComputed(let sweep, let indices, let cells):
      receive(sweep, indices, cells)
      return []
    case .minimaFound(let search, let minima, let isComplete):
      receive(search, minima, isComplete: isComplete)
      return []
    case .idled:
      countPrefix = nil
      return []
    }
  }
}

extension AppState {
  /// Keys that mean the same whatever else is going on.
  private static let globalKeys: [Key: [Effect]] = [
    .control("c"): [.quit],
    .control("z"): [.suspend],
    .control("l"): [.repaint],
  ]

  mutating func handleKey(_ key: Key) -> [Effect] {
    if let effects = Self.globalKeys[key] { return effects }
    switch mode {
    case .normal: return handleCommandKey(key)
    case .editingValue(let text): return handleValueKey(key, after: text)
    case .placingStart(let point): return handlePlacementKey(key, at: point)
    case .commandLine(let line): return handleCommandLineKey(key, in: line)
    case .picker(let picker): return handlePickerKey(key, in: picker)
    case .help(let help): return handleHelpKey(key, in: help)
    case .options(let chosen): return handleOptionsKey(key, at: chosen)
    }
  }

  /// A key while watching: a digit of a count, or a command.
  private mutating func handleCommandKey(_ key: Key) -> [Effect] {
    if handleAnswerKey(key) { return [] }
    if case .character(let character) = key, let digit = character.wholeNumberValue,
      character.isASCII, appendDigit(digit)
    {
      return []
    }
    let typed = countPrefix
    countPrefix = nil
    guard let command = preferences.keys.command(for: key) else {
      if key != .escape {
        message = "\(key.label) does nothing; \(label(of: .help)) lists the keys"
      }
      return []
    }
    let times = command.acceptsCount ? typed?.count : nil
    if let former = typed?.previousView, times != nil { show(former) }
    return command.action(&self, times)
  }

  /// Takes a digit; false if it is a command of its own.
  ///
  /// A view's digit shows that view at once. It is also remembered for a moment: should a command
  /// that counts follow two digits or more, they were its count, and the view before comes back.
  private mutating func appendDigit(_ digit: Int) -> Bool {
    guard digit > 0 || countPrefix != nil else { return false }
    countPrefix = CountPrefix(
      value: min((countPrefix?.value ?? 0) * 10 + digit, 9_999_999),
      previousView: countPrefix?.previousView ?? view)
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
struct CountPrefix: Sendable, Hashable {
  let value: Int
  /// The view before the first of them.
  let previousView: View

  /// The count they are, if they can be one: a single digit that names a view is that view.
  var count: Int? { value > 9 || View(rawValue: value) == nil ? value : nil }
}
