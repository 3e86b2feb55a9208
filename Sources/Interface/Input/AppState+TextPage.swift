import Drawing

extension AppState {
  /// Shows a text as the message, or on a page if the message has too few lines.
  mutating func present(_ text: String) {
    if fitsNarration(text) { message = text } else { openPage(text) }
  }

  /// Shows a text on a page, and pauses.
  mutating func openPage(_ text: String) {
    playback.pause()
    input.mode = .reading(TextPage(text: text))
  }

  /// Whether a text fits into the lines of the card.
  private func fitsNarration(_ text: String) -> Bool {
    let text = displayable(text)
    if let large = largeText, let card = layout.card {
      return large.wrapped(text, columns: card.columns - 1).count <= card.rows / large.lineRows
    }
    let rect = layout.narration ?? Rect(size).split(bottom: 1).bottom
    return wrapped(text, to: max(rect.columns - 2, 1)).count <= rect.rows
  }

  /// Returns the lines of a page.
  func lines(of page: TextPage) -> [String] {
    let text = displayable(page.text)
    if let largeText { return largeText.wrapped(text, columns: size.columns - 2) }
    return wrapped(text, to: max(size.columns - (hasBoxes ? 4 : 0), 1))
  }

  /// The rectangle of a page, with its box.
  func frame(of page: TextPage) -> Rect {
    guard largeText == nil else { return Rect(size) }
    let rows = max(lines(of: page).count + (hasBoxes ? 2 : 0), hasBoxes ? 5 : 1)
    return Rect(size).split(bottom: min(rows, size.rows)).bottom
  }

  /// The number of lines of a page that are visible at once.
  func visibleLines(of page: TextPage) -> Int {
    // In large letters, the last line states the keys.
    if let largeText { return max(size.rows / largeText.lineRows - 1, 1) }
    return max(frame(of: page).rows - (hasBoxes ? 2 : 0), 1)
  }

  /// Whether the screen has room for a box around a text.
  private var hasBoxes: Bool { size.rows >= 5 && size.columns >= 24 }

  /// Handles a key while a page is shown.
  ///
  /// A key that neither scrolls nor closes the page closes the page and keeps its own meaning, so
  /// that a letter answers the question that is being read.
  mutating func handlePageKey(_ key: Key, in page: TextPage) -> [Effect] {
    var page = page
    let visible = visibleLines(of: page)
    let lastScroll = max(lines(of: page).count - visible, 0)
    switch key {
    case .down: page.scroll += 1
    case .enter where page.scroll < lastScroll: page.scroll += 1
    case .character("j") where lastScroll > 0: page.scroll += 1
    case .up: page.scroll -= 1
    case .character("k") where lastScroll > 0: page.scroll -= 1
    case .pageDown: page.scroll += visible
    case .character(" ") where page.scroll < lastScroll: page.scroll += visible
    case .pageUp: page.scroll -= visible
    case .home: page.scroll = 0
    case .end: page.scroll = lastScroll
    default:
      input.mode = .normal
      let ids = [Command.showWhole.id, Command.explainState.id, Command.quit.id]
      let closes =
        key == .escape || key == .enter
        || ids.contains(preferences.keys.command(for: key)?.id ?? "")
      return closes ? [] : handleKey(key)
    }
    page.scroll = min(max(page.scroll, 0), lastScroll)
    input.mode = .reading(page)
    return []
  }
}
