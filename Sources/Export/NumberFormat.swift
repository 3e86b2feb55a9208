import Integers

/// Formats a number with the fewest digits that parse to the same double: `0.05`, `3`, `-0.0`, `1e-12`.
///
/// Non-finite numbers are `NaN`, without a sign, `inf` and `-inf`. Negative zero is `-0.0`, because some parsers
/// read `-0` as an integer without a sign.
public func formatExact(_ value: Double) -> String {
  var text = ""
  appendExact(value, to: &text)
  return text
}

/// Appends `formatExact(value)` without a temporary string.
func appendExact(_ value: Double, to text: inout String) {
  if value == 0, value.sign == .minus {
    text += "-0.0"
  } else if value.isNaN {
    text += "NaN"  // the spelling that pandas, polars and duckdb read
  } else if value.magnitude < 1e15, value == value.rounded(.towardZero) {
    // Integers below 1e15 have neither point nor exponent.
    text += String(Int(clamping: value))
  } else {
    value.write(to: &text)
  }
}

/// Formats a number with at most `digits` ≥ 1 significant digits: `18.2134`, `1.2e-05`.
public func formatSignificant(_ value: Double, digits: Int = 6) -> String {
  guard value.isFinite, value != 0 else { return value == 0 ? "0" : formatExact(value) }
  var (figures, exponent) = decimal(value.magnitude)
  if figures.count > digits {
    let up = figures[digits] >= 5
    figures.removeLast(figures.count - digits)
    if up { exponent += carry(&figures) }
  }
  while figures.count > 1, figures.last == 0 { figures.removeLast() }
  return (value < 0 ? "-" : "") + formatDigits(figures, exponent, digits: digits)
}

/// Returns the shortest decimal digits d₀d₁d₂… and the exponent e of d₀.d₁d₂… × 10ᵉ.
private func decimal(_ value: Double) -> (figures: [UInt8], exponent: Int) {
  var figures: [UInt8] = []
  var point: Int?
  var exponent = 0
  let parts = value.description.split(separator: "e")
  for unit in parts[0].utf8 {
    if unit == UInt8(ascii: ".") {
      point = figures.count
    } else {
      figures.append(unit - UInt8(ascii: "0"))
    }
  }
  exponent = (point ?? figures.count) - 1
  if parts.count > 1 { exponent += Int(parts[1]) ?? 0 }
  while figures.count > 1, figures[0] == 0 {
    figures.removeFirst()
    exponent -= 1
  }
  return (figures, exponent)
}

/// Increments the last digit with carry, and returns the change of the exponent, 0 or 1.
private func carry(_ figures: inout [UInt8]) -> Int {
  for index in figures.indices.reversed() {
    if figures[index] < 9 {
      figures[index] += 1
      return 0
    }
    figures[index] = 0
  }
  figures.insert(1, at: 0)
  figures.removeLast()
  return 1
}

/// Returns decimal notation, or scientific for exponents < −4 or ≥ max(`digits`, 6).
private func formatDigits(_ figures: [UInt8], _ exponent: Int, digits: Int) -> String {
  func text(_ figures: some Sequence<UInt8>) -> String { figures.map { "\($0)" }.joined() }
  if exponent < -4 || exponent >= max(digits, 6) {
    let fraction = figures.count > 1 ? "." + text(figures.dropFirst()) : ""
    let magnitude = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
    return "\(figures[0])\(fraction)e\(exponent < 0 ? "-" : "+")\(magnitude)"
  }
  if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + text(figures) }
  let whole = exponent + 1
  guard figures.count > whole else {
    return text(figures) + String(repeating: "0", count: whole - figures.count)
  }
  return text(figures[..<whole]) + "." + text(figures[whole...])
}
