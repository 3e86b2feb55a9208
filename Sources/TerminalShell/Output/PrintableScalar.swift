import CNcurses
import Drawing
import SafeText

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
  case _ where !scalar.isSafe || scalar.properties.generalCategory == .format: 0
  default: max(Int(scalar_width(scalar.value)), 0)
  }
}

/// Returns the text with all unprintable scalars replaced.
func printable(_ text: String, _ glyphs: Display.Glyphs = .unicode) -> String {
  var safe = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { safe.append(PrintableScalar(scalar, glyphs).scalar) }
  return String(safe)
}
