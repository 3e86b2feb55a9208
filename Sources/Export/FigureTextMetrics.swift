import Raster

/// Upper bounds of text widths: the viewer of SVG chooses the font, and PNG has its own.
enum TextMetrics {
  /// Returns the maximum width of a text, in units.
  static func width(_ text: String, size: Double, isBold: Bool = false) -> Double {
    text.unicodeScalars.reduce(0) {
      $0 + max(advance($1), StrokeFont.width(of: $1))
    } * size * (isBold ? 1.1 : 1)
  }

  /// Wraps a text at blanks into at most `count` lines; `…` marks omitted text.
  static func wrappedLines(
    _ text: String, size: Double, width: Double, isBold: Bool = false, atMost count: Int
  ) -> [String] {
    guard count > 0 else { return [] }
    func fits(_ line: String) -> Bool { self.width(line, size: size, isBold: isBold) <= width }
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      let longer = line.isEmpty ? String(word) : "\(line) \(word)"
      if fits(longer) || (line.isEmpty && lines.count == count) {
        line = longer
      } else {
        if !line.isEmpty { lines.append(line) }
        line = String(word)
      }
    }
    if !line.isEmpty { lines.append(line) }
    let isCut = lines.count > count
    return lines.prefix(count).enumerated().map { index, line in
      var line = line
      let dots = isCut && index == count - 1 ? "…" : ""
      guard !fits(line + dots) else { return line + dots }
      while !line.isEmpty, !fits(line + "…") { line.removeLast() }
      return line + "…"
    }
  }

  /// Returns an upper bound of a scalar's advance in em; DejaVu Sans is the widest font assumed.
  private static func advance(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", ".", ",", ":", ";", "'", "|", "!", " ", "(", ")", "[", "]", "f", "t", "r",
      "I", "·":
      0.42
    case "m", "w", "M", "W", "@", "%", "…", "—": 1.02
    case "A"..."Z", "+", "=", "−", "<", ">", "×", "#", "~", "≈": 0.84
    case _ where scalar.value < 0x1100: 0.65
    default: scalar.value < 0x2E80 ? 0.95 : 1.1
    }
  }
}
