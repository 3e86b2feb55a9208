import Engine

extension Command {
  static let nextParameter = Command(
    "next-parameter", "choose the next parameter", .settings, [.down],
    changing: { state, _ in state.selectParameter(by: 1) })

  static let previousParameter = Command(
    "previous-parameter", "choose the previous parameter", .settings, [.up],
    changing: { state, _ in state.selectParameter(by: -1) })

  static let decreaseValue = Command(
    "down", "turn it down a notch", .settings, [.left], counts: true
  ) {
    state, count in state.adjustSelected(by: -(count ?? 1))
  }

  static let increaseValue = Command("up", "turn it up a notch", .settings, [.right], counts: true)
  {
    state, count in state.adjustSelected(by: count ?? 1)
  }

  static let halve = Command("halve", "half of it", .settings, [.shiftLeft]) { state, _ in
    state.scaleSelected(by: 0.5)
  }

  static let double = Command("double", "twice of it", .settings, [.shiftRight]) { state, _ in
    state.scaleSelected(by: 2)
  }

  static let typeValue = Command(
    "type", "type a value; on the map of η and ρ, jump to the cursor", .settings, [.enter]
  ) { state, _ in
    guard state.view == .stability, let cursor = state.stabilityCursor else {
      state.mode = .editingValue("")
      return []
    }
    state.stabilityCursor = nil
    return state.setKnobs(to: cursor)
  }

  static let resetValue = Command(
    "reset", "the lesson's value again", .settings, [.backspace]
  ) { state, _ in
    guard let chosen = state.selectedParameter else { return [] }
    return state.reset(chosen)
  }

  static let etaDown = Command("eta-down", "η down", .settings, [.character("e")], counts: true) {
    state, count in state.adjust("eta", by: -(count ?? 1))
  }

  static let etaUp = Command("eta-up", "η up", .settings, [.character("E")], counts: true) {
    state, count in state.adjust("eta", by: count ?? 1)
  }

  static let rhoDown = Command("rho-down", "ρ down", .settings, [.character("r")], counts: true) {
    state, count in state.adjust("rho", by: -(count ?? 1))
  }

  static let rhoUp = Command("rho-up", "ρ up", .settings, [.character("R")], counts: true) {
    state, count in state.adjust("rho", by: count ?? 1)
  }

  static let placeStart = Command(
    "place", "place the start (or click)", .settings, [.character("i")],
    changing: { state, _ in
      state.isPlaying = false
      state.mode = .placingStart(state.experiment.start)
    })

  static let undo = Command("undo", "undo a change", .settings, [.character("u")]) { state, _ in
    state.undo()
  }

  static let redo = Command("redo", "redo it", .settings, [.character("U")]) { state, _ in
    state.redo()
  }

  static let restart = Command(
    "restart", "play from the start", .settings, [.character("x")],
    changing: { state, _ in state.restart() })
}

extension AppState {
  mutating func selectParameter(by offset: Int) {
    let parameters = parameters
    guard !parameters.isEmpty else { return }
    let at = parameters.firstIndex { $0 == selectedParameter } ?? 0
    selectedParameterID = parameters[(at + offset + parameters.count) % parameters.count].id
  }

  mutating func adjustSelected(by notches: Int) -> [Effect] {
    guard let selectedParameter else { return [] }
    return adjust(selectedParameter, by: notches)
  }

  mutating func scaleSelected(by factor: Double) -> [Effect] {
    guard let selectedParameter else { return [] }
    let before = experiment
    defer { if experiment == before { message = selectedParameter.knob.rangeDescription } }
    return change(selectedParameter) { _, old in (old * factor).rounded(toDigits: 6) }
  }

  /// A key while a value is typed.
  mutating func handleValueKey(_ key: Key, after text: String) -> [Effect] {
    switch key {
    case .character(let character) where "0123456789.-+eE".contains(character) && text.count < 24:
      mode = .editingValue(text + String(character))
    case .backspace where !text.isEmpty:
      mode = .editingValue(String(text.dropLast()))
    case .escape, .backspace:
      mode = .normal
    case .enter:
      mode = .normal
      return applyTypedValue(typed: text)
    default:
      message = "type a number; Enter sets it, Esc leaves it"
    }
    return []
  }

  private mutating func applyTypedValue(typed text: String) -> [Effect] {
    guard !text.isEmpty, let selectedParameter else { return [] }
    guard let value = Double(text), value.isFinite else {
      message = "“\(text)” is not a number"
      return []
    }
    guard selectedParameter.knob.range.contains(value) else {
      message = selectedParameter.knob.rangeDescription
      return []
    }
    return change(selectedParameter) { _, _ in value }
  }
}
