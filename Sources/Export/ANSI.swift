public import Drawing
import SafeText

/// Returns a canvas as plain text: one line per row, without trailing blanks.
public func plainText(of canvas: Canvas) -> String {
  var text = String.UnicodeScalarView()
  for row in 0..<canvas.size.rows {
    var blanks = 0
    for column in 0..<canvas.size.columns {
      let cell = canvas[row, column]
      guard cell.glyph != Cell.continuation else { continue }
      let glyph = sanitized(cell.glyph)
      guard glyph != " " else {
        blanks += 1
        continue
      }
      text.append(contentsOf: repeatElement(" ", count: blanks))
      blanks = 0
      text.append(glyph)
    }
    text.append("\n")
  }
  return String(text)
}

/// Returns a canvas as text with the escape sequences for a display's colours.
///
/// Without the escapes the text equals `plainText(of:)`, except for trailing blanks with a
/// background colour. Every line begins and ends in the terminal's own colours, so single lines can
/// be printed.
public func ansiText(of canvas: Canvas, _ display: Display) -> String {
  var text = ""
  var encoder = ANSIEncoder(Palette(display))
  for row in 0..<canvas.size.rows {
    var end = canvas.size.columns
    while end > 0, canvas[row, end - 1].isBlank { end -= 1 }
    for column in 0..<end { encoder.write(canvas[row, column], to: &text) }
    encoder.reset(to: &text)
    text += "\n"
  }
  return text
}

/// Writes cells with the fewest SGR escape sequences.
struct ANSIEncoder {
  private let palette: Palette
  private var state = SGRState()

  /// The colours and attributes that a terminal applies to new glyphs.
  private struct SGRState: Equatable {
    var foreground = Color.terminalDefault
    var background = Color.terminalDefault
    var bold = false
    var reverse = false
  }

  init(_ palette: Palette) { self.palette = palette }

  /// Writes a cell; the right half of a wide character adds nothing.
  mutating func write(_ cell: Cell, to text: inout String) {
    guard cell.glyph != Cell.continuation else { return }
    var next = SGRState(
      foreground: palette.color(cell.ink.foreground, isBackground: false),
      background: palette.color(cell.ink.background, isBackground: true), bold: cell.ink.bold,
      reverse: cell.ink.reverse)
    // A blank has no visible foreground colour or weight.
    if cell.glyph == " ", !next.reverse {
      (next.foreground, next.bold) = (state.foreground, state.bold)
    }
    transition(to: next, &text)
    text.unicodeScalars.append(sanitized(cell.glyph))
  }

  /// Resets the terminal to its own colours.
  mutating func reset(to text: inout String) { transition(to: SGRState(), &text) }

  private mutating func transition(to next: SGRState, _ text: inout String) {
    guard next != state else { return }
    defer { state = next }
    guard next != SGRState() else {
      text += "\u{1B}[m"
      return
    }
    var codes: [String] = []
    if next.bold != state.bold { codes.append(next.bold ? "1" : "22") }
    if next.reverse != state.reverse { codes.append(next.reverse ? "7" : "27") }
    if next.foreground != state.foreground {
      codes.append(code(next.foreground, isBackground: false))
    }
    if next.background != state.background {
      codes.append(code(next.background, isBackground: true))
    }
    text += "\u{1B}[\(codes.joined(separator: ";"))m"
  }

  private func code(_ color: Color, isBackground: Bool) -> String {
    let offset = isBackground ? 10 : 0
    switch color {
    case .terminalDefault: return "\(39 + offset)"
    case .indexed(let index) where index < 8: return "\(30 + offset + Int(index))"
    case .indexed(let index) where index < 16: return "\(82 + offset + Int(index))"
    case .indexed(let index): return "\(38 + offset);5;\(index)"
    case .rgb(let red, let green, let blue): return "\(38 + offset);2;\(red);\(green);\(blue)"
    }
  }
}

extension Cell {
  /// Whether the cell shows neither a glyph nor a background.
  var isBlank: Bool { glyph == " " && ink.background == .terminalDefault && !ink.reverse }
}

/// Replaces a glyph that could control a terminal by `�`.
private func sanitized(_ glyph: Unicode.Scalar) -> Unicode.Scalar {
  glyph.isSafe ? glyph : "\u{FFFD}"
}
