extension Unicode.Scalar {
  /// Whether the scalar may reach a terminal in text from a user or a file.
  ///
  /// Unsafe are scalars that control a terminal (controls, escapes), break or reorder a line
  /// (separators, bidirectional controls), hide in a line (zero-width spaces), or have no standard
  /// glyph (private use, unassigned, surrogates). The joiner of emoji and the soft hyphen are safe.
  public var isSafe: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    case .format: value == 0x200D || value == 0xAD
    default: true
    }
  }

  /// Whether the scalar changes the order in which a terminal displays a line.
  var reordersLine: Bool {
    switch value {
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

/// Returns text with `�` for each unsafe scalar; line feeds are kept.
public func sanitized(_ text: some StringProtocol) -> String {
  var safe = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    safe.append(scalar.isSafe || scalar == "\n" ? scalar : "\u{FFFD}")
  }
  return String(safe)
}

/// Returns text for a message in one line: with `�` for each unsafe scalar and line feed, and with
/// at most `limit` characters, the last of which is “…” if the text is longer.
public func sanitizedExcerpt(_ text: String, limit: Int = 60) -> String {
  var safe = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(4 * limit) {
    safe.append(scalar.isSafe ? scalar : "\u{FFFD}")
  }
  let string = String(safe)
  return string.count > limit ? string.prefix(limit - 1) + "…" : string
}
