import SafeText

/// Wraps a text at blanks into lines of at most `width` columns.
///
/// Runs of blanks collapse to one, line breaks remain, and words wider than a line are broken. A
/// width below 1 gives no lines. Zero-width scalars are dropped. A line with a caret under a
/// character, and the line above it, keep their blanks and are truncated.
public func wrapped(_ text: String, to width: Int) -> [String] {
  guard width > 0 else { return [] }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  return lines.indices.flatMap { index in
    isExcerpt(index, of: lines)
      ? [truncated(String(lines[index]), to: width)] : wrappedParagraph(lines[index], to: width)
  }
}

/// Returns a text without its lines of excerpts: those with a caret, and those above them.
public func withoutExcerpts(_ text: String) -> String {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  return lines.indices.filter { !isExcerpt($0, of: lines) }.map { String(lines[$0]) }
    .joined(separator: "\n")
}

/// Whether a line is a caret under a character of the line above, or that line.
private func isExcerpt(_ index: Int, of lines: [Substring]) -> Bool {
  [index, index + 1].contains { index in
    guard index > 0, index < lines.count else { return false }
    return lines[index].drop { $0 == " " } == "^"
  }
}

private func wrappedParagraph(_ text: Substring, to width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  var used = 0
  for word in text.split(whereSeparator: \.isWhitespace) {
    let scalars = renderedScalars(String(word), to: width)
    if used > 0 && used + 1 + scalars.reduce(0, { $0 + $1.cellWidth }) > width {
      lines.append(line)
      line = ""
      used = 0
    }
    if used > 0 {
      line += " "
      used += 1
    }
    for scalar in scalars {
      if used + scalar.cellWidth > width {
        lines.append(line)
        line = ""
        used = 0
      }
      scalar.append(to: &line)
      used += scalar.cellWidth
    }
  }
  return lines + [line]
}

/// Truncates a text to `width` columns, marking an omission by `…`.
public func truncated(_ text: String, to width: Int) -> String {
  guard width > 0 else { return "" }
  let scalars = renderedScalars(text, to: width)
  guard scalars.reduce(0, { $0 + $1.cellWidth }) > width else {
    return beginning(of: scalars, within: width)
  }
  return beginning(of: scalars, within: width - 1) + "…"
}

/// Returns as much of the beginning of a text as fits, without a mark.
public func beginning(of text: String, within width: Int) -> String {
  beginning(of: renderedScalars(text, to: width), within: width)
}

private func beginning(of scalars: [RenderedScalar], within width: Int) -> String {
  var result = ""
  var used = 0
  for scalar in scalars {
    guard used + scalar.cellWidth <= width else { break }
    scalar.append(to: &result)
    used += scalar.cellWidth
  }
  return result
}

/// Truncates a text to `width` columns at its beginning, marked by `…`.
public func startTruncated(_ text: String, to width: Int) -> String {
  guard displayWidth(of: text) > width else { return truncated(text, to: width) }
  return width > 1 ? "…" + end(of: text, within: width - 1) : truncated(text, to: width)
}

/// Truncates a text to `width` columns in its middle, marked by `…`; the end keeps more columns.
public func middleTruncated(_ text: String, to width: Int) -> String {
  guard displayWidth(of: text) > width, width > 3 else { return truncated(text, to: width) }
  let start = truncated(text, to: (width - 1) / 3 + 1)
  return start + end(of: text, within: width - displayWidth(of: start))
}

/// Returns as much of the end of a text as fits.
private func end(of text: String, within width: Int) -> String {
  var result = ""
  var used = 0
  for scalar in renderedScalars(text, to: width).reversed() {
    guard used + scalar.cellWidth <= width else { break }
    used += scalar.cellWidth
    var next = ""
    scalar.append(to: &next)
    result = next + result
  }
  return result
}

/// Truncates a text to `width` columns, in ASCII with `...` if `glyphs` is `ascii`.
public func truncated(_ text: String, to width: Int, glyphs: Display.Glyphs) -> String {
  guard glyphs == .ascii else { return truncated(text, to: width) }
  let spelled = asciiTransliteration(text)
  guard displayWidth(of: spelled) > width else { return spelled }
  let dots = width > 3 ? "..." : ""
  return String(spelled.prefix(max(width, 0) - dots.count)) + dots
}

/// Returns the scalars that take cells; scalars wider than a whole line become `�`.
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
