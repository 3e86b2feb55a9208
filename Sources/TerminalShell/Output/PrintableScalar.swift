import CNcurses
import Drawing

/// A scalar that is safe to write: never a control character.
///
/// Panes sanitize their text already; this is the last check before the terminal.
struct PrintableScalar: Equatable {
  let scalar: Unicode.Scalar
  /// The number of columns, 1 or 2.
  let width: Int

  /// Creates the scalar itself, or the replacement if the scalar is not printable.
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

  /// Returns the replacement for unprintable scalars: “?” in ASCII, otherwise U+FFFD.
  static func replacement(_ glyphs: Display.Glyphs) -> PrintableScalar {
    PrintableScalar(narrow: glyphs == .ascii ? "?" : "\u{FFFD}")
  }
}

/// Returns the width of a scalar in columns; 0 for a scalar that must not be written.
private func columnWidth(_ scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0x20...0x7E: 1
  case ..<0xA0: 0
  // Soft hyphen, zero-width characters, line separators and bidirectional controls.
  case 0xAD, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: 0
  default: max(Int(scalar_width(scalar.value)), 0)
  }
}

/// Returns the text with all unprintable scalars replaced.
func sanitized(_ text: String, _ glyphs: Display.Glyphs = .unicode) -> String {
  var safe = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { safe.append(PrintableScalar(scalar, glyphs).scalar) }
  return String(safe)
}
