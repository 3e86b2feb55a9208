import CNcurses
import Drawing

/// What is really written for a scalar: never anything that a terminal would obey.
///
/// Whoever draws has checked their text already; this is the last gate before the terminal.
struct PrintableScalar: Equatable {
  let scalar: Unicode.Scalar
  /// 1 or 2.
  let width: Int

  init(_ scalar: Unicode.Scalar, _ glyphs: Display.Glyphs) {
    let width = columnWidth(scalar)
    if scalar.isASCII || glyphs == .unicode, width > 0 {
      self.scalar = scalar
      self.width = width
    } else {
      self = .replacement(glyphs)
    }
  }

  private init(narrow scalar: Unicode.Scalar) {
    self.scalar = scalar
    width = 1
  }

  static func replacement(_ glyphs: Display.Glyphs) -> PrintableScalar {
    PrintableScalar(narrow: glyphs == .ascii ? "?" : "\u{FFFD}")
  }
}

/// How many columns a scalar takes: 0 for one that must not be written.
private func columnWidth(_ scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0x20...0x7E: 1
  case ..<0xA0: 0
  // Soft hyphen, and marks, embeddings, overrides and isolates of bidirectional text.
  case 0xAD, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: 0
  default: max(Int(scalar_width(scalar.value)), 0)
  }
}

/// The text with everything replaced that a terminal would obey.
func sanitized(_ text: String, _ glyphs: Display.Glyphs = .unicode) -> String {
  var shown = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { shown.append(PrintableScalar(scalar, glyphs).scalar) }
  return String(shown)
}
