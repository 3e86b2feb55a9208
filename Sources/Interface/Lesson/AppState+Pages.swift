import Drawing
import Integers

extension AppState {
  /// The pages of the current card or message in the big mode, each of some lines.
  ///
  /// A message has one page, because the next key removes the message.
  var cardPages: [[String]] {
    guard let text = largeText, let rect = layout.card else { return [] }
    let lines = text.wrapped(displayable(narrationText), columns: rect.columns - 1)
    let mostPerPage = max(rect.rows / text.lineRows, 1)
    // Pages of nearly equal length, so that no page has a single word.
    let pageCount = max((lines.count + mostPerPage - 1) / mostPerPage, 1)
    let perPage = max((lines.count + pageCount - 1) / pageCount, 1)
    var pages = stride(from: 0, to: lines.count, by: perPage).map {
      Array(lines[$0..<min($0 + perPage, lines.count)])
    }
    if message != nil || isProbing { pages = Array(pages.prefix(1)) }
    return pages
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
