import Drawing
import Integers

extension AppState {
  /// The pages of the current card or message in the big mode, each of some lines.
  ///
  /// A message has one page, because the next key removes the message.
  var cardPages: [[String]] {
    guard let text = largeText, let rect = layout.card else { return [] }
    let lines = cardLines(in: text)
    let mostPerPage = max(rect.rows / text.lineRows, 1)
    if showsQuestion, lines.count > mostPerPage {
      // The choices stay with the end of the question.
      let before = Array(lines.dropLast(mostPerPage))
      return pages(of: before, atMost: mostPerPage) + [Array(lines.suffix(mostPerPage))]
    }
    let pages = pages(of: lines, atMost: mostPerPage)
    return message != nil || isProbing ? Array(pages.prefix(1)) : pages
  }

  /// The number of lines of the open question with its choices, which belong together; 0 without.
  var questionLines: Int {
    guard showsQuestion else { return 0 }
    if let largeText { return cardLines(in: largeText).count }
    // Without line breaks of its own, as on a small screen.
    let text = displayable(narrationText).split(separator: "\n").joined(separator: "  ")
    return wrapped(text, to: max(size.columns - 2, 1)).count
  }

  /// Whether the card is a question with its choices.
  private var showsQuestion: Bool { message == nil && !isProbing && hasOpenQuestion }

  private func cardLines(in text: LargeText) -> [String] {
    text.wrapped(displayable(narrationText), columns: size.columns - 1)
  }

  /// Returns lines on pages of at most a number of lines.
  private func pages(of lines: [String], atMost mostPerPage: Int) -> [[String]] {
    // Pages of nearly equal length, so that no page has a single word.
    let pageCount = max((lines.count + mostPerPage - 1) / mostPerPage, 1)
    let perPage = max((lines.count + pageCount - 1) / pageCount, 1)
    return stride(from: 0, to: lines.count, by: perPage).map {
      Array(lines[$0..<min($0 + perPage, lines.count)])
    }
  }

  /// The index of the visible page.
  var pageIndex: Int { pageIndex(of: cardPages.count) }

  /// Returns the index of the visible page of a number of pages.
  func pageIndex(of count: Int) -> Int {
    message != nil || isProbing ? 0 : min(narration.page, max(count - 1, 0))
  }

  /// Shows the next page of the card; returns false without a further page.
  mutating func turnPage() -> Bool {
    let count = cardPages.count
    let next = pageIndex(of: count) + 1
    guard next < count else { return false }
    narration.page = next
    return true
  }

  /// Shows the page that the elapsed part of the card's reading time has reached.
  mutating func turnPagesInHold() {
    let pages = cardPages
    guard pages.count > 1 else { return }
    let whole = holdTime(of: narrationText)
    guard whole > 0 else { return }
    let elapsed = 1 - playback.holdTime / whole
    let page = min(Int(clamping: elapsed * Double(pages.count)), pages.count - 1)
    narration.page = max(narration.page, page)
  }
}
