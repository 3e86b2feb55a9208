import SafeText

/// Returns the text in ASCII, for terminals without Unicode.
///
/// Greek letters are spelled out, symbols become similar ASCII text, and other scalars become `?`.
/// The result can be wider than the text.
public func asciiTransliteration(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
  var result = ""
  var isRaised = false
  for scalar in text.unicodeScalars {
    if let digit = superscripts[scalar] {
      result += isRaised ? digit : "^" + digit
      isRaised = true
      continue
    }
    isRaised = false
    if scalar.isASCII {
      result.unicodeScalars.append(scalar)
    } else if let spelled = spellings[scalar] ?? graphicApproximation(scalar).map(String.init) {
      result += spelled
    } else {
      switch RenderedScalar(scalar) {
      case .zeroWidth: break
      case .singleWidth(let glyph): result += glyph == " " ? " " : "?"
      case .doubleWidth: result += "?"
      }
    }
  }
  return result
}

/// Returns the canvas with every glyph replaced by one ASCII glyph.
public func asASCII(_ canvas: Canvas) -> Canvas {
  var result = canvas
  for row in 0..<canvas.size.rows {
    for column in 0..<canvas.size.columns {
      let glyph = canvas[row, column].glyph
      if glyph == Cell.continuation {
        result[row, column].glyph = " "
      } else if !(0x20..<0x7F).contains(glyph.value) {
        result[row, column].glyph = asciiApproximation(glyph)
      }
    }
  }
  return result
}

/// Returns the ASCII glyph that replaces a glyph in one cell.
private func asciiApproximation(_ glyph: Unicode.Scalar) -> Unicode.Scalar {
  if let letter = letterOverrides[glyph] ?? graphicApproximation(glyph) { return letter }
  if let digit = superscripts[glyph]?.unicodeScalars.first { return digit }
  if let spelled = spellings[glyph]?.unicodeScalars.first { return spelled }
  return RenderedScalar(glyph) == .singleWidth(" ") ? " " : "?"
}

/// Returns the ASCII glyph similar to a box-drawing, block or braille glyph; nil for others.
private func graphicApproximation(_ glyph: Unicode.Scalar) -> Unicode.Scalar? {
  switch glyph.value {
  case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2550: "-"
  case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551: "|"
  case 0x2500...0x257F: "+"
  case 0x2580: "'"
  case 0x2584: "_"
  case 0x2591: "."
  case 0x2592: ":"
  case 0x2588, 0x2593: "#"
  case 0x2581...0x2590: "-"
  case 0x2800...0x28FF: asciiApproximation(ofBraille: UInt8(glyph.value - 0x2800))
  default: nil
  }
}

/// The ASCII text of superscripts.
private let superscripts: [Unicode.Scalar: String] = [
  "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
  "⁹": "9", "⁻": "-", "⁺": "+", "ⁿ": "n",
]

/// The ASCII text of letters and symbols.
private let spellings: [Unicode.Scalar: String] = [
  "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "eps", "ζ": "zeta", "η": "eta",
  "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi",
  "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi", "ψ": "psi",
  "ω": "omega", "Δ": "Delta", "Σ": "Sigma", "Ω": "Omega", "∇": "grad", "∂": "d", "∞": "inf",
  "√": "sqrt", "‖": "|", "−": "-", "–": "-", "—": "-", "×": "x", "·": ".", "…": "...",
  "±": "+-", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "½": "1/2", "¼": "1/4", "°": "deg",
  "●": "o", "○": "0", "▲": "^", "△": "^", "▼": "v", "■": "#", "□": "#", "◆": "*", "◇": "*",
  "✚": "+", "★": "*", "▶": ">", "◀": "<", "⏸": "=", "•": "*", "↑": "^", "↓": "v", "←": "<",
  "→": ">", "↔": "<>", "↕": "^v", "↗": "/", "↘": "\\", "↖": "\\", "↙": "/", "✓": "+", "✗": "x",
  "‘": "'", "’": "'", "“": "\"", "”": "\"", "₀": "0", "₁": "1", "₂": "2", "₊": "+", "₋": "-",
  "ℓ": "l", "∈": "in",
]

/// The ASCII glyphs of scalars whose spelling begins with a misleading letter.
private let letterOverrides: [Unicode.Scalar: Unicode.Scalar] = [
  "η": "n", "ρ": "p", "½": "?", "¼": "?", "°": "o", "√": "v", "∇": "V", "χ": "x", "Δ": "D",
  "∞": "8", "≠": "#",
]

extension Display {
  /// Returns a text in the glyphs of the display.
  public func adapted(_ text: String) -> String {
    glyphs == .ascii ? asciiTransliteration(text) : text
  }
}
