/// The lines of a text broken at blanks so that each takes at most `width` columns.
///
/// Runs of blanks count as one, a line break in the text stays one, and a word wider than a line is
/// broken. A width under 1 gives no lines. The lines hold only what can be shown.
public func wrapped(_ text: String, to width: Int) -> [String] {
  guard width > 0 else { return [] }
  return text.split(separator: "\n", omittingEmptySubsequences: false)
    .flatMap { wrappedParagraph($0, to: width) }
}

private func wrappedParagraph(_ text: Substring, to width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  var used = 0
  for word in text.split(whereSeparator: \.isWhitespace) {
    let piece = renderedScalars(String(word), to: width)
    if used > 0 && used + 1 + piece.reduce(0, { $0 + $1.cellWidth }) > width {
      lines.append(line)
      line = ""
      used = 0
    }
    if used > 0 {
      line += " "
      used += 1
    }
    for shown in piece {
      if used + shown.cellWidth > width {
        lines.append(line)
        line = ""
        used = 0
      }
      shown.append(to: &line)
      used += shown.cellWidth
    }
  }
  return lines + [line]
}

/// The text cut to a number of columns, with `…` in place of what does not fit.
public func truncated(_ text: String, to width: Int) -> String {
  guard width > 0 else { return "" }
  let pieces = renderedScalars(text, to: width)
  let fits = pieces.reduce(0) { $0 + $1.cellWidth } <= width
  var result = ""
  var used = 0
  for shown in pieces {
    guard fits || used + shown.cellWidth < width else { break }
    shown.append(to: &result)
    used += shown.cellWidth
  }
  return fits ? result : result + "…"
}

/// The text as glyphs of this kind, cut to a number of columns; in ASCII with `...` where it is cut.
public func truncated(_ text: String, to width: Int, glyphs: Display.Glyphs) -> String {
  guard glyphs == .ascii else { return truncated(text, to: width) }
  let spelled = asciiTransliteration(text)
  guard displayWidth(of: spelled) > width else { return spelled }
  let dots = width > 3 ? "..." : ""
  return String(spelled.prefix(max(width, 0) - dots.count)) + dots
}

/// What of a text is shown; characters wider than a whole line become `�`.
private func renderedScalars(_ text: String, to width: Int) -> [RenderedScalar] {
  text.unicodeScalars.lazy.map(RenderedScalar.init).filter { $0 != .zeroWidth }
    .map { $0.cellWidth > width ? .singleWidth("\u{FFFD}") : $0 }
}

extension RenderedScalar {
  fileprivate func append(to text: inout String) {
    switch self {
    case .zeroWidth: break
    case .singleWidth(let glyph), .doubleWidth(let glyph): text.unicodeScalars.append(glyph)
    }
  }
}
