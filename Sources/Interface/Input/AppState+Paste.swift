import Engine

extension AppState {
  /// Handles a paste: inserts all of it where text is typed, or none of it.
  mutating func paste(_ pasted: PastedText) -> [Effect] {
    switch input.mode {
    case .commandLine(var line):
      if let text = checked(pasted, line.field, limit: Limits.commandCharacters) {
        line.insert(text)
        input.mode = .commandLine(line)
      }
    case .typingRule(var editor):
      if let text = checked(pasted.rule, editor.field, limit: Limits.commandCharacters) {
        editor.insert(text)
        input.mode = .typingRule(editor)
      }
    case .picker(var picker):
      let isOptimizer = picker.subject == .optimizer
      let pasted = isOptimizer ? pasted.rule : pasted
      if let text = checked(pasted, picker.field, limit: picker.maxLength) {
        picker.setFilter(picker.filter + text)
        input.mode = .picker(picker)
      }
    case .help(var help) where help.isSearching:
      if let text = checked(pasted, help.field, limit: Limits.filterCharacters) {
        help.field.insert(text)
        help.scroll = 0
        input.mode = .help(help)
      }
    case .editingValue(var field):
      guard let text = checked(pasted, field, limit: Limits.valueCharacters) else { break }
      guard text.allSatisfy(Self.isPartOfNumber) else {
        message = "the pasted text is not a number"
        break
      }
      field.insert(text)
      input.mode = .editingValue(field)
    case .normal, .placingStart, .probing, .help, .reading, .options:
      message = "text can be pasted after : and into filters and values"
    }
    return []
  }

  /// Returns a paste as one line of text; nil, with a message, if it does not fit into the field.
  private mutating func checked(
    _ pasted: PastedText, _ field: TextField, limit: Int
  ) -> String? {
    guard !pasted.isCut, field.length + pasted.text.unicodeScalars.count <= limit else {
      message = "the pasted text is too long: at most \(limit) characters fit"
      return nil
    }
    return pasted.line
  }
}

extension PastedText {
  /// The text as an update rule on one line: its lines become statements.
  fileprivate var rule: PastedText { PastedText(Rule.canonicalText(text), isCut: isCut) }
}
