/// Applies an event to the state, and returns the effects that the shell must run.
public func update(_ state: inout AppState, _ event: Event) -> [Effect] {
  let former = state.experiment
  var effects = state.handle(event)
  effects += state.applyLessonAct(since: former)
  effects += state.updateSplit()
  state.recenterOnFollowedRun()
  effects += state.requestProblemWork()
  return effects + state.requestSweeps()
}

extension AppState {
  fileprivate mutating func handle(_ event: Event) -> [Effect] {
    switch event {
    case .key(let key):
      input.formerMessage = message
      message = nil
      return handleKey(key)
    case .pasted(let text):
      message = nil
      return paste(text)
    case .mouse(let mouse):
      message = nil
      return handleMouse(mouse)
    case .resized(let size):
      viewport.size = size
      return []
    case .picturesSupported(let isSupported):
      options.supportPictures(isSupported)
      return []
    case .ticked(let frames):
      play(frames: frames)
      return []
    case .simulated(let recording):
      receive(recording)
      return []
    case .saveProgressed(let fraction):
      pendingSaves.fraction = fraction
      return []
    case .saved(let message):
      return endSave(message)
    case .answered(let message):
      self.message = message
      return []
    case .optionsSaved(let message):
      options.markSaved()
      self.message = message
      return []
    case .sweepComputed(let sweep, let indices, let cells):
      receive(sweep, indices, cells)
      return []
    case .problemRecorded(let progress):
      receive(progress)
      return []
    case .pictureComputed(let picture, let losses):
      problemView.pictures.receive(picture, losses)
      return []
    case .minimaFound(let search, let minima, let isComplete):
      receive(search, minima, isComplete: isComplete)
      return []
    case .surfaceLoaded(let surface, let request):
      return receive(surface, then: request.rest)
    case .filesListed(let paths):
      completePath(paths)
      return []
    case .idled:
      if let view = input.takeCount()?.view { show(view) }
      return []
    }
  }
}

extension AppState {
  /// The keys with the same meaning in every mode.
  private static let globalKeys: [Key: [Effect]] = [
    .control("c"): [.quit],
    .control("z"): [.suspend],
    .control("l"): [.repaint],
  ]

  /// Handles a key according to the mode.
  mutating func handleKey(_ key: Key) -> [Effect] {
    if let effects = Self.globalKeys[key] { return effects }
    switch input.mode {
    case .normal: return handleCommandKey(key)
    case .editingValue(let field): return handleValueKey(key, in: field)
    case .placingStart(let point): return handlePlacementKey(key, at: point)
    case .probing(let probe): return handleProbeKey(key, probe)
    case .commandLine(let line): return handleCommandLineKey(key, in: line)
    case .typingRule(let editor): return handleRuleKey(key, in: editor)
    case .picker(let picker): return handlePickerKey(key, in: picker)
    case .help(let help): return handleHelpKey(key, in: help)
    case .reading(let page): return handlePageKey(key, in: page)
    case .options(let chosen): return handleOptionsKey(key, at: chosen)
    }
  }

  /// Handles a key in the normal mode: an answer, a digit of a count, or a command.
  private mutating func handleCommandKey(_ key: Key) -> [Effect] {
    if handleAnswerKey(key) { return [] }
    if case .character(let character) = key, let digit = character.wholeNumberValue,
      character.isASCII, input.appendDigit(digit)
    {
      return []
    }
    let typed = input.takeCount()
    if key == .escape {
      sweepGrids.cursor = nil
      if pendingSaves.text != nil { return cancelSaves() }
    }
    guard let command = preferences.keys.command(for: key) else {
      if key != .escape {
        message = "\(key.label) does nothing; \(label(of: .help)) lists the keys"
      }
      return []
    }
    if !command.acceptsCount, let view = typed?.view { show(view) }
    return command.action(&self, command.acceptsCount ? typed?.count : nil)
  }
}

extension Key {
  /// The name of the key on the screen.
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
