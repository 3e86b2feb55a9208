import Engine

extension Command {
  static let nextParameter = Command(
    "next-parameter", "choose the next parameter", .settings, [.down],
    changing: { state, _ in state.selectParameter(by: 1) })

  static let previousParameter = Command(
    "previous-parameter", "choose the previous parameter", .settings, [.up],
    changing: { state, _ in state.selectParameter(by: -1) })

  static let decreaseValue = Command(
    "down", "decrease the parameter by a notch", .settings, [.left], acceptsCount: true
  ) {
    state, count in state.adjustSelected(by: -(count ?? 1))
  }

  static let increaseValue = Command(
    "up", "increase the parameter by a notch", .settings, [.right], acceptsCount: true
  ) {
    state, count in state.adjustSelected(by: count ?? 1)
  }

  static let halve = Command(
    "halve", "halve the parameter", .settings, [.shiftLeft]
  ) { state, _ in state.scaleSelected(by: 0.5) }

  static let double = Command(
    "double", "double the parameter", .settings, [.shiftRight]
  ) { state, _ in state.scaleSelected(by: 2) }

  static let typeValue = Command(
    "type", "type a value; on the stability map, apply the cursor", .settings, [.enter]
  ) { state, _ in
    guard state.view == .stability, let cursor = state.sweepGrids.cursor else {
      state.input.mode = .editingValue(TextField())
      return []
    }
    state.sweepGrids.cursor = nil
    return state.setKnobs(to: cursor)
  }

  static let resetValue = Command(
    "reset", "reset the parameter to the lesson's value", .settings, [.backspace]
  ) { state, _ in
    guard let parameter = state.selectedParameter else { return [] }
    return state.reset(parameter)
  }

  static let etaDown = Command(
    "eta-down", "decrease η", .settings, [.character("e")], acceptsCount: true
  ) { state, count in state.adjust("eta", by: -(count ?? 1)) }

  static let etaUp = Command(
    "eta-up", "increase η", .settings, [.character("E")], acceptsCount: true
  ) { state, count in state.adjust("eta", by: count ?? 1) }

  static let rhoDown = Command(
    "rho-down", "decrease ρ", .settings, [.character("r")], acceptsCount: true
  ) { state, count in state.adjust("rho", by: -(count ?? 1)) }

  static let rhoUp = Command(
    "rho-up", "increase ρ", .settings, [.character("R")], acceptsCount: true
  ) { state, count in state.adjust("rho", by: count ?? 1) }

  static let placeStart = Command(
    "place", "place the start (or click the map)", .settings, [.character("i")],
    changing: { state, _ in
      guard !state.isOnProblem else {
        state.message = "the seed decides the start of a problem"
        return
      }
      state.playback.pause()
      state.input.mode = .placingStart(state.surface.place(of: state.experiment.start))
    })

  static let undo = Command("undo", "undo a change", .settings, [.character("u")]) { state, _ in
    state.undo()
  }

  static let redo = Command("redo", "redo a change", .settings, [.character("U")]) { state, _ in
    state.redo()
  }

  static let restart = Command(
    "restart", "play from the first step", .settings, [.character("x")]
  ) { state, _ in
    state.restart()
  }
}

extension AppState {
  /// Selects the parameter a number of places away, cyclically.
  mutating func selectParameter(by offset: Int) {
    let parameters = parameters
    guard !parameters.isEmpty else { return }
    let index = parameters.firstIndex { $0 == selectedParameter } ?? 0
    selection.parameterID = parameters[(index + offset + parameters.count) % parameters.count].id
  }

  /// Changes the selected parameter by a number of notches.
  mutating func adjustSelected(by notches: Int) -> [Effect] {
    guard let selectedParameter else { return [] }
    return adjust(selectedParameter, by: notches)
  }

  /// Multiplies the selected parameter by a factor.
  mutating func scaleSelected(by factor: Double) -> [Effect] {
    guard let selectedParameter else { return [] }
    let before = experiment
    defer {
      if experiment == before { message = message ?? selectedParameter.knob.rangeDescription }
    }
    return change(selectedParameter) { _, old in (old * factor).rounded(toDigits: 6) }
  }

  /// Handles a key while a value is typed.
  mutating func handleValueKey(_ key: Key, in field: TextField) -> [Effect] {
    var field = field
    switch key {
    case .character(let character)
    where Self.isPartOfNumber(character) && field.length < Limits.valueCharacters:
      field.insert(String(character))
      input.mode = .editingValue(field)
    case .backspace where !field.isEmpty:
      field.deleteBackward()
      input.mode = .editingValue(field)
    case .escape, .backspace:
      input.mode = .normal
    case .enter:
      input.mode = .normal
      return applyTypedValue(typed: field.text)
    default:
      message = "type a number: Enter sets the value, Esc cancels"
    }
    return []
  }

  /// Whether a character can occur in a typed number.
  static func isPartOfNumber(_ character: Character) -> Bool {
    "0123456789.-+eE".contains(character)
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
